import {
  type CallEnd,
  type CallTurnInput,
  type ClinicContext,
  endCall,
  leaveCallback,
  linkCaller,
  recordCallEvent,
  recordTurns,
} from '@vaani/clinic';
import type { Clock } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import { insist } from './insist.ts';

/** Writes a call as it goes, in order. While Postgres is away what was heard is kept and written later; the talk never waits for it. */
export interface CallWriter {
  turn(turn: CallTurnInput): void;
  event(event: { kind: string; atMs: number; payload: unknown }): void;
  caller(patientId: string, isVerified: boolean): void;
  callback(promise: { phone: string; reason: string }): void;
  end(end: CallEnd): void;
  /** Resolves when all is written, however long that takes. */
  written(): Promise<void>;
}

export function createCallWriter(options: {
  ctx: ClinicContext;
  callId: string;
  clock: Clock;
  logger: Logger;
  /** Told of each turn that is written. */
  onTurn?: (turn: CallTurnInput) => void;
}): CallWriter {
  const { ctx, callId } = options;
  let chain: Promise<void> = Promise.resolve();
  // Every write here may be repeated: turns go by their ids, a call ends once and has one callback.
  const add = (work: () => Promise<unknown>) => {
    chain = chain.then(() => insist(options, work));
  };

  return {
    turn(turn) {
      options.onTurn?.(turn);
      add(() => recordTurns(ctx, callId, [turn]));
    },
    event: (event) => add(() => recordCallEvent(ctx, callId, event)),
    caller: (patientId, isVerified) => add(() => linkCaller(ctx, callId, patientId, isVerified)),
    callback: (promise) => add(() => leaveCallback(ctx, { callId, ...promise })),
    end: (end) => add(() => endCall(ctx, callId, end)),
    written: () => chain,
  };
}
