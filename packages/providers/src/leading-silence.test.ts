// Guards that the silence before speech is taken off in a stream of any pieces, and nothing else.
import { expect, it } from 'vitest';
import { createLeadingSilence } from './leading-silence.ts';
import { joined, silenceOf, voiceLike } from './testing/sound.ts';

function trimmed(sound: Uint8Array, pieceBytes: number) {
  const lead = createLeadingSilence();
  const left: Uint8Array[] = [];
  for (let at = 0; at < sound.length; at += pieceBytes) left.push(lead.push(sound.subarray(at, at + pieceBytes)));
  return { left: joined(...left), trimmedMs: lead.trimmedMs };
}

it.each([37, 160, 800, 100_000])('leaves 20 ms before the first sound, in pieces of %i bytes', (pieceBytes) => {
  const voice = joined(voiceLike(300, 1), silenceOf(200), voiceLike(100, 2));
  const { left, trimmedMs } = trimmed(joined(silenceOf(200), voice), pieceBytes);
  expect(trimmedMs).toBe(180);
  expect(left).toEqual(joined(silenceOf(20), voice));
});

it('leaves speech that begins at once as it is', () => {
  const voice = voiceLike(300, 1);
  expect(trimmed(voice, 160)).toEqual({ left: voice, trimmedMs: 0 });
});

it('takes a long silence to be meant', () => {
  const sound = joined(silenceOf(1_000), voiceLike(100, 1));
  const { left, trimmedMs } = trimmed(sound, 160);
  expect(trimmedMs + left.length / 8).toBe(1_100);
  expect(trimmedMs).toBeLessThanOrEqual(600);
});
