import 'server-only';
import { TRPCError, type TrackedEnvelope } from '@trpc/server';
import { justEnded } from '@vaani/clinic';
import { callSnapshotSchema, type LiveEventId } from '@vaani/live';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import { inBatches } from '../trpc/in-batches.ts';
import { streamOf } from '../trpc/stream.ts';
import { providersSchema, voiceProviders } from '../voice-providers.ts';
import { liveActs } from './live-acts.ts';
import { endedCallSchema, type LiveMessage, liveMessageSchema } from './live-schemas.ts';
import { createTelling } from './live-telling.ts';

const eventIdSchema = z.custom<LiveEventId>(
  (value) => typeof value === 'string' && /^[\w-]{1,64}\.\d{1,16}$/.test(value),
);

/** Events that come within so long are one message: an eye does not see it, and fifty browsers are told in a fraction of the work. */
const TOGETHER_MS = 40;
/** How long a call that ended stays on the board. */
const JUST_ENDED_MS = 10 * 60_000;

export const liveRouter = router({
  ...liveActs,

  /** The calls under way, as their workers last told, and those that ended just now. Where `isBehind`, nobody can tell which are under way. */
  calls: procedureFor('live.watch')
    .output(z.object({ calls: z.array(callSnapshotSchema), ended: z.array(endedCallSchema), isBehind: z.boolean() }))
    .query(async ({ ctx }) => {
      const { live } = ctx.deps;
      const ended = await justEnded(ctx.clinic, JUST_ENDED_MS);
      return { calls: await live.calls.list(ctx.session.clinicId), ended, isBehind: live.status() === 'down' };
    }),

  /** Which provider serves each stage now; null where the voice service does not answer. */
  providers: procedureFor('live.watch')
    .output(z.object({ providers: providersSchema.nullable() }))
    .query(async ({ ctx }) => ({ providers: await voiceProviders(ctx.deps) })),

  /**
   * All that happens in the clinic and this person may know, one stream a browser. After a break the browser names the
   * last id it has, and nothing is missed or told twice.
   */
  events: procedureFor('schedule.read')
    .input(z.object({ lastEventId: eventIdSchema.nullish() }).optional())
    .output(streamOf(liveMessageSchema))
    .subscription(async function* ({ ctx, input, signal }): AsyncGenerator<TrackedEnvelope<LiveMessage> | LiveMessage> {
      const { deps, session } = ctx;
      if (signal === undefined) throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED' });
      const viewer = { userId: session.userId, role: session.role, doctorId: session.doctorId };
      const after = input?.lastEventId ?? undefined;
      const stop = new AbortController();
      const source = deps.live.subscribe(session.clinicId, {
        ...(after === undefined ? {} : { after }),
        signal: AbortSignal.any([signal, stop.signal]),
      });
      const pause = () =>
        new Promise<void>((resolve) => void deps.clock.after(TOGETHER_MS, resolve, { keepAlive: true }));
      try {
        for await (const batch of inBatches(source, pause)) {
          const telling = createTelling(viewer, session.version);
          for (const item of batch) yield* telling.take(item);
          yield* telling.rest();
          if (telling.isOver()) return;
        }
      } finally {
        stop.abort();
      }
    }),
});
