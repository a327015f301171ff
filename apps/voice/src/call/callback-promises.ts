import { type ClinicContext, findCallBySid, isDatabaseAway, leaveCallback } from '@vaani/clinic';
import type { Clock } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import { inTime } from './in-time.ts';
import { insist } from './insist.ts';

const DEADLINE_MS = 4_000;

/** Promises of a webhook's answer that somebody rings back: written at once, or, while the database is away, as soon as it is there. */
export interface CallbackPromises {
  make(ctx: ClinicContext, promise: { callSid: string; phone: string | null; reason: string }): Promise<void>;
}

export function createCallbackPromises(options: { clock: Clock; logger: Logger }): CallbackPromises {
  const { clock, logger } = options;
  /** Calls whose promise is being insisted on: Twilio repeats itself. */
  const due = new Set<string>();
  return {
    async make(ctx, { callSid, phone, reason }) {
      if (due.has(callSid)) return;
      const write = async () => {
        const call = await findCallBySid(ctx, callSid);
        await leaveCallback(ctx, {
          reason,
          ...(call === null ? {} : { callId: call.callId }),
          ...(phone === null ? {} : { phone }),
        });
      };
      try {
        await inTime(clock, DEADLINE_MS, write());
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        due.add(callSid);
        void insist({ clock, logger }, write).finally(() => due.delete(callSid));
      }
    },
  };
}
