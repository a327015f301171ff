import { z } from 'zod';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { clockOf, type SessionView, toSessionView } from '../day/sessions.ts';
import { parseInput } from '../input.ts';
import type { QueueHead } from '../live-events.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { localDate, MINUTE_MS } from '../scheduling/civil-time.ts';
import { estimateWaits, paceOf } from './estimate.ts';
import { loadQueues, type Queue, runningIn, waitingIn } from './load-queue.ts';
import { inTurnOrder } from './order.ts';
import { fromMinOf, sessionSchema } from './session-schema.ts';

export const queueStatusSchema = z.object({
  doctorId: z.uuid('is not an id'),
  /** Clinic-local day; today where it is missing. */
  date: z.iso.date('is not a date as 2026-11-30').optional(),
  session: sessionSchema.optional(),
});

/** `closed`: the doctor does not sit that day; `away`: is on leave; `before`, `open`, `over`: as the session goes, late or not. */
export type QueueState = 'closed' | 'away' | 'before' | 'open' | 'over';

/** Which token is running, and how long it will be: numbers and times, nothing of a patient. */
export interface QueueStatus {
  doctorId: string;
  doctorName: string;
  doctorNameHindi: string;
  date: string;
  session: SessionView | null;
  state: QueueState;
  /** Minutes; 0 in time. */
  lateMin: number;
  /** Called in just now: one, or as many as the doctor sees at once. */
  running: number[];
  /** Who would be called in if somebody pressed "next" now. */
  next: number | null;
  /** How many wait. */
  waiting: number;
  /** All who wait, in the order of this moment, with the minutes until each goes in. */
  line: { number: number; minutes: number }[];
  /** Called, and not there. */
  skipped: number[];
  /** Minutes that a visit takes at today's pace. */
  paceMin: number;
  /** Minutes until a walk-in who took a token now would go in; null where none can be had. */
  newcomerMin: number | null;
}

/**
 * Which token is running, who is next, how many wait, how late the doctor is and how long it will be: the one answer for the page, the API and
 * the phone. A doctor is told of their own queue.
 * @throws {ClinicError} `not-found` for a doctor or a session that there is not.
 */
export async function queueStatus(ctx: ClinicContext, query: z.input<typeof queueStatusSchema>): Promise<QueueStatus> {
  authorise(ctx, 'schedule.read');
  const { doctorId, date, session } = parseInput(queueStatusSchema, query);
  const own = onlyDoctor(ctx);
  if (own !== null && own !== doctorId)
    throw new ClinicError('not-allowed', 'A doctor sees their own queue.', 'doctorId');
  const now = ctx.clock.now();
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { zone } = await settingsOf(tenant);
    const day = date ?? localDate(now, zone);
    const fromMin = session === undefined ? undefined : fromMinOf(session);
    const [queue] = await loadQueues(tenant, { zone, date: day, now, doctorIds: [doctorId], fromMin });
    if (queue === undefined) throw new ClinicError('not-found', 'There is no such doctor.', 'doctorId');
    if (session !== undefined && queue.session === null)
      throw new ClinicError('not-found', 'The doctor has no session that begins then.', 'session');
    return toStatus(queue, { date: day, now });
  });
}

/** What a loaded queue says to those who ask. Pure. */
export function toStatus(queue: Queue, { date, now }: { date: string; now: number }): QueueStatus {
  const { doctor, session, lateMin } = queue;
  const state = stateOf(queue, now);
  const waiting = inTurnOrder(waitingIn(queue), now);
  const pace = paceOf(
    queue.tokens.flatMap(({ status, plannedMin, calledAt, finishedAt }) =>
      status === 'done' && calledAt !== null && finishedAt !== null
        ? [{ plannedMin, actualMin: (finishedAt - calledAt) / MINUTE_MS }]
        : [],
    ),
    queue.usualMin,
  );
  const { byNumber, newcomer } = estimateWaits(
    {
      now,
      opensAt: session === null ? now : session.startsAt + lateMin * MINUTE_MS,
      capacity: doctor.capacity,
      pace,
      running: runningIn(queue).map(({ calledAt, plannedMin }) => ({ calledAt: calledAt ?? now, plannedMin })),
      waiting,
      expected: queue.expected,
    },
    queue.usualMin,
  );
  const mayJoin = state === 'before' || (state === 'open' && session !== null && isOn(session, lateMin, now));
  return {
    doctorId: doctor.id,
    doctorName: doctor.name,
    doctorNameHindi: doctor.nameHindi,
    date,
    session: session === null ? null : toSessionView(session),
    state,
    lateMin: state === 'over' ? 0 : lateMin,
    running: runningIn(queue).map(({ number }) => number),
    next: waiting[0]?.number ?? null,
    waiting: waiting.length,
    line: waiting.map(({ number }) => ({ number, minutes: byNumber.get(number) ?? 0 })),
    skipped: queue.tokens
      .filter(({ status }) => status === 'skipped')
      .map(({ number }) => number)
      .sort((a, b) => a - b),
    paceMin: Math.round(pace * queue.usualMin),
    newcomerMin: mayJoin ? newcomer : null,
  };
}

function stateOf(queue: Queue, now: number): QueueState {
  const { session, lateMin } = queue;
  if (session === null) return 'closed';
  const isRunning = queue.tokens.some(({ status }) => status === 'called');
  const isBusy = isRunning || queue.tokens.some(({ status }) => status === 'waiting');
  if (session.isAway && !isBusy) return 'away';
  if (now < session.startsAt && !isRunning) return 'before';
  return isOn(session, lateMin, now) || isBusy ? 'open' : 'over';
}

/** Is a session still to come or under way? A doctor who came late stays as much longer. */
export function isOn(session: { endsAt: number }, lateMin: number, now: number): boolean {
  return session.endsAt + lateMin * MINUTE_MS > now;
}

/** The head of a queue, for those who watch. */
export function headOf(queue: Queue, now: number): QueueHead | null {
  if (queue.session === null) return null;
  const waiting = inTurnOrder(waitingIn(queue), now);
  return {
    doctorId: queue.doctor.id,
    date: queue.session.date,
    session: clockOf(queue.session),
    running: runningIn(queue).map(({ number }) => number),
    next: waiting[0]?.number ?? null,
    waiting: waiting.length,
  };
}
