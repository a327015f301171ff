import { randomUUID } from 'node:crypto';
import { seededRandom } from '@vaani/config';
import type { ClinicContext } from '../context.ts';
import { type BookingRequest, bookAppointment } from '../scheduling/book.ts';
import { localDate } from '../scheduling/civil-time.ts';
import type { AppointmentView } from '../scheduling/types.ts';
import { type House, makePeople, startHouse, type TestClinic, testClinic } from './index.ts';

/** A clinic with patients, and another one, for what is done to a calendar. */
export interface CalendarWorld {
  house: House;
  ours: TestClinic;
  theirs: TestClinic;
  /** The system, an admin, and a doctor of the first clinic. */
  ctx: ClinicContext;
  admin: ClinicContext;
  doctor: ClinicContext;
  patient(index: number): string;
  /** Books, for an admin, what must be free. */
  booked(slot: BookingRequest['slot'], patientId: string, over?: Partial<BookingRequest>): Promise<AppointmentView>;
  /** How many rows: `appointments WHERE …`. */
  count(from: string, values?: unknown[]): Promise<number>;
  /** Pairs of active claims that overlap in a lane: none, ever. */
  overlaps(): Promise<number>;
  /** Active claims of a doctor, `lane from–to`, by start. */
  claims(doctorId: string): Promise<string[]>;
}

/**
 * @param options.now of the clock, ISO-8601.
 * @param options.zone of both clinics.
 */
export async function calendarWorld(options: {
  now: string;
  zone?: string;
  patients?: number;
}): Promise<CalendarWorld> {
  const { now, zone = 'Asia/Kolkata', patients = 40 } = options;
  const house = await startHouse(now);
  const today = localDate(Date.parse(now), zone);
  const people = (count: number, prefix: string, phonePrefix: string) =>
    makePeople(seededRandom(7), { count, today, prefix, phonePrefix, share: 0.5, callers: [] });
  const ours = await testClinic(house, { domain: 'ours.test', zone, people: people(patients, 'O', '+91600005') });
  const theirs = await testClinic(house, { domain: 'theirs.test', zone, people: people(2, 'T', '+91600006') });
  const admin = house.as(ours.clinicId, ours.admin);
  const count = async (from: string, values: unknown[] = []): Promise<number> => {
    const { rows } = await house.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`, values);
    return rows[0]?.count ?? 0;
  };
  return {
    house,
    ours,
    theirs,
    ctx: house.as(ours.clinicId),
    admin,
    doctor: house.as(ours.clinicId, ours.doctor),
    patient: (index) => ours.patients[index]?.id ?? '',
    async booked(slot, patientId, over = {}) {
      const result = await bookAppointment(admin, { slot, patientId, idempotencyKey: randomUUID(), ...over });
      if (!result.ok) throw new Error(`${slot.startsAt} was not to be had: ${result.reason}`);
      return result.appointment;
    },
    count,
    overlaps: () =>
      count(`slot_claims a JOIN slot_claims b ON a.resource_id = b.resource_id AND a.lane = b.lane AND a.id < b.id
        AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at WHERE a.released_at IS NULL AND b.released_at IS NULL`),
    async claims(doctorId) {
      const { rows } = await house.owner.query<{ lane: number; starts_at: Date; ends_at: Date }>(
        'SELECT lane, starts_at, ends_at FROM slot_claims WHERE resource_id = $1 AND released_at IS NULL ORDER BY starts_at, lane',
        [doctorId],
      );
      const time = (at: Date) => at.toISOString().slice(0, 16);
      return rows.map((row) => `${row.lane} ${time(row.starts_at)}–${time(row.ends_at).slice(11)}`);
    },
  };
}
