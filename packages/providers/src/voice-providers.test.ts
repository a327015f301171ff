// Guards who serves an installation and a clinic: what is set up, in its order, the local ones behind, health shared by all.
import { seededRandom, systemClock, type VoiceAccounts } from '@vaani/config';
import { startDeepgram } from '@vaani/sandbox';
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

describe('a provider that is away', () => {
  it('for one clinic is away for all: the account is the same', async () => {
    let asked = 0;
    const deepgram = await startDeepgram({
      ...{ apiKey: 'dg-key', clock: systemClock },
      faults: {
        next(operation) {
          if (operation === 'open') asked += 1;
          return { kind: 'server-error', status: 503, isTaken: false };
        },
      },
    });
    const down: string[] = [];
    const made = createVoiceProviders({
      accounts: () => ({ ...none, deepgram: { apiKey: 'dg-key', apiUrl: deepgram.url, model: 'nova-3' } }),
      local: { stt: scriptedEars('local', { hasFreeText: false }), tts: scriptedVoice('local', systemClock, []) },
      ...{ clock: systemClock, random: seededRandom(1) },
      onEvent: (event) => void (event.kind === 'down' && down.push(event.provider)),
    });
    try {
      const [one, other] = [made.chainsFor({}), made.chainsFor({ hearing: ['deepgram', 'local'] })];
      const hear = async ({ stt }: typeof one) => {
        const ended = new AbortController();
        const request = { language: 'en' as const, keyTerms: [], onEvent: () => undefined, signal: ended.signal };
        await (await stt.open(request)).close();
        ended.abort();
      };
      for (let time = 0; time < 3; time++) await hear(one);
      expect([asked, down]).toEqual([3, ['deepgram']]);
      await hear(other);
      expect([asked, other.stt.name]).toEqual([3, 'local']);
    } finally {
      await made.close();
      await deepgram.close();
    }
  });

  it('leaves nobody but this machine: then it is asked without a chain', () => {
    const { made } = start(none);
    expect(made.stt.name).toBe('local');
    expect(made.chainsFor({ hearing: ['deepgram'] }).stt).toBe(made.stt);
  });
});
