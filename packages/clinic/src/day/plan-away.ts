import {
  type AvailabilityInput,
  availability,
  type FreeSlot,
  type Span,
  type Taken,
} from '../scheduling/availability.ts';
import { addDays, datesBetween, localDate, localMinutes } from '../scheduling/civil-time.ts';
import { type Decision, overlaps, type Standing } from './plan.ts';

export interface AwayInput {
  zone: string;
  now: number;
  /** Whether a time is looked for, or all is cancelled. */
  manner: 'move' | 'cancel';
  /** The last clinic-local day on which a time is looked for. */
  until: string;
  /** What the desk wants done with some of them instead. */
  asked: ReadonlyMap<string, 'call' | 'cancel'>;
  /** Every active appointment that meets the time away. */
  standing: readonly Standing[];
  /** By service, the doctor's own calendar: the time away in it, those that stand there out of it. */
  calendars: ReadonlyMap<string, AvailabilityInput>;
  /** By patient, what else they have; `isSameDoctor` where it is with this doctor. */
  elsewhere: ReadonlyMap<string, readonly (Span & { isSameDoctor: boolean })[]>;
}

/**
 * Finds a time for everybody who stands where the doctor will not be: the first day with one, and on it the nearest to the time of day they had.
 * In order of their times, so that who came first chooses first. Pure: what is proposed can be booked, by the one availability function.
 */
export function planAway(input: AwayInput): Decision[] {
  const calendar = createBook(input);
  const decisions: Decision[] = [];
  for (const one of input.standing.toSorted((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1))) {
    const decision = decide(input, one, calendar);
    // Being seen just now: nothing to decide.
    if (decision !== null) decisions.push(decision);
  }
  return decisions;
}

function decide(input: AwayInput, one: Standing, book: Book): Decision | null {
  const appointmentId = one.id;
  if (one.status === 'in_consultation') return null;
  if (one.status === 'checked_in') return { appointmentId, outcome: 'call', why: 'already_here' };
  if (one.startsAt <= input.now) return { appointmentId, outcome: 'call', why: 'begun' };
  const asked = input.asked.get(one.id);
  if (asked === 'call') return { appointmentId, outcome: 'call', why: 'asked' };
  if (asked === 'cancel' || input.manner === 'cancel') return { appointmentId, outcome: 'cancel' };
  const slot = book.take(one);
  if (slot === null) return { appointmentId, outcome: 'call', why: 'no_place' };
  const { startsAt, endsAt, lane, branchId } = slot;
  return { appointmentId, outcome: 'move', to: { startsAt, endsAt, lane, branchId } };
}

interface Book {
  /** The time proposed to somebody, which nobody else is then proposed; null where there is none. */
  take(one: Standing): FreeSlot | null;
}

/** What is free after what was proposed already. */
function createBook(input: AwayInput): Book {
  const taken: { slot: FreeSlot; patientId: string; calendar: AvailabilityInput }[] = [];
  const free = new Map<string, FreeSlot[]>();

  function freeOn(serviceId: string, calendar: AvailabilityInput, date: string): FreeSlot[] {
    const key = `${serviceId}|${date}`;
    const known = free.get(key);
    if (known !== undefined) return known;
    const today = taken.filter(({ slot }) => slot.date === date);
    const slots = availability({
      ...calendar,
      from: date,
      to: date,
      doctors: calendar.doctors.map((doctor) => ({
        ...doctor,
        taken: [...doctor.taken, ...taken.map(claimOf)],
        booked: new Map(doctor.booked).set(date, (doctor.booked.get(date) ?? 0) + today.length),
      })),
    });
    free.set(key, slots);
    return slots;
  }

  function suits(slot: FreeSlot, one: Standing, date: string): boolean {
    if (slot.startsAt <= one.startsAt) return false;
    const others = [
      ...(input.elsewhere.get(one.patientId) ?? []),
      ...taken
        .filter(({ patientId }) => patientId === one.patientId)
        .map((other) => ({ ...other.slot, isSameDoctor: true })),
    ];
    return !others.some(
      (other) => overlaps(other, slot) || (other.isSameDoctor && localDate(other.startsAt, input.zone) === date),
    );
  }

  return {
    take(one) {
      const calendar = input.calendars.get(one.serviceId);
      if (calendar === undefined) return null;
      const wanted = localMinutes(one.startsAt, input.zone);
      const distance = (slot: FreeSlot) => Math.abs(slot.minute - wanted);
      // Not counted up in the head of the loop: the bundler of the desk loses an import that is called there.
      for (const date of datesBetween(localDate(one.startsAt, input.zone), input.until)) {
        const slots = freeOn(one.serviceId, calendar, date).filter((slot) => suits(slot, one, date));
        const nearest = slots.toSorted((a, b) => distance(a) - distance(b) || a.startsAt - b.startsAt)[0];
        if (nearest === undefined) continue;
        taken.push({ slot: nearest, patientId: one.patientId, calendar });
        // A buffer may reach into the days beside it.
        for (const near of [addDays(date, -1), date, addDays(date, 1)])
          for (const service of input.calendars.keys()) free.delete(`${service}|${near}`);
        return nearest;
      }
      return null;
    },
  };
}

function claimOf({ slot, calendar }: { slot: FreeSlot; calendar: AvailabilityInput }): Taken {
  const { bufferBeforeMin = 0, bufferAfterMin = 0 } = calendar.doctors[0] ?? {};
  return { startsAt: slot.startsAt, endsAt: slot.endsAt, lane: slot.lane, bufferBeforeMin, bufferAfterMin };
}
