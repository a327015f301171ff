import type { AppointmentStatus } from '../types.ts';

/**
 * A calendar of one day as simple as it can be told: lists, minutes after midnight, no database. The state-machine test holds the real one against
 * it. Staff do everything here, and no service wants free time around it.
 */
export interface Claimed {
  doctor: number;
  from: number;
  to: number;
}

export interface ModelAppointment extends Claimed {
  /** Order of making: the real ids sort alike. */
  number: number;
  service: number;
  status: AppointmentStatus;
  /** Null while it takes no time of its own. */
  lane: number | null;
  isOverbooked: boolean;
}

export interface ModelHold extends Claimed {
  owner: number;
  lane: number;
  /** Seconds after midnight. */
  madeAt: number;
  endsAt: number;
}

export interface ModelBlock extends Claimed {
  number: number;
  isRemoved: boolean;
}

/** Of a service with any doctor, by its number. */
export const lengths = [15, 30] as const;
/** Places at once of each doctor. */
export const capacities = [1, 2] as const;
/** The week's hours of everybody. */
export const weekHours = { from: 540, to: 630 };
export const GRID = 15;
export const HOLD_SECONDS = 90;
export const LONGEST_HOLD_SECONDS = 300;
export const GRACE = 15;

export class CalendarModel {
  /** Seconds after the day's midnight; negative on the day before. */
  now = -12 * 3_600;
  appointments: ModelAppointment[] = [];
  holds: ModelHold[] = [];
  blocks: ModelBlock[] = [];
  leaves: Claimed[] = [];
  /** Hours of the date by doctor, where it has its own. */
  overrides = new Map<number, readonly { from: number; to: number }[]>();
  /** How many things were made. */
  made = 0;

  number(): number {
    return this.made++;
  }

  active(): ModelAppointment[] {
    return this.appointments.filter(({ status }) => isActive(status));
  }

  isWithinHours({ doctor, from, to }: Claimed): boolean {
    const hours = this.overrides.get(doctor) ?? [weekHours];
    return hours.some((stretch) => stretch.from <= from && to <= stretch.to);
  }

  /** Within hours, and not away. */
  isOpen(wanted: Claimed): boolean {
    return this.isWithinHours(wanted) && !this.leaves.some((leave) => touches(leave, wanted));
  }

  isOnGrid({ doctor, from }: Claimed): boolean {
    const hours = this.overrides.get(doctor) ?? [weekHours];
    return hours.some((stretch) => stretch.from <= from && from < stretch.to && (from - stretch.from) % GRID === 0);
  }

  isPast(to: number): boolean {
    return to * 60 <= this.now;
  }

  /** A slot that a doctor has, whoever has it. */
  isSlot(wanted: Claimed): boolean {
    return this.isOpen(wanted) && this.isOnGrid(wanted) && !this.isPast(wanted.to);
  }

  /** Lanes of a doctor with nothing in them; holds that have lapsed are nothing. */
  freeLanes(wanted: Claimed, without: { owner?: number; appointment?: ModelAppointment } = {}): number[] {
    const { doctor } = wanted;
    const isTaken = (lane: number) =>
      this.active().some((one) => one !== without.appointment && one.lane === lane && touches(one, wanted)) ||
      this.holds.some(
        (hold) => hold.owner !== without.owner && hold.endsAt > this.now && hold.lane === lane && touches(hold, wanted),
      ) ||
      this.blocks.some((block) => !block.isRemoved && touches(block, wanted));
    return Array.from({ length: capacities[doctor] ?? 0 }, (_, lane) => lane).filter((lane) => !isTaken(lane));
  }

  /** The lane that a slot gets; null where none is left, since each that was booked on top uses one up. */
  laneFor(wanted: Claimed, without: { owner?: number; appointment?: ModelAppointment } = {}): number | null {
    const onTop = this.active().filter(
      (one) => one !== without.appointment && one.isOverbooked && touches(one, wanted),
    ).length;
    return this.freeLanes(wanted, without)[onTop] ?? null;
  }

  /** Gives time that came free to those booked on top, the earliest first. */
  place(freed: readonly (Claimed & { lane: number })[]): void {
    for (const time of freed.toSorted((a, b) => a.from - b.from || a.lane - b.lane)) {
      const waiting = this.active()
        .filter((one) => one.isOverbooked && one.doctor === time.doctor && time.from <= one.from && one.to <= time.to)
        .toSorted((a, b) => a.from - b.from || a.number - b.number);
      for (const one of waiting) {
        const isTaken =
          this.active().some((other) => other.lane === time.lane && touches(other, one)) ||
          this.holds.some((hold) => hold.lane === time.lane && touches(hold, one));
        if (isTaken) continue;
        one.lane = time.lane;
        one.isOverbooked = false;
      }
    }
  }

  /** Whoever is about to write on a span lets go of holds there that have lapsed. */
  sweep(span: Claimed): void {
    const lapsed = this.holds.filter((hold) => hold.endsAt <= this.now && touches(hold, span));
    this.holds = this.holds.filter((hold) => !lapsed.includes(hold));
    this.place(lapsed);
  }

  /** Lets go of what an owner holds, but for one. What comes free is to be placed once the owner has what they want. */
  release(owner: number, but?: ModelHold): ModelHold[] {
    const freed = this.holds.filter((hold) => hold.owner === owner && hold !== but);
    this.holds = this.holds.filter((hold) => !freed.includes(hold));
    return freed;
  }

  /** The owner's hold on exactly this time, if it is still on. */
  heldBy(owner: number, wanted: Claimed): ModelHold | undefined {
    return this.holds.find(
      (hold) =>
        hold.owner === owner &&
        hold.endsAt > this.now &&
        hold.doctor === wanted.doctor &&
        hold.from === wanted.from &&
        hold.to === wanted.to,
    );
  }

  /** Takes the time of a slot for an appointment: the owner's hold, else a lane, else on top. */
  take(appointment: ModelAppointment, lane: number | null, owner?: number): void {
    const own = owner === undefined || lane === null ? undefined : this.heldBy(owner, appointment);
    const freed = owner === undefined ? [] : this.release(owner, own);
    if (own !== undefined) this.holds = this.holds.filter((hold) => hold !== own);
    appointment.lane = lane === null ? null : (own?.lane ?? lane);
    appointment.isOverbooked = lane === null;
    this.appointments.push(appointment);
    this.place(freed);
  }

  /** Takes an appointment to a status; what it leaves free is given to who waits. */
  leave(appointment: ModelAppointment, status: AppointmentStatus): void {
    const { lane } = appointment;
    appointment.status = status;
    appointment.lane = null;
    if (lane !== null) this.place([{ ...appointment, lane }]);
  }
}

export const isActive = (status: AppointmentStatus): boolean =>
  ['scheduled', 'confirmed', 'checked_in', 'in_consultation'].includes(status);

const meets = (a: { from: number; to: number }, b: { from: number; to: number }): boolean =>
  a.from < b.to && b.from < a.to;

/** Do two stretches of one doctor's time overlap? */
export const touches = (a: Claimed, b: Claimed): boolean => a.doctor === b.doctor && meets(a, b);
