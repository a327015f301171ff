import {
  type BookingResult,
  bookAppointment,
  type ClinicContext,
  ClinicError,
  cancelAppointment,
  holdSlot,
  rescheduleAppointment,
  type Slot,
} from '@vaani/clinic';
import type { Random } from '@vaani/config';
import { isUnreachable } from '@vaani/db';
import { between, chance, pick } from '../../prisma/factories/chance.ts';
import { dayOf } from '../big-clinic/calendar.ts';
import { type BusyClinic, HOURS } from './clinic.ts';

export const CLIENTS = 200;
/** How often somebody tries again whose connection was lost, as a page or a phone call would. */
const TRIES = 5;

export interface RoundResult {
  booked: number;
  lost: number;
  /** Refused for want of time, and told of none: there must be none of these. */
  untold: number;
  /** Two answers to one request under one key that were not the same. */
  differing: number;
  /** Whatever else was thrown. */
  failures: string[];
  /** How long each booking took, from its first try to its answer, milliseconds. */
  bookingTimes: number[];
}

interface Standing {
  id: string;
}

/**
 * So many clients at once, all about one day of one doctor: most book, some hold first, some move or cancel what stands there from earlier rounds, some send
 * the same request twice.
 */
export async function playRound(
  clinic: BusyClinic,
  random: Random,
  place: { doctorId: string; inDays: number; round: number },
): Promise<RoundResult> {
  const result: RoundResult = { booked: 0, lost: 0, untold: 0, differing: 0, failures: [], bookingTimes: [] };
  const standing = await standingOn(clinic, place);
  const clients = Array.from({ length: CLIENTS }, (_, index) => plan(clinic, random, place, index, standing));
  await Promise.all(
    clients.map(async (client) => {
      try {
        await client(result);
      } catch (error) {
        result.failures.push(error instanceof Error ? `${error.name}: ${error.message.slice(0, 200)}` : String(error));
      }
    }),
  );
  return result;
}

type Client = (result: RoundResult) => Promise<void>;

/** Decided beforehand, so that the same seed wants the same things, whoever comes first. */
function plan(
  clinic: BusyClinic,
  random: Random,
  place: { doctorId: string; inDays: number; round: number },
  index: number,
  standing: Standing[],
): Client {
  const ctx = pick(random, clinic.processes);
  const patientId = clinic.patientIds[(place.round * CLIENTS + index) % clinic.patientIds.length] ?? '';
  const name = `round-${place.round}-client-${index}`;
  const slot = someSlot(clinic, random, place);
  const share = random.next();
  const one = standing.length === 0 ? undefined : pick(random, standing);
  if (one !== undefined && share < 0.1) return move(ctx, one.id, slot, name);
  if (one !== undefined && share < 0.2) return cancel(ctx, one.id, name);
  if (share < 0.35) return holdAndBook(ctx, slot, patientId, name);
  return book(ctx, slot, patientId, name, chance(random, 0.05));
}

function someSlot(clinic: BusyClinic, random: Random, place: { doctorId: string; inDays: number }): Slot {
  const { id: serviceId, durationMin } = pick(random, clinic.services);
  const last = (HOURS.toMin - durationMin - HOURS.fromMin) / 5;
  const startsAt = dayOf(place.inDays).startsAt + (HOURS.fromMin + 5 * between(random, 0, Math.floor(last))) * 60_000;
  const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
  return {
    doctorId: place.doctorId,
    serviceId,
    branchId: clinic.branchId,
    startsAt: iso(startsAt),
    endsAt: iso(startsAt + durationMin * 60_000),
  };
}

function book(ctx: ClinicContext, slot: Slot, patientId: string, name: string, isTwice: boolean): Client {
  return async (result) => {
    const send = () =>
      timed(result, () => bookAppointment(ctx, { slot, patientId, idempotencyKey: name, isDespiteOwn: true }));
    if (!isTwice) return note(result, await send());
    const [first, second] = await Promise.all([send(), send()]);
    note(result, first);
    if (first.ok && second.ok && first.appointment.id !== second.appointment.id) result.differing += 1;
  };
}

function holdAndBook(ctx: ClinicContext, slot: Slot, patientId: string, name: string): Client {
  return async (result) => {
    const ownerToken = `owner-of-${name}-${'x'.repeat(16)}`;
    const held = await insistently(() => holdSlot(ctx, { slot, ownerToken }));
    if (!held.ok) return noteRefusal(result, held);
    const request = { slot, patientId, ownerToken, idempotencyKey: name, isDespiteOwn: true };
    note(result, await timed(result, () => bookAppointment(ctx, request)));
  };
}

function move(ctx: ClinicContext, appointmentId: string, slot: Slot, name: string): Client {
  return async (result) => {
    const request = { appointmentId, slot, by: 'patient' as const, idempotencyKey: name, isDespiteOwn: true };
    const moved = await insistently(() => rescheduleAppointment(ctx, request)).catch((error: unknown) => {
      // By chance it was to be moved to where it is.
      if (error instanceof ClinicError && error.code === 'bad-input' && error.field === 'slot.startsAt') return null;
      throw error;
    });
    if (moved !== null && !moved.ok && moved.reason !== 'not-allowed') noteRefusal(result, moved);
  };
}

function cancel(ctx: ClinicContext, appointmentId: string, name: string): Client {
  return async () => {
    const send = () => cancelAppointment(ctx, { appointmentId, by: 'patient', idempotencyKey: name });
    // Who cancels has no other time to be told of: being asked to try again is an answer.
    await insistently(send).catch((error: unknown) => {
      if (!(error instanceof ClinicError && error.code === 'busy')) throw error;
    });
  };
}

async function timed(result: RoundResult, send: () => Promise<BookingResult>): Promise<BookingResult> {
  const began = performance.now();
  const answer = await insistently(send);
  result.bookingTimes.push(performance.now() - began);
  return answer;
}

/** Again, under the same key, where the connection was lost: nothing is known then of what became of it. */
async function insistently<T>(send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt === TRIES || !isUnreachable(error)) throw error;
    }
  }
}

function note(result: RoundResult, answer: BookingResult): void {
  if (answer.ok) result.booked += 1;
  else noteRefusal(result, answer);
}

function noteRefusal(result: RoundResult, answer: { reason: string; alternatives: unknown[] }): void {
  result.lost += 1;
  if (answer.alternatives.length === 0) result.untold += 1;
}

async function standingOn(clinic: BusyClinic, place: { doctorId: string; inDays: number }): Promise<Standing[]> {
  const { rows } = await clinic.owner.query<Standing>(
    `SELECT id FROM appointments WHERE doctor_id = $1 AND starts_at >= $2 AND starts_at < $3 AND status = 'scheduled' ORDER BY starts_at`,
    [place.doctorId, new Date(dayOf(place.inDays).startsAt), new Date(dayOf(place.inDays + 1).startsAt)],
  );
  return rows;
}
