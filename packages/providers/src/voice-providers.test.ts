// Guards who serves an installation and a clinic: what is set up, in its order, the local ones behind, health shared by all.
import { seededRandom, type VoiceAccounts } from '@vaani/config';
import { afterEach, describe, expect, it } from 'vitest';
import { describeProviders } from './describe-providers.ts';
import { createHandClock } from './testing/hand-clock.ts';
import { scriptedEars, scriptedVoice } from './testing/scripted-providers.ts';
import { createVoiceProviders, type VoiceProviders } from './voice-providers.ts';

const none: VoiceAccounts = { deepgram: null, openai: null, secondModel: null, cartesia: null };
const all: VoiceAccounts = {
  deepgram: { apiKey: 'dg', apiUrl: 'http://127.0.0.1:9', model: 'flux-general-multi' },
  openai: {
    ...{ apiKey: 'sk', apiUrl: 'http://127.0.0.1:9/v1', model: 'gpt-4o', transcriptionModel: 'gpt-4o-transcribe' },
    ...{ speechModel: 'gpt-4o-mini-tts', voice: 'coral' },
  },
  secondModel: { apiKey: 'gw', apiUrl: 'http://127.0.0.1:9/v1', model: 'llama' },
  cartesia: { apiKey: 'ca', apiUrl: 'http://127.0.0.1:9', model: 'sonic-3', voices: { en: 'e', hi: 'h' } },
};

let providers: VoiceProviders | undefined;
afterEach(() => providers?.close());

function start(accounts: VoiceAccounts) {
  const clock = createHandClock();
  const made = createVoiceProviders({
    accounts: () => accounts,
    local: {
      stt: scriptedEars('local', { hasFreeText: false }),
      tts: scriptedVoice('local', clock, [[{ give: { audio: new Uint8Array(800) } }]]),
    },
    clock,
    random: seededRandom(1),
    onEvent: () => undefined,
  });
  providers = made;
  return { made, clock };
}

describe('without any key', () => {
  it('the local ones hear and speak, and the rules think', () => {
    const { made } = start(none);
    expect(made.names).toEqual({ hearing: ['local'], thinking: [], speaking: ['local'] });
    expect(made.llm).toBeNull();
    const described = describeProviders(made);
    expect([described.hearing.provider, described.thinking.provider, described.speaking.provider]).toEqual([
      'local',
      'rules',
      'local',
    ]);
    expect(described.hearing.note).toContain('phrases');
  });
});

describe('with all keys', () => {
  it('each stage has its chain, and says so', () => {
    const { made } = start(all);
    expect(made.names).toEqual({
      hearing: ['deepgram', 'openai-transcription', 'local'],
      thinking: ['openai', 'second-model'],
      speaking: ['cartesia', 'openai-speech', 'local'],
    });
    expect(describeProviders(made)).toEqual({
      hearing: {
        provider: 'deepgram',
        note: 'free speech; tells the ends of turns itself',
        behind: ['openai-transcription', 'local'],
        setting: 'DEEPGRAM_API_KEY',
      },
      thinking: {
        provider: 'openai',
        note: 'gpt-4o; the rules where it cannot',
        behind: ['second-model', 'rules'],
        setting: 'OPENAI_API_KEY',
      },
      speaking: {
        provider: 'cartesia',
        note: 'English and Hindi',
        behind: ['openai-speech', 'local'],
        setting: 'CARTESIA_API_KEY',
      },
    });
  });

  it('a clinic may want another order, or fewer', () => {
    const { made } = start(all);
    const chains = made.chainsFor({
      hearing: ['local'],
      thinking: ['second-model', 'openai', 'unknown'],
      speaking: ['nobody'],
    });
    expect([chains.stt.name, chains.llm?.name, chains.tts.name]).toEqual(['local', 'second-model', 'local']);
    expect(made.stt.name).toBe('deepgram');
    expect(describeProviders(chains).thinking.provider).toBe('rules');
  });
});
