import { z } from 'zod';

const nullable = <S extends z.ZodType>(schema: S) => schema.nullish();

const generation = z
  .object({
    context_id: z.string().min(1).max(128),
    model_id: z.string().regex(/^sonic-(3(\.\d)?(-\d{4}-\d{2}-\d{2})?|latest)$/),
    transcript: z.string().max(20_000),
    voice: z.union([z.uuid(), z.object({ id: z.uuid(), mode: z.literal('id').optional() }).strict()]),
    output_format: z
      .object({
        container: z.literal('raw'),
        encoding: z.enum(['pcm_f32le', 'pcm_s16le', 'pcm_mulaw', 'pcm_alaw']),
        sample_rate: z.union([8_000, 16_000, 22_050, 24_000, 44_100, 48_000].map((rate) => z.literal(rate))),
      })
      .strict(),
    language: nullable(z.enum(['en', 'hi', 'fr', 'de', 'es', 'ta', 'te', 'kn', 'ml', 'mr', 'gu', 'bn', 'pa'])),
    locale: nullable(z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/)),
    normalization: nullable(z.union([z.enum(['auto', 'off']), z.string().regex(/^[a-z]{2}-[A-Z]{2}$/)])),
    continue: nullable(z.boolean()),
    flush: nullable(z.boolean()),
    add_timestamps: nullable(z.boolean()),
    add_phoneme_timestamps: nullable(z.boolean()),
    use_normalized_timestamps: nullable(z.boolean()),
    max_buffer_delay_ms: nullable(z.int().min(0).max(5_000)),
    pronunciation_dict_id: nullable(z.string()),
    generation_config: z
      .object({
        speed: z.number().min(0.6).max(1.5).optional(),
        volume: z.number().min(0.5).max(2).optional(),
        emotion: z.string().optional(),
      })
      .strict()
      .nullish(),
  })
  .strict();
const cancellation = z.object({ cancel: z.literal(true), context_id: z.string().min(1) }).strict();

export type Generation = z.output<typeof generation>;
export type CartesiaMessage = { kind: 'generate'; request: Generation } | { kind: 'cancel'; contextId: string };

/** What was sent, or what is wrong with it. */
export function checkRequest(text: string): CartesiaMessage | { kind: 'wrong'; message: string; contextId?: string } {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { kind: 'wrong', message: 'Invalid JSON' };
  }
  const contextId =
    typeof raw === 'object' && raw !== null && 'context_id' in raw && typeof raw.context_id === 'string'
      ? { contextId: raw.context_id }
      : {};
  if (typeof raw === 'object' && raw !== null && 'cancel' in raw) {
    const parsed = cancellation.safeParse(raw);
    return parsed.success
      ? { kind: 'cancel', contextId: parsed.data.context_id }
      : { kind: 'wrong', message: 'Invalid cancel request', ...contextId };
  }
  const parsed = generation.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.code === 'unrecognized_keys' ? issue.keys.join() : issue?.path.map(String).join('.');
    return { kind: 'wrong', message: `Invalid request: ${field}: ${issue?.message}`, ...contextId };
  }
  if (typeof parsed.data.language === 'string' && typeof parsed.data.locale === 'string')
    return { kind: 'wrong', message: 'A request may set language or locale, never both', ...contextId };
  const { encoding, sample_rate } = parsed.data.output_format;
  if (encoding !== 'pcm_mulaw' || sample_rate !== 8_000)
    return { kind: 'wrong', message: 'The sandbox makes pcm_mulaw of 8000 Hz only', ...contextId };
  return { kind: 'generate', request: parsed.data };
}
