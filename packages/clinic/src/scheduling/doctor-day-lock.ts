import { conflictOf, type Tenant } from '@vaani/db';
import { ClinicError } from '../context.ts';
import type { Span } from './availability.ts';
import { datesBetween, localDate } from './civil-time.ts';

/** How long a writer waits for its turn before it is told to try again. */
export const LOCK_TIMEOUT_MS = 5_000;

/** A stretch of one doctor's time, milliseconds since the epoch. */
export interface DoctorSpan {
  doctorId: string;
  startsAt: number;
  endsAt: number;
}

/**
 * Queues the writers of doctors' clinic-local days, until the transaction ends. All days that a write touches are taken at once and in order,
 * so that two writers of the same days cannot wait for each other.
 * @throws {ClinicError} `busy` where the turn does not come in time.
 */
export async function lockCalendars({ tx }: Tenant, spans: readonly DoctorSpan[], zone: string): Promise<void> {
  const days = spans.flatMap(({ doctorId, startsAt, endsAt }) =>
    datesBetween(localDate(startsAt, zone), localDate(endsAt - 1, zone)).map((date) => `${doctorId}|${date}`),
  );
  await takeLocks(tx, [...new Set(days)].sort());
}

/** The stretch of a row. */
export const toDoctorSpan = (row: { doctorId: string; startsAt: Date; endsAt: Date }): DoctorSpan => ({
  doctorId: row.doctorId,
  startsAt: row.startsAt.getTime(),
  endsAt: row.endsAt.getTime(),
});

/** The same for one doctor. */
export function lockDoctorDays(tenant: Tenant, doctorId: string, spans: readonly Span[], zone: string): Promise<void> {
  return lockCalendars(
    tenant,
    spans.map((span) => ({ doctorId, ...span })),
    zone,
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
  if (names.length === 0) return;
  try {
    // One by one in the order of the list, which is the order in which everybody takes them; how long it waits is set before each.
    await tx.$executeRaw`
      SELECT set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, true), pg_advisory_xact_lock(hashtextextended(name, 0))
      FROM unnest(${names}::text[]) AS name`;
  } catch (error) {
    if (conflictOf(error) === 'lock-timeout')
      throw new ClinicError('busy', 'Somebody else is changing that day just now. Please try again.');
    throw error;
  }
}
