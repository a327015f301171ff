import { localDate, localMinutes, startOfDay } from '../../packages/clinic/src/scheduling/civil-time.ts';

/** The instant of a clinic-local "2026-11-23 10:30", ISO-8601. Zones without a change of hours between midnight and then. */
export function instantOf(local: string, zone: string): string {
  const minutes = Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
  return new Date(startOfDay(local.slice(0, 10), zone) + minutes * 60_000).toISOString();
}

/** Clinic-local day and time of an instant. */
export function localOf(instant: string | Date, zone: string): { date: string; time: string } {
  const at = new Date(instant).getTime();
  const minutes = localMinutes(at, zone);
  const two = (value: number) => String(value).padStart(2, '0');
  return { date: localDate(at, zone), time: `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}
