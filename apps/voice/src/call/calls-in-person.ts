import { type ClinicDeps, noteCallPlaced, type Refusal, settleAttempt, takeCallInPerson } from '@vaani/clinic';
import type { Ticket } from '@vaani/live';
import type { Logger } from '@vaani/observability';
import type { Telephony } from '@vaani/providers';
import { system } from './after-stream.ts';
import type { Headset } from './headset.ts';
import { inTime } from './in-time.ts';
import { insist } from './insist.ts';

/** How long a phone rings before it counts as not answered. */
const RING_S = 30;
const DEADLINE_MS = 5_000;

const ends: Record<string, Refusal> = {
  busy: 'The phone is busy.',
  'no-answer': 'Nobody picked up.',
  failed: 'The call could not be placed.',
  canceled: 'The call was ended before anybody picked up.',
  completed: 'The call is over.',
};

/** Calls to patients in which a person speaks: their headset comes first, and waits here until somebody picks up. */
export interface CallsInPerson {
  /** Rings the patient of an attempt. @returns the sentence that refuses. */
  ring(ticket: Ticket, headset: (name: string) => Headset): Promise<Refusal | null>;
  /** Somebody picked up: the headset that waits for them; undefined where there is none. */
  pickedUp(attemptId: string): Headset | undefined;
  /** What Twilio says of the call. */
  over(attemptId: string, status: string): void;
}

export function createCallsInPerson(options: {
  deps: ClinicDeps;
  telephony: Telephony | null;
  /** The public origin of this worker: whoever picks up is brought here. */
  voiceUrl: string;
  logger: Logger;
  signal: AbortSignal;
}): CallsInPerson {
  const { deps, telephony, voiceUrl, logger, signal } = options;
  const waiting = new Map<string, Headset>();

  function hangUp(line: Telephony, callSid: string): void {
    line.hangUp(callSid, signal).catch((error: unknown) => {
      logger.warn('a call that nobody waits for could not be ended', error instanceof Error ? { error } : {});
    });
  }

  return {
    async ring({ clinicId, userId, attemptId }, headsetOf) {
      if (telephony === null) return 'Nobody can be rung from here: no account at Twilio is set.';
      if (attemptId === undefined) return 'This ticket is for no call.';
      const ctx = system(deps, clinicId);
      const call = await takeCallInPerson(ctx, { attemptId, userId });
      if (call === null) return 'This callback is being rung already, or may not be rung any more.';
      const headset = headsetOf(call.name);
      const about = new URLSearchParams({ clinic: clinicId, attempt: attemptId });
      const door = (name: string) => `${voiceUrl}/api/v1/voice/${name}?${about}`;
      waiting.set(attemptId, headset);
      let placedSid: string | undefined;
      try {
        const { callSid } = await telephony.place(
          {
            ...{ to: call.to, from: call.from, ringS: RING_S, machineUrl: door('outbound-machine') },
            ...{ instructions: { url: door('outbound') }, statusUrl: door('outbound-status') },
          },
          signal,
        );
        placedSid = callSid;
        await inTime(deps.clock, DEADLINE_MS, noteCallPlaced(ctx, { attemptId, callSid }));
        // Once it talks, the call's own session sees to this.
        const onGone = () => {
          if (waiting.delete(attemptId)) hangUp(telephony, callSid);
        };
        if (headset.gone.aborted) onGone();
        else headset.gone.addEventListener('abort', onGone, { once: true });
        return null;
      } catch (error) {
        waiting.delete(attemptId);
        // It rings, and is no call of ours: nobody would be there.
        if (placedSid !== undefined) hangUp(telephony, placedSid);
        logger.warn('a call-back could not be placed', error instanceof Error ? { error } : {});
        void insist({ clock: deps.clock, logger }, () => settleAttempt(ctx, { attemptId, status: 'failed' }));
        return 'The call could not be placed.';
      }
    },
    pickedUp(attemptId) {
      const headset = waiting.get(attemptId);
      waiting.delete(attemptId);
      return headset?.gone.aborted === true ? undefined : headset;
    },
    over(attemptId, status) {
      const sentence = ends[status];
      if (sentence === undefined) return;
      waiting.get(attemptId)?.end(sentence);
      waiting.delete(attemptId);
    },
  };
}
