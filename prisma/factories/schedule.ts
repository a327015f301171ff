import { addDays, availability, type DoctorCalendar, localDate } from '@vaani/clinic';
import type { Random } from '@vaani/config';
import { chance, pick } from './chance.ts';
import type { Practice, WrittenPractice } from './practice.ts';

export type PlannedStatus = 'scheduled' | 'confirmed' | 'in_consultation' | 'completed' | 'cancelled' | 'no_show';

/** An appointment before it is written. Instants are milliseconds since the epoch. */
export interface PlannedAppointment {
  doctorIndex: number;
  serviceKey: string;
  startsAt: number;
  endsAt: number;
  status: PlannedStatus;
}

const BACK_DAYS = 21;
const AHEAD_DAYS = 20;

/** How much of a day's time is taken, so many days from today: full behind, busy today, thinner the further ahead. */
export function densityOf(inDays: number): number {
  if (inDays < 0) return 0.62;
  if (inDays === 0) return 0.55;
  return Math.max(0.06, 0.42 - 0.03 * inDays);
}

/** Six weeks of appointments, three behind and three ahead, each on its doctor's grid and within the windows. */
export function planSchedule(
  random: Random,
  options: {
    practice: Practice;
    written: WrittenPractice;
    zone: string;
    now: number;
    holidays: string[];
    leaves: Map<number, { startsAt: number; endsAt: number }[]>;
  },
): PlannedAppointment[] {
  const { practice, written, zone, now } = options;
  const today = localDate(now, zone);
  return practice.doctors.flatMap((doctor, doctorIndex) => {
    const starts = new Map<string, Map<number, number>>();
    for (const own of doctor.services) {
      const service = practice.services.find(({ key }) => key === own.key);
      const durationMin = own.durationMin ?? service?.durationMin ?? doctor.gridMin;
      const calendar: DoctorCalendar = {
        id: String(doctorIndex),
        gridMin: doctor.gridMin,
        capacity: 1,
        dailyCap: null,
        durationMin,
        bufferBeforeMin: 0,
        bufferAfterMin: 0,
        overrides: new Map(),
        outside: [],
        windows: doctor.hours.flatMap(({ weekdays, ...span }) =>
          weekdays.map((weekday) => ({
            weekday,
            ...span,
            validFrom: '2000-01-01',
            validTo: null,
            branchId: written.branchIds[doctor.branch] ?? '',
          })),
        ),
        breaks: (doctor.breaks ?? []).flatMap(({ weekdays, ...span }) =>
          weekdays.map((weekday) => ({ weekday, ...span })),
        ),
        leaves: options.leaves.get(doctorIndex) ?? [],
        taken: [],
        overbooked: [],
        booked: new Map(),
      };
      const free = availability({
        zone,
        from: addDays(today, -BACK_DAYS),
        to: addDays(today, AHEAD_DAYS),
        now: now - (BACK_DAYS + 1) * 86_400_000,
        doctors: [calendar],
        holidays: options.holidays.map((date) => ({ date, branchId: null })),
        minimumNoticeMin: 0,
        maximumAdvanceDays: 400,
        isStaff: true,
      });
      starts.set(own.key, new Map(free.map((slot) => [slot.startsAt, slot.endsAt])));
    }
    return fill(random, starts, { zone, today, now, dailyCap: doctor.dailyCap ?? null }).map((one) => ({
      doctorIndex,
      ...one,
    }));
  });
}

/** Goes through the grid in order of time and takes a slot with the day's probability, so that no two overlap. */
function fill(
  random: Random,
  starts: Map<string, Map<number, number>>,
  at: { zone: string; today: string; now: number; dailyCap: number | null },
): Omit<PlannedAppointment, 'doctorIndex'>[] {
  const instants = [...new Set([...starts.values()].flatMap((ends) => [...ends.keys()]))].sort((a, b) => a - b);
  const keys = [...starts.keys()];
  const planned: Omit<PlannedAppointment, 'doctorIndex'>[] = [];
  const perDay = new Map<string, number>();
  let freeFrom = Number.NEGATIVE_INFINITY;
  for (const startsAt of instants) {
    if (startsAt < freeFrom) continue;
    const date = localDate(startsAt, at.zone);
    const inDays = Math.round((Date.parse(date) - Date.parse(at.today)) / 86_400_000);
    if (!chance(random, densityOf(inDays))) continue;
    if (at.dailyCap !== null && (perDay.get(date) ?? 0) >= at.dailyCap) continue;
    // Two of three are ordinary consultations; the rest is any service that fits here.
    const wanted = chance(random, 0.66) ? keys[0] : pick(random, keys);
    const serviceKey = wanted !== undefined && starts.get(wanted)?.has(startsAt) ? wanted : keys[0];
    const endsAt = serviceKey === undefined ? undefined : starts.get(serviceKey)?.get(startsAt);
    if (serviceKey === undefined || endsAt === undefined) continue;
    planned.push({ serviceKey, startsAt, endsAt, status: statusOf(random, startsAt, endsAt, at.now) });
    perDay.set(date, (perDay.get(date) ?? 0) + 1);
    freeFrom = endsAt;
  }
  return planned;
}

function statusOf(random: Random, startsAt: number, endsAt: number, now: number): PlannedStatus {
  const roll = random.next();
  if (endsAt <= now) return roll < 0.84 ? 'completed' : roll < 0.92 ? 'no_show' : 'cancelled';
  if (startsAt <= now) return 'in_consultation';
  return roll < 0.5 ? 'scheduled' : roll < 0.96 ? 'confirmed' : 'cancelled';
}
