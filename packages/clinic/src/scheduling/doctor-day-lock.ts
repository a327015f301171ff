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
 * Queues what one owner of holds does, until the transaction ends. Always taken before a day's lock.
 * @throws {ClinicError} `busy` where the turn does not come in time.
 */
export function lockHoldOwner({ tx, clinicId }: Tenant, ownerToken: string): Promise<void> {
  return takeLocks(tx, [`hold|${clinicId}|${ownerToken}`]);
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

/** Lets go of holds of a doctor that have lapsed. Under the lock: a predicate of the constraint cannot say "now". */
export async function releaseExpiredHolds({ tx, clinicId }: Tenant, doctorId: string, now: number): Promise<void> {
  await tx.slotClaim.updateMany({
    where: { clinicId, resourceId: doctorId, kind: 'hold', releasedAt: null, expiresAt: { lte: new Date(now) } },
    data: { releasedAt: new Date(now) },
  });
}
