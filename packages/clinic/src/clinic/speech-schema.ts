import { z } from 'zod';

/** How the model is asked to speak. The rules always speak in one tone. */
export const tones = ['warm', 'formal', 'brief'] as const;
export type Tone = (typeof tones)[number];

const speechSchema = z
  .object({
    /** The first words of a call, before it is said that an AI answers; missing: our own. In Hinglish best written in Devanagari: a Hindi voice reads it. */
    greeting: z.string().trim().min(1, 'is empty').max(200, 'is longer than 200 characters').optional(),
    tone: z.enum(tones, 'is none of warm, formal and brief').optional(),
    /** By provider (`cartesia`, `openai-speech`) the id of a voice that it knows; missing: the installation's. */
    voices: z
      .partialRecord(
        z.enum(['cartesia', 'openai-speech'], 'is no provider of voices'),
        z.string().regex(/^[\w-]{1,64}$/, 'is not the id of a voice'),
      )
      .optional(),
  })
  .strict();

export const speechSettingsSchema = z
  .object({ en: speechSchema.optional(), hi: speechSchema.optional(), 'hi-en': speechSchema.optional() })
  .strict();
/** How the AI speaks for a clinic, by language. */
export type SpeechSettings = z.output<typeof speechSettingsSchema>;
