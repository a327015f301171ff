import {
  type CallOutcome,
  type CallTurnInput,
  type ClinicContext,
  endCall,
  isDatabaseAway,
  type Language,
  linkCaller,
  recordCallEvent,
  recordTurns,
} from '@vaani/clinic';
import type { Clock } from '@vaani/config';
import type { Logger } from '@vaani/observability';

const RETRY_MS = 2_000;
/** A database that is away for longer is an outage: what could not be written is then let go, and said. */
const GIVE_UP_MS = 30 * 60_000;

/** Writes a call as it goes, in order. While Postgres is away what was heard is kept and written later; the talk never waits for it. */
export interface CallWriter {
  turn(turn: CallTurnInput): void;
  event(event: { kind: string; atMs: number; payload: unknown }): void;
  caller(patientId: string, isVerified: boolean): void;
  end(end: { outcome: CallOutcome; durationMs: number; language: Language }): void;
  /** Resolves when all is written, however long that takes. */
  written(): Promise<void>;
}

export function createCallWriter(options: {
  ctx: ClinicContext;
  callId: string;
  clock: Clock;
  logger: Logger;
}): CallWriter {
  const { ctx, callId, clock, logger } = options;
  let chain: Promise<void> = Promise.resolve();

  async function insist(work: () => Promise<unknown>): Promise<void> {
    const began = clock.monotonic();
    for (;;) {
      try {
        await work();
        return;
      } catch (error) {
        const fields = { callId, ...(error instanceof Error ? { error } : {}) };
        // Every write here may be repeated: turns go by their ids, a call ends once.
        const isHopeless = !isDatabaseAway(error) || clock.monotonic() - began > GIVE_UP_MS;
        if (isHopeless) return logger.error('a part of a call could not be written', fields);
        logger.warn('a call is not written yet: the database is away', fields);
        await new Promise<void>((resolve) => clock.after(RETRY_MS, resolve, { keepAlive: true }));
      }
    }
  }
  const add = (work: () => Promise<unknown>) => {
    chain = chain.then(() => insist(work));
  };

  return {
    turn: (turn) => add(() => recordTurns(ctx, callId, [turn])),
    event: (event) => add(() => recordCallEvent(ctx, callId, event)),
    caller: (patientId, isVerified) => add(() => linkCaller(ctx, callId, patientId, isVerified)),
    end: (end) => add(() => endCall(ctx, callId, end)),
    written: () => chain,
  };
}
