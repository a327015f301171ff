import { conflictOf, type Tenant } from '@vaani/db';
import { ClinicError } from '../context.ts';
import { localDate } from './civil-time.ts';

/** How long a writer waits for its turn before it is told to try again. */
export const LOCK_TIMEOUT_MS = 5_000;

/**
 * Queues the writers of a doctor's clinic-local days, until the transaction ends. Days are taken in order, so that two writers of the
 * same two days cannot wait for each other.
 * @throws {ClinicError} `busy` where the turn does not come in time.
 */
export async function lockDoctorDays(
  { tx }: Tenant,
  doctorId: string,
  spans: { startsAt: number; endsAt: number }[],
  zone: string,
): Promise<void> {
  const days = new Set(spans.flatMap((span) => [localDate(span.startsAt, zone), localDate(span.endsAt - 1, zone)]));
  await takeLocks(
    tx,
    [...days].sort().map((day) => `${doctorId}|${day}`),
  );
}

/**
 * Queues what is done for one owner of holds, one patient and one phone, until the transaction ends: their limits are counted, and two who
 * count at once would both be let through. Always in this order, and before a day's lock, so that nobody waits in a circle.
 * @param who.phone the phone's search token, never the number.
 * @throws {ClinicError} `busy` where the turn does not come in time.
 */
export function lockPeople(
  { tx, clinicId }: Tenant,
  who: { ownerToken?: string | undefined; patientId?: string | undefined; phone?: bigint | undefined },
): Promise<void> {
  const { ownerToken, patientId, phone } = who;
  const names = [
    ...(ownerToken === undefined ? [] : [`hold|${clinicId}|${ownerToken}`]),
    ...(patientId === undefined ? [] : [`patient|${clinicId}|${patientId}`]),
    ...(phone === undefined ? [] : [`phone|${clinicId}|${phone}`]),
  ];
  return takeLocks(tx, names);
}

async function takeLocks(tx: Tenant['tx'], names: string[]): Promise<void> {
  try {
    await tx.$executeRawUnsafe(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
    for (const name of names) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
  } catch (error) {
    if (conflictOf(error) === 'lock-timeout')
      throw new ClinicError('busy', 'Somebody else is changing that day just now. Please try again.');
    throw error;
  }
}

/**
 * Lets go of holds of a doctor that have lapsed: a predicate of the constraint cannot say "now". Only within the days whose lock is had, so
 * that it waits for nobody.
 */
export async function releaseExpiredHolds(
  { tx, clinicId }: Tenant,
  doctorId: string,
  now: number,
  days: { from: number; to: number },
): Promise<void> {
  await tx.slotClaim.updateMany({
    where: {
      clinicId,
      resourceId: doctorId,
      kind: 'hold',
      releasedAt: null,
      expiresAt: { lte: new Date(now) },
      startsAt: { lt: new Date(days.to) },
      endsAt: { gt: new Date(days.from) },
    },
    data: { releasedAt: new Date(now) },
  });
}
