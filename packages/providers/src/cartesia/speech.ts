import { z } from 'zod';
import { createLeadingSilence } from '../leading-silence.ts';
import type { SpeechChunk, SpokenWord } from '../text-to-speech.ts';

/** What the service tells of a context. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('chunk'), data: z.base64() }),
  z.object({
    type: z.literal('timestamps'),
    word_timestamps: z
      .object({ words: z.array(z.string()), start: z.array(z.number()), end: z.array(z.number()) })
      .nullish(),
  }),
  z.object({ type: z.literal('done') }),
  z.object({ type: z.literal('flush_done') }),
  z.object({ type: z.literal('phoneme_timestamps') }),
  z.object({ type: z.literal('error'), status_code: z.number() }),
]);
export type Event = z.infer<typeof eventSchema>;

/**
 * Sound without the silence in front of it, and words whose times are those of that sound.
 * @param fromMs how much of the utterance other contexts have given.
 */
export function createSpeech(fromMs: number) {
  const lead = createLeadingSilence();
  let words: SpokenWord[] = [];
  let hasSound = false;
  const taken = (): { words?: SpokenWord[] } => {
    if (words.length === 0) return {};
    const shifted = words.map(({ text, startMs, endMs }) => ({
      text,
      startMs: fromMs + Math.max(0, startMs - lead.trimmedMs),
      endMs: fromMs + Math.max(0, endMs - lead.trimmedMs),
    }));
    words = [];
    return { words: shifted };
  };
  return {
    take(event: Event): SpeechChunk | undefined {
      if (event.type === 'timestamps') {
        const { words: texts, start, end } = event.word_timestamps ?? { words: [], start: [], end: [] };
        for (const [index, text] of texts.entries())
          words.push({
            text,
            startMs: Math.round((start[index] ?? 0) * 1_000),
            endMs: Math.round((end[index] ?? 0) * 1_000),
          });
      }
      if (event.type !== 'chunk') return undefined;
      const audio = lead.push(Buffer.from(event.data, 'base64'));
      if (audio.length === 0) return undefined;
      hasSound = true;
      return { audio, ...taken() };
    },
    /** Words that were told after the last sound. */
    end: (): SpeechChunk | undefined =>
      hasSound && words.length > 0 ? { audio: new Uint8Array(0), ...taken() } : undefined,
  };
}
