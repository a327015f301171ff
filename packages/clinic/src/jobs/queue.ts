import type { Tenant } from '@vaani/db';

/** All jobs there are, with their data: ids only, never a name, a number or a text (the queue stores it as plain JSON). */
export interface JobData {
  /** Send a message that is due. */
  'message.send': { clinicId: string; messageId: string };
  /** Write summary, outcome and mood of a call that is over. */
  'call.summarise': { clinicId: string; callId: string };
  /** Close a call whose worker died; `misses` is how often nobody was found to own it. */
  'call.reap': { clinicId: string; callId: string; misses: number };
  /** Ring somebody back. */
  'callback.place': { clinicId: string; attemptId: string };
  /** Let go of a hold that has lapsed, and tell the desk. */
  'hold.sweep': { clinicId: string; holdId: string };
  /** Tell another system of an event; `attempt` is which try. */
  'webhook.deliver': { clinicId: string; deliveryId: string; attempt: number };
  /** Read a doctor's outside calendar. */
  'calendar.fetch': { clinicId: string; calendarId: string };
  /** Count what analytics shows: the last days, and of the past what is not counted yet. */
  'analytics.roll-up': { clinicId: string };
  /** Delete what a clinic need not keep any longer. */
  'clinic.tidy': { clinicId: string };
  /** Offer the time of an appointment that was cancelled or moved away to who waits for it. */
  'waitlist.offer': { clinicId: string; appointmentId: string };
  /** Close an offer that was not answered in time, and offer its slot to the next. */
  'waitlist.pass-on': { clinicId: string; offerId: string };
  /** Write the lines of an import that are left. */
  'import.run': { clinicId: string; importId: string };
  /** Mark an appointment to which nobody came, once the clinic's grace is over. */
  'appointment.no-show': { clinicId: string; appointmentId: string };
}

export type JobName = keyof JobData;

/** Where jobs are put, inside the transaction that causes them: both are written, or neither. */
export interface JobQueue {
  enqueue<N extends JobName>(tenant: Tenant, name: N, data: JobData[N], options?: { startAfter?: Date }): Promise<void>;
  /** The same for many jobs of one kind, at once. */
  enqueueAll<N extends JobName>(
    tenant: Tenant,
    name: N,
    jobs: readonly { data: JobData[N]; startAfter?: Date }[],
  ): Promise<void>;
}
