import { startOfDay } from '../../packages/clinic/src/scheduling/civil-time.ts';

/** The instant of a clinic-local "2026-11-23 10:30", ISO-8601. Zones without a change of hours between midnight and then. */
export function instantOf(local: string, zone: string): string {
  const minutes = Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
  return new Date(startOfDay(local.slice(0, 10), zone) + minutes * 60_000).toISOString();
}

/** Clinic-local day and time of an instant. */
export function localOf(instant: string | Date, zone: string): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { date: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}

/** A date some days on. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: string): number => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
