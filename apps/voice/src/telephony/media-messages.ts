import { z } from 'zod';

/** Twilio's messages on a media stream. Numbers arrive as text. */
const start = z.object({
  event: z.literal('start'),
  streamSid: z.string().max(64),
  start: z.object({
    callSid: z.string().max(64),
    customParameters: z.record(z.string(), z.string()).default({}),
    mediaFormat: z.object({
      encoding: z.literal('audio/x-mulaw'),
      sampleRate: z.literal(8000),
      channels: z.literal(1),
    }),
  }),
});
/** A frame whose count is none is heard as it comes. */
const count = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number)
  .optional()
  .catch(undefined);
const media = z.object({
  event: z.literal('media'),
  media: z.object({
    track: z.literal('inbound').optional(),
    /** Which frame of the stream it is, from 1. */
    chunk: count,
    /** Of its first sample, ms of the stream. */
    timestamp: count,
    payload: z.base64().max(4_096),
  }),
});
const mark = z.object({ event: z.literal('mark'), mark: z.object({ name: z.string().max(128) }) });
const dtmf = z.object({ event: z.literal('dtmf'), dtmf: z.object({ digit: z.string().regex(/^[0-9*#A-D]$/) }) });
const stop = z.object({ event: z.literal('stop') });
const connected = z.object({ event: z.literal('connected') });

const messageSchema = z.discriminatedUnion('event', [connected, start, media, mark, dtmf, stop]);
export type MediaMessage = z.infer<typeof messageSchema>;

/** A message, or why it is none: `unknown` events are passed over, `malformed` ones counted. */
export function parseMediaMessage(text: string): MediaMessage | 'unknown' | 'malformed' {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'malformed';
  }
  const parsed = messageSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const known = ['connected', 'start', 'media', 'mark', 'dtmf', 'stop'];
  const event = typeof json === 'object' && json !== null && 'event' in json ? json.event : undefined;
  return typeof event === 'string' && !known.includes(event) ? 'unknown' : 'malformed';
}
