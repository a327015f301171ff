import type { Tenant } from '@vaani/db';

/** All jobs there are, with their data: ids only, never a name, a number or a text (the queue stores it as plain JSON). */
export interface JobData {
  /** Send a message that is due. */
  'message.send': { clinicId: string; messageId: string };
  /** Write summary, outcome and mood of a call that is over. */
  'call.summarise': { clinicId: string; callId: string };
}

export type JobName = keyof JobData;

/** Where jobs are put, inside the transaction that causes them: both are written, or neither. */
export interface JobQueue {
  enqueue<N extends JobName>(tenant: Tenant, name: N, data: JobData[N], options?: { startAfter?: Date }): Promise<void>;
}
