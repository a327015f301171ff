import type { Tenant } from '@vaani/db';

/** All jobs there are, with their data: ids only, never a name, a number or a text (the queue stores it as plain JSON). */
export interface JobData {
  /** Send a message that is due. */
  'message.send': { clinicId: string; messageId: string };
  /** Write summary, outcome and mood of a call that is over. */
  'call.summarise': { clinicId: string; callId: string };
  /** Close a call whose worker died; `misses` is how often nobody was found to own it. */
  'call.reap': { clinicId: string; callId: string; misses: number };
  /** Let go of a hold that has lapsed, and tell the desk. */
  'hold.sweep': { clinicId: string; holdId: string };
}

export type JobName = keyof JobData;

/** Where jobs are put, inside the transaction that causes them: both are written, or neither. */
export interface JobQueue {
  enqueue<N extends JobName>(tenant: Tenant, name: N, data: JobData[N], options?: { startAfter?: Date }): Promise<void>;
}
