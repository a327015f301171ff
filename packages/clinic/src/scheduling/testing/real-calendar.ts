import { randomUUID } from 'node:crypto';
import type { CalendarWorld } from '../../testing/calendar-world.ts';
import { isoOf, MINUTE_MS, startOfDay } from '../civil-time.ts';
import type { Slot } from '../types.ts';
import { type CalendarModel, type Claimed, lengths } from './calendar-model.ts';

/** One day of a real clinic, with the ids of what the model knows by number. */
export interface RealCalendar {
  world: CalendarWorld;
  date: string;
  /** Ids of appointments and blocks by the model's numbers. */
  ids: Map<number, string>;
  doctorId(doctor: number): string;
  serviceId(service: number): string;
  patientId(patient: number): string;
  slot(wanted: Claimed, service: number): Slot;
  instant(minute: number): string;
  owner(owner: number): string;
  setNow(seconds: number): void;
}

export function realCalendar(world: CalendarWorld, date: string): RealCalendar {
  const midnight = startOfDay(date, 'Asia/Kolkata');
  const run = randomUUID();
  const instant = (minute: number) => isoOf(midnight + minute * MINUTE_MS);
  const services = [world.ours.consultation, world.ours.vaccination];
  const doctorId = (doctor: number) => world.ours.doctorIds[doctor] ?? '';
  const serviceId = (service: number) => services[service] ?? '';
  return {
    world,
    date,
    ids: new Map(),
    doctorId,
    serviceId,
    instant,
    patientId: (patient) => world.patient(patient),
    owner: (owner) => `owner-${owner}-${run}`,
    slot: ({ doctor, from }, service) => ({
      doctorId: doctorId(doctor),
      serviceId: serviceId(service),
      branchId: world.ours.branchId,
      startsAt: instant(from),
      endsAt: instant(from + (lengths[service] ?? 0)),
    }),
    setNow: (seconds) => world.house.setNow(isoOf(midnight + seconds * 1_000)),
  };
}

/** What stands in the database of a day, in the model's words. */
export interface Stored {
  appointments: string[];
  holds: string[];
  blocked: string[];
  /** Rows that break what must always hold. */
  broken: string[];
}

export async function stored({ world, date, doctorId, ids }: RealCalendar, model: CalendarModel): Promise<Stored> {
  const midnight = startOfDay(date, 'Asia/Kolkata');
  const doctors = [0, 1].map(doctorId);
  const day = [doctors, new Date(midnight), new Date(midnight + 24 * 60 * MINUTE_MS)];
  const minute = (column: string) => `((extract(epoch FROM ${column}) * 1000 - ${midnight}) / 60000)::int`;
  const read = async <Row extends object>(sql: string, values: unknown[] = day): Promise<Row[]> =>
    (await world.house.owner.query<Row>(sql, values)).rows;
  const appointments = await read<{ id: string; text: string }>(
    `SELECT a.id, concat_ws(' ', array_position($1::uuid[], a.doctor_id) - 1, ${minute('a.starts_at')}, ${minute('a.ends_at')},
        a.status, coalesce(c.lane::text, '-'), CASE WHEN a.is_overbooked THEN 'on top' END) AS text
      FROM appointments a LEFT JOIN slot_claims c ON c.id = a.claim_id
      WHERE a.doctor_id = ANY($1) AND a.starts_at >= $2 AND a.starts_at < $3`,
  );
  const claims = await read<{ kind: string; text: string }>(
    `SELECT kind::text, concat_ws(' ', array_position($1::uuid[], resource_id) - 1, ${minute('starts_at')}, ${minute('ends_at')}, lane) AS text
      FROM slot_claims WHERE resource_id = ANY($1) AND starts_at >= $2 AND starts_at < $3 AND released_at IS NULL
        AND (kind <> 'hold' OR expires_at > to_timestamp($4::float8))`,
    [...day, midnight / 1_000 + model.now],
  );
  const broken = await read<{ text: string }>(
    `SELECT 'overlap of ' || a.id || ' and ' || b.id AS text
      FROM slot_claims a JOIN slot_claims b ON a.resource_id = b.resource_id AND a.lane = b.lane AND a.id < b.id
        AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at
      WHERE a.released_at IS NULL AND b.released_at IS NULL AND a.resource_id = ANY($1) AND a.starts_at >= $2 AND a.starts_at < $3
     UNION ALL
     SELECT 'an active appointment without its claim: ' || a.id
      FROM appointments a LEFT JOIN slot_claims c ON c.id = a.claim_id AND c.released_at IS NULL AND c.kind = 'appointment'
        AND c.resource_id = a.doctor_id AND c.starts_at = a.starts_at AND c.ends_at = a.ends_at
      WHERE a.doctor_id = ANY($1) AND a.starts_at >= $2 AND a.starts_at < $3 AND c.id IS NULL AND NOT a.is_overbooked
        AND a.status IN ('scheduled', 'confirmed', 'checked_in', 'in_consultation')
     UNION ALL
     SELECT 'a claim of nobody: ' || c.id FROM slot_claims c LEFT JOIN appointments a ON a.claim_id = c.id
      WHERE c.resource_id = ANY($1) AND c.starts_at >= $2 AND c.starts_at < $3 AND c.released_at IS NULL
        AND c.kind = 'appointment' AND a.id IS NULL`,
  );
  const numbers = new Map([...ids].map(([number, id]) => [id, number]));
  const of = (kind: string) => claims.filter((claim) => claim.kind === kind).map(({ text }) => text);
  return {
    appointments: appointments.map(({ id, text }) => `${numbers.get(id)}: ${text}`).sort(),
    holds: of('hold').sort(),
    blocked: of('block').sort(),
    broken: broken.map(({ text }) => text),
  };
}
