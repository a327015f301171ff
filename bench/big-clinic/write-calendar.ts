import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { withoutConstraints } from '@vaani/db/backup';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type BigAppointment, type BigDay, bigCalendar, NOW, type Size } from './calendar.ts';

export interface WrittenClinic {
  clinicId: string;
  branchId: string;
  serviceId: string;
  doctorIds: string[];
  patientIds: string[];
}

type Value = string | number | boolean | null;

/** Loads claims and appointments first, and adds their constraints and indexes then. In a transaction of the owner. */
export async function writeCalendar(client: ClientBase, clinic: WrittenClinic, size: Size): Promise<void> {
  await withoutConstraints(client, ['public.slot_claims', 'public.appointments'], async () => {
    await copyRows(client, 'slot_claims', claimColumns, claimRows(clinic, size));
    await copyRows(client, 'appointments', appointmentColumns, appointmentRows(clinic, size));
  });
}

/** Rows by COPY, in its text format. The values hold neither tabs, line ends nor backslashes. */
export async function copyRows(
  client: ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<Value[]>,
): Promise<void> {
  const copy = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(batches(rows)), copy);
}

function* batches(rows: Iterable<Value[]>): Generator<string> {
  let batch = '';
  for (const row of rows) {
    batch += `${row.map((value) => value ?? '\\N').join('\t')}\n`;
    if (batch.length < 256 * 1024) continue;
    yield batch;
    batch = '';
  }
  if (batch !== '') yield batch;
}

const iso = (at: number): string => new Date(at).toISOString();
const isActive = ({ status, isOverbooked }: BigAppointment): boolean =>
  !isOverbooked && (status === 'scheduled' || status === 'confirmed');

const claimColumns = [
  'id',
  'clinic_id',
  'resource_id',
  'starts_at',
  'ends_at',
  'kind',
  'hold_owner',
  'expires_at',
  'released_at',
  'created_at',
] as const;

function* claimRows({ clinicId, doctorIds }: WrittenClinic, size: Size): Generator<Value[]> {
  for (const { appointments, holds } of bigCalendar(size)) {
    for (const one of appointments) {
      if (one.isOverbooked) continue;
      const span = [iso(one.startsAt), iso(one.endsAt)];
      const releasedAt = isActive(one) ? null : iso(Math.min(one.endsAt, NOW));
      const doctorId = doctorIds[one.doctor] ?? '';
      yield [one.claimId, clinicId, doctorId, ...span, 'appointment', null, null, releasedAt, iso(one.createdAt)];
    }
    for (const hold of holds) {
      const { id, doctor, startsAt, endsAt, expiresAt, isReleased } = hold;
      const span = [iso(startsAt), iso(endsAt)];
      const expiry = [iso(expiresAt), isReleased ? iso(expiresAt) : null, iso(expiresAt - 90_000)];
      yield [id, clinicId, doctorIds[doctor] ?? '', ...span, 'hold', `bench-hold-${id}`, ...expiry];
    }
  }
}

const appointmentColumns = [
  'id',
  'clinic_id',
  'patient_id',
  'doctor_id',
  'service_id',
  'branch_id',
  'starts_at',
  'ends_at',
  'status',
  'source',
  'claim_id',
  'is_overbooked',
  'cancelled_at',
  'cancelled_by',
  'rescheduled_to_id',
  'created_at',
  'updated_at',
] as const;

function* appointmentRows(clinic: WrittenClinic, size: Size): Generator<Value[]> {
  for (const day of bigCalendar(size)) yield* appointmentsOf(clinic, day);
}

function* appointmentsOf(clinic: WrittenClinic, { appointments }: BigDay): Generator<Value[]> {
  for (const one of appointments) {
    const isCancelled = one.status === 'cancelled';
    yield [
      one.id,
      clinic.clinicId,
      clinic.patientIds[one.patient] ?? '',
      clinic.doctorIds[one.doctor] ?? '',
      clinic.serviceId,
      clinic.branchId,
      iso(one.startsAt),
      iso(one.endsAt),
      one.status,
      'desk',
      isActive(one) ? one.claimId : null,
      one.isOverbooked,
      isCancelled ? iso(one.createdAt + 3_600_000) : null,
      isCancelled ? 'patient' : null,
      one.successorId,
      iso(one.createdAt),
      iso(one.createdAt),
    ];
  }
}
