import { z } from 'zod';

/** What a synthesiser is asked: `voice` is its own name for one, `speed` 1 as the voice was made. */
export const synthesisRequest = z.object({
  id: z.number().int(),
  text: z.string(),
  voice: z.string(),
  speed: z.number(),
});
export type SynthesisRequest = z.infer<typeof synthesisRequest>;

/** What it answers: mu-law at 8 kHz, or why not. `ready` comes first, with no id. */
export const synthesisAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('absent'), message: z.string() }),
  z.object({ kind: z.literal('audio'), id: z.number().int(), audio: z.instanceof(Uint8Array) }),
  z.object({ kind: z.literal('failed'), id: z.number().int(), message: z.string() }),
]);
export type SynthesisAnswer = z.infer<typeof synthesisAnswer>;
