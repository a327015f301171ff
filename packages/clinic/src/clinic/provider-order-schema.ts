import { z } from 'zod';

/** Those that an installation may have, by stage; which it has is a matter of its keys. */
export const providerNames = {
  hearing: ['deepgram', 'openai-transcription', 'local'],
  thinking: ['openai', 'second-model'],
  speaking: ['cartesia', 'openai-speech', 'local'],
} as const;

const orderOf = <const N extends readonly [string, ...string[]]>(names: N) =>
  z
    .array(z.enum(names, 'is no provider of this'))
    .min(1, 'names nobody')
    .refine((all) => new Set(all).size === all.length, 'names somebody twice')
    .optional();

/** Who is asked first, second and so on. A stage that is missing goes as the installation has it; who is not named is not asked at all. */
export const providerOrderSchema = z
  .object({
    hearing: orderOf(providerNames.hearing),
    thinking: orderOf(providerNames.thinking),
    speaking: orderOf(providerNames.speaking),
  })
  .strict();
export type ProviderOrder = z.output<typeof providerOrderSchema>;
