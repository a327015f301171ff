import { z } from 'zod';

/** Who speaks: the synthesiser's own name for a voice, and where it can vary that, how high: 0–99, 50 as the voice was made. */
export const voiceName = z.object({ name: z.string(), pitch: z.number().min(0).max(99).optional() });
export type VoiceName = z.infer<typeof voiceName>;

/** What a synthesiser is asked; `speed` is 1 as the voice was made. */
export const synthesisRequest = z.object({
  id: z.number().int(),
  text: z.string(),
  voice: voiceName,
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
