// Guards the word error that is told of recognisers: the count itself, the set of recordings, and a run over the real SDK against the sandbox.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, type VoiceAccounts } from '@vaani/config';
import { startDeepgram } from '@vaani/sandbox';
import { createVoice, encodeMulaw, type LocalVoice, writeWav } from '@vaani/speech';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareRecognisers } from '../bench/stt/index.ts';
import { readSet } from '../bench/stt/read-set.ts';
import { fewestErrors, wordErrors } from '../bench/stt/word-error.ts';

describe('words that are wrong', () => {
  it.each([
    ['book an appointment', 'book an appointment', 0, 3],
    ['Book an appointment.', 'book an  appointment', 0, 3],
    ['book an appointment', 'book appointment', 1, 3],
    ['book an appointment', 'please book an appointment', 1, 3],
    ['book an appointment', 'cook an apartment', 2, 3],
    ['book an appointment', '', 3, 3],
    ['haan ji', 'no no no no', 4, 2],
    ['मुझे कल आना है।', 'मुझे कल आना है', 0, 4],
    ['मुझे कल आना है', 'मुझे आज आना', 2, 4],
    ["don't", 'dont', 0, 1],
  ])('%s → %s', (said, heard, errors, words) => {
    expect(wordErrors(said, heard)).toEqual({ errors, words });
  });

  it('are those of the spelling that fits best', () => {
    expect(fewestErrors(['kal das baje', 'कल दस बजे', 'kal 10 baje'], 'kal 10 baje')).toEqual({ errors: 0, words: 3 });
  });
});

describe('a set of recordings', () => {
  let folder: string;
  let voice: LocalVoice;
  const texts = ['Doctor Sharma, please.', 'Tomorrow at ten.'];
  const sounds: Int16Array[] = [];
  const manifest = (...lines: object[]) =>
    writeFile(join(folder, 'manifest.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vaani-stt-'));
    voice = createVoice();
    for (const [index, text] of texts.entries()) {
      const pcm = await voice.speakPcm({ text, language: 'en', voice: 'caller' });
      sounds.push(pcm);
      await writeFile(join(folder, `${index}.wav`), writeWav([pcm]));
    }
  });
  afterAll(async () => {
    voice.close();
    await rm(folder, { recursive: true, force: true });
  });
  const good = { file: '0.wav', text: texts[0], language: 'en' };

  it.each([
    ['no JSON', '{"file"', /Line 1 of manifest.jsonl is no JSON/],
    ['a language that is none', JSON.stringify({ ...good, language: 'fr' }), /Line 1 of manifest.jsonl: language/],
    ['a file that is not there', JSON.stringify({ ...good, file: 'no.wav' }), /Line 1: there is no no.wav/],
    ['a file elsewhere', JSON.stringify({ ...good, file: '../../etc/passwd' }), /is not in the folder/],
    ['a file that is no sound', JSON.stringify({ ...good, file: 'manifest.jsonl' }), /not a WAV file/],
    ['nothing', '\n', /names no recording/],
  ])('is refused in words: %s', async (_, text, sentence) => {
    await writeFile(join(folder, 'manifest.jsonl'), text);
    await expect(readSet(folder)).rejects.toThrow(sentence);
  });

  it('is heard by the provider that is set and by this machine, and what is wrong is counted', async () => {
    const deepgram = await startDeepgram({ apiKey: 'dg', clock: systemClock });
    try {
      for (const [index, text] of ['doctor sharma please', 'tomorrow at noon'].entries())
        deepgram.tell({ audio: encodeMulaw(sounds[index] ?? new Int16Array(0)), text, language: 'en' });
      await manifest(good, { file: '1.wav', text: texts[1], language: 'en', asked: 'day' });
      const accounts: VoiceAccounts = {
        ...{ openai: null, secondModel: null, cartesia: null },
        deepgram: { apiKey: 'dg', apiUrl: deepgram.url, model: 'nova-3' },
      };
      const told: string[] = [];
      const rows = await compareRecognisers({
        ...{ folder, accounts, clock: systemClock, signal: new AbortController().signal },
        tell: (line) => told.push(line),
      });
      // One of six words.
      expect(rows[0]).toMatchObject({ name: 'deepgram, en: words wrong', unit: '% of 6', limit: 4 });
      expect(rows[0]?.value).toBeCloseTo(100 / 6);
      expect(rows[1]).toMatchObject({ name: 'local, en: words wrong', unit: '% of 6', limit: null });
      expect(told).toContain('OpenAI: left out, OPENAI_API_KEY is not set');
      expect(told).toContain('deepgram 1.wav: Tomorrow at ten. → tomorrow at noon');
    } finally {
      await deepgram.close();
    }
  });

  it('has no figure of a provider that does not answer, but says how many it did not hear', async () => {
    await manifest(good);
    const deepgram = { apiKey: 'dg', apiUrl: 'http://127.0.0.1:1', model: 'nova-3' };
    const rows = await compareRecognisers({
      ...{ folder, clock: systemClock, signal: new AbortController().signal, tell: () => undefined },
      accounts: { openai: null, secondModel: null, cartesia: null, deepgram },
    });
    expect(rows[0]).toMatchObject({ name: 'deepgram, en: recordings not heard', value: 1, limit: 0, bound: 'exactly' });
  });
});
