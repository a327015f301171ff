import type { Tenant } from '@vaani/db';
import { type Session, sessionNow, sessionsOf } from '../day/sessions.ts';
import { addDays, MINUTE_MS, startOfDay } from '../scheduling/civil-time.ts';
import type { Waiting } from './order.ts';
import { openTokenStatuses, type TokenStatus } from './token-statuses.ts';

/** A token with what the rules at the door ask. Instants in milliseconds since the epoch. */
export interface QueuedToken extends Waiting {
  id: string;
  status: TokenStatus;
  appointmentId: string | null;
  plannedMin: number;
  calledAt: number | null;
  finishedAt: number | null;
}

/** The queue of one doctor in one session, or that there is no session. */
export interface Queue {
  doctor: { id: string; name: string; nameHindi: string; capacity: number };
  /** Null where the doctor does not sit on that day. */
  session: Session | null;
  /** Null where nothing has happened in it yet. */
  sessionId: string | null;
  lateMin: number;
  tokens: QueuedToken[];
  /** Appointments of the session whose patients have not come yet. */
  expected: { startsAt: number; plannedMin: number }[];
  /** How long a visit for the clinic's ordinary service is meant to take with this doctor. */
  usualMin: number;
}

export interface QueueQuery {
  zone: string;
  /** Clinic-local day. */
  date: string;
  now: number;
  doctorIds?: readonly string[] | undefined;
  /** The doctors who sit in this branch on that day. */
  branchId?: string | undefined;
  /** Begin of the session, minutes after local midnight; the one that is meant now, where it is missing. */
  fromMin?: number | undefined;
}

/** Somebody who is later than this is not waited for any more in an estimate. */
const EXPECTED_GRACE_MS = 15 * MINUTE_MS;

/** The queues of some or all doctors of a day, by name, in a number of queries that does not grow. */
export async function loadQueues(tenant: Tenant, q: QueueQuery): Promise<Queue[]> {
  const { tx, clinicId } = tenant;
  const doctors = await tx.doctor.findMany({
    where: { clinicId, isActive: true, ...(q.doctorIds === undefined ? {} : { id: { in: [...q.doctorIds] } }) },
    select: { id: true, name: true, nameHindi: true, capacity: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const ids = doctors.map(({ id }) => id);
  const sessions = await sessionsOf(tenant, ids, q.date, q.zone);
  const kept = await tx.doctorSession.findMany({
    where: { clinicId, date: new Date(q.date), doctorId: { in: ids } },
    select: { id: true, doctorId: true, fromMin: true, lateMin: true, queueTokenBySession: { select: tokenColumns } },
  });
  const day = { gte: new Date(startOfDay(q.date, q.zone)), lt: new Date(startOfDay(addDays(q.date, 1), q.zone)) };
  const appointments = await tx.appointment.findMany({
    where: { clinicId, doctorId: { in: ids }, startsAt: day, status: { in: ['scheduled', 'confirmed'] } },
    select: { doctorId: true, serviceId: true, startsAt: true },
    orderBy: { startsAt: 'asc' },
  });
  const minutes = await loadMinutes(tenant, ids);

  return doctors.flatMap((doctor): Queue[] => {
    const own = (sessions.get(doctor.id) ?? []).filter(
      ({ branchId }) => q.branchId === undefined || branchId === q.branchId,
    );
    if (q.branchId !== undefined && own.length === 0) return [];
    const rowOf = (session: Session) =>
      kept.find(({ doctorId, fromMin }) => doctorId === doctor.id && fromMin === session.fromMin);
    const isOpen = (session: Session) =>
      rowOf(session)?.queueTokenBySession.some(({ status }) => status === 'waiting' || status === 'called') === true;
    const session =
      q.fromMin === undefined
        ? sessionNow(own, q.now, isOpen)
        : own.find((candidate) => candidate.fromMin === q.fromMin);
    const plan = (serviceId: string) => minutes.of(doctor.id, serviceId);
    const row = session === undefined ? undefined : rowOf(session);
    return [
      {
        doctor,
        session: session ?? null,
        sessionId: row?.id ?? null,
        lateMin: row?.lateMin ?? 0,
        usualMin: minutes.usual(doctor.id),
        tokens: (row?.queueTokenBySession ?? []).map((token) => toQueued(token, plan(token.serviceId))),
        expected: appointments
          .filter(({ doctorId, startsAt }) => {
            if (session === undefined || doctorId !== doctor.id) return false;
            return belongsTo(startsAt.getTime(), session, own) && startsAt.getTime() >= q.now - EXPECTED_GRACE_MS;
          })
          .map(({ startsAt, serviceId }) => ({ startsAt: startsAt.getTime(), plannedMin: plan(serviceId) })),
      },
    ];
  });
}

/** A session has what begins in it, and after it until the next one begins; the first of the day also what is earlier. */
export function belongsTo(startsAt: number, session: Session, sessions: readonly Session[]): boolean {
  const begun = sessions.filter((other) => other.startsAt <= startsAt).at(-1) ?? sessions[0];
  return begun?.fromMin === session.fromMin;
}

export const tokenColumns = {
  id: true,
  number: true,
  status: true,
  serviceId: true,
  appointmentId: true,
  calledAt: true,
  finishedAt: true,
  recalledAt: true,
  appointment: { select: { startsAt: true } },
} as const;

interface TokenRow {
  id: string;
  number: number;
  status: TokenStatus;
  serviceId: string;
  appointmentId: string | null;
  calledAt: Date | null;
  finishedAt: Date | null;
  recalledAt: Date | null;
  appointment: { startsAt: Date } | null;
}

function toQueued(row: TokenRow, plannedMin: number): QueuedToken {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    appointmentId: row.appointmentId,
    appointmentAt: row.appointment?.startsAt.getTime() ?? null,
    recalledAt: row.recalledAt?.getTime() ?? null,
    calledAt: row.calledAt?.getTime() ?? null,
    finishedAt: row.finishedAt?.getTime() ?? null,
    plannedMin,
  };
}

/** How long visits are meant to take, by doctor and service. */
async function loadMinutes(
  { tx, clinicId }: Tenant,
  doctorIds: string[],
): Promise<{ of(doctorId: string, serviceId: string): number; usual(doctorId: string): number }> {
  const services = await tx.service.findMany({
    where: { clinicId },
    select: { id: true, durationMin: true, isDefault: true },
  });
  const own = await tx.doctorService.findMany({
    where: { clinicId, doctorId: { in: doctorIds }, durationMin: { not: null } },
    select: { doctorId: true, serviceId: true, durationMin: true },
  });
  const durations = new Map(own.map((row) => [`${row.doctorId}|${row.serviceId}`, row.durationMin]));
  const ordinary = services.find(({ isDefault }) => isDefault) ?? services[0];
  const of = (doctorId: string, serviceId: string): number =>
    durations.get(`${doctorId}|${serviceId}`) ?? services.find(({ id }) => id === serviceId)?.durationMin ?? 15;
  return { of, usual: (doctorId) => of(doctorId, ordinary?.id ?? '') };
}

/** Those who wait, and those who were called in, of a queue. */
export const waitingIn = ({ tokens }: Queue): QueuedToken[] => tokens.filter(({ status }) => status === 'waiting');
export const runningIn = ({ tokens }: Queue): QueuedToken[] =>
  tokens.filter(({ status }) => status === 'called').sort((a, b) => (a.calledAt ?? 0) - (b.calledAt ?? 0));

export const hasOpenTokens = ({ tokens }: Queue): boolean =>
  tokens.some(({ status }) => (openTokenStatuses as readonly TokenStatus[]).includes(status));
