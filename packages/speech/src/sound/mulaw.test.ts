// Guards the codec against G.711 itself: every code, every sample.
import { describe, expect, it } from 'vitest';
import { decodeMulaw, encodeMulaw, MULAW_SILENCE } from './mulaw.ts';

/** Ends of the standard's segments (ITU-T G.711, table 2a, 14 bits shifted to 16): code, value. */
const anchors: [number, number][] = [
  [0x80, 32_124], [0x8f, 16_764], [0x90, 15_996], [0x9f, 8_316], [0xa0, 7_932], [0xaf, 4_092], [0xb0, 3_900], [0xbf, 1_980],
  [0xc0, 1_884], [0xcf, 924], [0xd0, 876], [0xdf, 396], [0xe0, 372], [0xef, 132], [0xf0, 120], [0xfe, 8], [0xff, 0],
]; // biome-ignore format: a table reads better in rows

const codes = Uint8Array.from({ length: 256 }, (_, code) => code);
const samples = Int16Array.from({ length: 65_536 }, (_, at) => at - 32_768);

describe('mu-law', () => {
  it.each(anchors)('decodes code %i to %i, and its mirror to the negative', (code, value) => {
    expect(decodeMulaw(Uint8Array.of(code, code & 0x7f))).toEqual(Int16Array.of(value, -value));
  });

  it('falls evenly within each segment, which halves from one to the next', () => {
    const values = decodeMulaw(codes);
    for (let segment = 0; segment < 8; segment += 1) {
      for (let step = 1; step < 16; step += 1) {
        const at = 0x80 + segment * 16 + step;
        expect((values[at - 1] as number) - (values[at] as number)).toBe(1_024 >> segment);
      }
    }
  });

  it('gives each code back, but for the two zeros', () => {
    const again = encodeMulaw(decodeMulaw(codes));
    for (const code of codes) expect(again[code]).toBe(code === 0x7f ? 0xff : code);
  });

  it('brings every sample to the nearest value there is, and never changes its sign', () => {
    const values = decodeMulaw(codes);
    const round = decodeMulaw(encodeMulaw(samples));
    for (let at = 0; at < samples.length; at += 1) {
      const [sample, coded] = [samples[at] as number, round[at] as number];
      if (sample !== 0 && coded !== 0) expect(Math.sign(coded)).toBe(Math.sign(sample));
      const isClipped = Math.abs(sample) > 32_635;
      // Half a step of the segment that the sample lies in, or its neighbour's.
      const allowed = isClipped ? 645 : Math.max(4, Math.abs(coded) / 16);
      if (Math.abs(sample - coded) > allowed) expect({ sample, coded }).toBe('nearer');
    }
    expect(values.length).toBe(256);
  });

  it('is monotonous', () => {
    const round = decodeMulaw(encodeMulaw(samples));
    for (let at = 1; at < round.length; at += 1) {
      if ((round[at] as number) < (round[at - 1] as number)) expect(at).toBe('monotonous');
    }
  });

  it('knows silence', () => {
    expect(encodeMulaw(new Int16Array(3))).toEqual(new Uint8Array(3).fill(MULAW_SILENCE));
  });
});
