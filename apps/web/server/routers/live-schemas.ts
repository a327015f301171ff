import { type LiveEvent, type LiveEventType, liveEventShapes, spokenTextSchema } from '@vaani/live';
import { z } from 'zod';

const eventTypes = Object.keys(liveEventShapes) as LiveEventType[];

/** One live event, checked against the schema of its type; unknown fields are dropped. */
export const liveEventSchema = z.custom<LiveEvent>().transform((event, context): LiveEvent => {
  const type = eventTypes.find((known) => known === event?.type);
  const at = z.iso.datetime().safeParse(event?.at);
  if (type === undefined || !at.success) {
    context.addIssue({ code: 'custom', message: 'not a live event' });
    return z.NEVER;
  }
  const data = liveEventShapes[type].data.parse(event.data);
  const personal = liveEventShapes[type].personal.parse(event.personal);
  return { type, at: at.data, data, personal } as LiveEvent;
});

/** One event of the stream. `publishedAt` is in milliseconds, by the clock of the one who published. */
export interface LiveItem {
  event: LiveEvent;
  publishedAt: number;
}

const texts = new WeakMap<LiveEvent, string>();

/**
 * An event as the stream tells it: checked against the schema of its type, and written once, however many browsers are told.
 * @throws where it is none.
 */
export function textOf({ event, publishedAt }: LiveItem): string {
  const text = texts.get(event) ?? JSON.stringify({ event: liveEventSchema.parse(event), publishedAt });
  texts.set(event, text);
  return text;
}

/** What the subscription says: events, or how the page stands to the stream. */
export const liveMessageSchema = z.discriminatedUnion('kind', [
  /** `items` is a JSON array of `LiveItem`: all that came since the message before. */
  z.object({ kind: z.literal('events'), items: z.string() }),
  /** What was missed cannot be told one by one: fetch the present state. */
  z.object({ kind: z.literal('snapshot') }),
  /** Redis is away: what is shown may be old. */
  z.object({ kind: z.literal('behind') }),
  z.object({ kind: z.literal('caught-up') }),
]);
export type LiveMessage = z.infer<typeof liveMessageSchema>;

/** A call that ended just now, as its record has it. */
export const endedCallSchema = z.object({
  callId: z.uuid(),
  direction: z.enum(['inbound', 'outbound', 'browser']),
  language: z.enum(['en', 'hi', 'hi-en']),
  startedAt: z.string(),
  endedAt: z.string(),
  durationMs: z.number(),
  outcome: z.string(),
  patientId: z.uuid().nullable(),
  isVerified: z.boolean(),
  /** Masked; empty where the number was withheld. */
  caller: z.string(),
  patientName: z.string().nullable(),
});
export type EndedCall = z.infer<typeof endedCallSchema>;

export const ofCall = z.object({ callId: z.uuid() });
export const withText = ofCall.extend({ text: spokenTextSchema });

/** Where the browser opens its socket, and the ticket that it shows there: once, within thirty seconds. */
export const deskLineOutput = z.object({ url: z.string(), ticket: z.string() });

export const transferTargetsOutput = z.array(z.object({ entryId: z.uuid(), label: z.string(), isThere: z.boolean() }));
