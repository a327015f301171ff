// Guards the voices: sound at a telephone's level, in each language that is there, and an honest no where one is not.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { rootMeanSquare } from '../sound/loudness.ts';
import { decodeMulaw } from '../sound/mulaw.ts';
import { createVoice } from './local-voice.ts';
import { createSynthesiser, inProcess, inThread, VoiceError } from './synthesiser.ts';

const voice = createVoice();
afterAll(() => voice.close());

const phrases = [
  { text: 'Good morning, how can I help you?', language: 'en' as const },
  { text: 'नमस्ते, मैं आपकी क्या मदद कर सकती हूँ?', language: 'hi' as const },
  { text: 'कल सुबह दस बजे का अपॉइंटमेंट बुक कर दूँ?', language: 'hi-en' as const },
];

describe('local voice', () => {
  it.each(phrases)('speaks $language', async ({ text, language }) => {
    if (!voice.languages.includes(language)) {
      await expect(voice.speak({ text, language })).rejects.toMatchObject({ name: 'VoiceError', isRetryable: false });
      return;
    }
    for (const who of ['agent', 'caller'] as const) {
      const pcm = decodeMulaw(await voice.speak({ text, language, voice: who }));
      expect(pcm.length).toBeGreaterThan(8_000);
      expect(pcm.length).toBeLessThan(6 * 8_000);
      expect(rootMeanSquare(pcm)).toBeGreaterThan(1_200);
      expect(rootMeanSquare(pcm)).toBeLessThan(5_000);
    }
  });

  it('speaks slower and faster', async () => {
    const at = async (speed: number) =>
      (await voice.speak({ text: 'The clinic opens at nine.', language: 'en', speed })).length;
    expect(await at(0.7)).toBeGreaterThan((await at(1)) * 1.2);
    expect(await at(1.5)).toBeLessThan((await at(1)) * 0.8);
  });

  it('gives the same sound for the same phrase', async () => {
    const other = createVoice();
    const phrase = { text: 'See you tomorrow.', language: 'en' as const };
    expect(await other.speak(phrase)).toEqual(await voice.speak(phrase));
    await other.close();
  });

  it('is silent where nothing is to be said', async () => {
    expect(await voice.speak({ text: ' … \n', language: 'en' })).toEqual(new Uint8Array(0));
  });

  it.each(['-voice rms', '--help', '$(date) `x` "quoted"', '\u0000 null'])(
    'takes %j as words, not as an order',
    async (text) => {
      expect((await voice.speak({ text, language: 'en' })).length).toBeGreaterThan(1_000);
    },
  );

  it('refuses what is too long and speeds that nobody follows', async () => {
    await expect(voice.speak({ text: 'a'.repeat(2_001), language: 'en' })).rejects.toThrow(VoiceError);
    await expect(voice.speak({ text: 'a', language: 'en', speed: 9 })).rejects.toThrow(VoiceError);
  });

  it('can be waited for to the end: a process that closes it goes on to its own', async () => {
    const lines = [
      `import { createVoice } from ${JSON.stringify(new URL('local-voice.ts', import.meta.url).href)};`,
      'const voice = createVoice();',
      'const held = setInterval(() => undefined, 1_000);',
      'for (const language of voice.languages) await voice.speak({ text: "Namaste.", language });',
      'clearInterval(held);',
      'await voice.close();',
      'console.log("closed");',
    ];
    const folder = await mkdtemp(join(tmpdir(), 'vaani-voice-'));
    try {
      const file = join(folder, 'speak.mjs');
      await writeFile(file, lines.join('\n'));
      const { stdout } = await promisify(execFile)(process.execPath, [file]);
      expect(stdout).toBe('closed\n');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says after closing that it is closed', async () => {
    const closed = createVoice();
    await closed.close();
    await expect(closed.speak({ text: 'hello', language: 'en' })).rejects.toThrow(VoiceError);
  });
});

describe('a synthesiser whose host dies', () => {
  it('fails what was being said, and starts again', async () => {
    const flite = inThread(new URL('./flite-worker.ts', import.meta.url));
    const hosts: { end(): Promise<void> }[] = [];
    const synthesiser = createSynthesiser((listen) => {
      const host = flite(listen);
      hosts.push(host);
      return host;
    });
    expect(await synthesiser.isThere()).toBe(true);
    const speaking = synthesiser.synthesise('This is a sentence of some length.', { name: 'slt' }, 1);
    const failed = expect(speaking).rejects.toThrow(VoiceError);
    await hosts[0]?.end();
    await failed;
    expect((await synthesiser.synthesise('Yes.', { name: 'slt' }, 1)).length).toBeGreaterThan(1_000);
    expect(hosts.length).toBe(2);
    await synthesiser.close();
  });

  it('says that it does not start where its file is not there', async () => {
    const synthesiser = createSynthesiser(inProcess(new URL('./no-such-file.ts', import.meta.url)));
    await expect(synthesiser.synthesise('Yes.', { name: 'hi' }, 1)).rejects.toThrow('does not start');
    await synthesiser.close();
  });
});
