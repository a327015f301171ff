// Guards what is read and refused as WAV, and that what is written is read back.
import { describe, expect, it } from 'vitest';
import { rootMeanSquare } from './loudness.ts';
import { parseWav, readWav, WavError, writeWav } from './wav.ts';

const tone = (rate: number, hertz: number, seconds: number) =>
  Int16Array.from({ length: rate * seconds }, (_, at) => 8_000 * Math.sin((2 * Math.PI * hertz * at) / rate));

describe('wav', () => {
  it('reads back one channel', async () => {
    const pcm = tone(8_000, 440, 0.5);
    expect(await readWav(writeWav([pcm]))).toEqual(pcm);
  });

  it('reads back two, the shorter filled with silence', () => {
    const read = parseWav(writeWav([Int16Array.of(1, 2, 3), Int16Array.of(-7)]));
    expect(read).toEqual({ sampleRate: 8_000, channels: [Int16Array.of(1, 2, 3), Int16Array.of(-7, 0, 0)] });
  });

  it('brings other rates to 8 kHz at the same loudness, and stereo to mono', async () => {
    const read = await readWav(writeWav([tone(44_100, 440, 1), tone(44_100, 440, 1)], 44_100));
    expect(read.length).toBe(8_000);
    expect(rootMeanSquare(read)).toBeGreaterThan(5_500);
    expect(rootMeanSquare(read)).toBeLessThan(5_800);
  });

  it('leaves out chunks that it does not know, and takes a data chunk that claims too much', () => {
    const plain = writeWav([Int16Array.of(5, 6)]);
    const withList = new Uint8Array(plain.length + 12);
    withList.set(plain.subarray(0, 36));
    withList.set([0x4c, 0x49, 0x53, 0x54, 3, 0, 0, 0, 1, 2, 3, 0], 36);
    withList.set(plain.subarray(36), 48);
    new DataView(withList.buffer).setUint32(52, 0xffff_ffff, true);
    expect(parseWav(withList).channels).toEqual([Int16Array.of(5, 6)]);
  });

  it.each([
    ['nothing', new Uint8Array(0), 'not a WAV file'],
    ['text', new TextEncoder().encode('RIFX this is no recording at all'), 'not a WAV file'],
    ['a header alone', writeWav([Int16Array.of(1)]).subarray(0, 36), 'no sound'],
    ['8 bits', changed(34, 8), '8-bit PCM'],
    ['mu-law', changed(20, 7), 'mu-law'],
    ['three channels', changed(22, 3), '3 channels'],
    ['a rate of none', changed(24, 0), '0 Hz'],
  ])('refuses %s with a sentence', (_, bytes, sentence) => {
    expect(() => parseWav(bytes)).toThrow(WavError);
    expect(() => parseWav(bytes)).toThrow(sentence);
  });
});

function changed(at: number, value: number): Uint8Array {
  const bytes = writeWav([Int16Array.of(1, 2)]);
  bytes[at] = value;
  bytes[at + 1] = 0;
  return bytes;
}
