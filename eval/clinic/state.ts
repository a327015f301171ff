import { createHash } from 'node:crypto';
import { localOf } from './local-time.ts';
import type { EvalClinic } from './world.ts';

export interface AppointmentRow {
  id: string;
  patientId: string;
  doctorId: string;
  date: string;
  time: string;
  status: string;
}

/** All that a call may change of a clinic, opened. */
export interface ClinicState {
  appointments: AppointmentRow[];
  patients: { id: string; name: string | null; birth: string | null; notes: string | null }[];
  callbacks: { id: string; status: string }[];
  waitlist: { id: string; patientId: string; doctorId: string | null; from: string; to: string; status: string }[];
  tokens: { id: string; number: number; status: string }[];
}

/** Reads the state, past what the clinic's functions would show: a write that they hid would be seen here. */
export async function readState({ ctx, fixture }: EvalClinic): Promise<ClinicState> {
  const date = (at: Date) => at.toISOString().slice(0, 10);
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId, cipher }) => {
    const where = { clinicId };
    const orderBy = { id: 'asc' as const };
    const appointments = await tx.appointment.findMany({
      where,
      orderBy,
      select: { id: true, patientId: true, doctorId: true, startsAt: true, status: true },
    });
    const patients = await tx.patient.findMany({
      where,
      orderBy,
      select: { id: true, name: true, birth: true, notes: true },
    });
    const callbacks = await tx.callback.findMany({ where, orderBy, select: { id: true, status: true } });
    const waitlist = await tx.waitlistEntry.findMany({
      where,
      orderBy,
      select: { id: true, patientId: true, doctorId: true, fromDate: true, toDate: true, status: true },
    });
    const tokens = await tx.queueToken.findMany({ where, orderBy, select: { id: true, number: true, status: true } });
    const open = (column: 'name' | 'birth' | 'notes', id: string, sealed: string | null) =>
      sealed === null ? null : cipher.open('patients', column, id, sealed);
    return {
      appointments: appointments.map(({ startsAt, ...row }) => ({ ...row, ...localOf(startsAt, fixture.zone) })),
      patients: patients.map(({ id, name, birth, notes }) => ({
        id,
        name: open('name', id, name),
        birth: open('birth', id, birth),
        notes: open('notes', id, notes),
      })),
      callbacks,
      waitlist: waitlist.map(({ fromDate, toDate, ...row }) => ({ ...row, from: date(fromDate), to: date(toDate) })),
      tokens,
    };
  });
}

/** A digest of rows, equal where they are. */
export const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/** What is new or other in `after`, and the digest of what is the same. Nothing may be gone. */
export function changesOf(before: ClinicState, after: ClinicState) {
  const changed = <Row extends { id: string }>(old: Row[], now: Row[]): Row[] => {
    const known = new Map(old.map((row) => [row.id, JSON.stringify(row)]));
    return now.filter((row) => known.get(row.id) !== JSON.stringify(row));
  };
  const isGone = (Object.keys(before) as (keyof ClinicState)[]).some((table) => {
    const ids = new Set(after[table].map(({ id }) => id));
    return before[table].some(({ id }) => !ids.has(id));
  });
  return {
    isGone,
    appointments: changed(before.appointments, after.appointments),
    patients: changed(before.patients, after.patients),
    callbacks: changed(before.callbacks, after.callbacks),
    waitlist: changed(before.waitlist, after.waitlist),
    tokens: changed(before.tokens, after.tokens),
  };
}
export type Changes = ReturnType<typeof changesOf>;
