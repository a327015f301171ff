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

/** What the subscription says: an event, or how the page stands to the stream. */
export const liveMessageSchema = z.discriminatedUnion('kind', [
  /** `publishedAt` is in milliseconds, by the clock of the one who published. */
  z.object({ kind: z.literal('event'), event: liveEventSchema, publishedAt: z.number() }),
  /** What was missed cannot be told one by one: fetch the present state. */
  z.object({ kind: z.literal('snapshot') }),
  /** Redis is away: what is shown may be old. */
  z.object({ kind: z.literal('behind') }),
  z.object({ kind: z.literal('caught-up') }),
]);
export type LiveMessage = z.infer<typeof liveMessageSchema>;

export const ofCall = z.object({ callId: z.uuid() });
export const withText = ofCall.extend({ text: spokenTextSchema });

/** Where the browser opens its socket, and the ticket that it shows there: once, within thirty seconds. */
export const deskLineOutput = z.object({ url: z.string(), ticket: z.string() });

export const transferTargetsOutput = z.array(z.object({ entryId: z.uuid(), label: z.string(), isThere: z.boolean() }));
