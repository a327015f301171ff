import type { Step } from '../../server/routers/analytics-schemas.ts';
import { addDays, readDate } from '../schedule/dates.ts';

/** Clinic-local dates, both included. */
export interface Days {
  from: string;
  to: string;
}

/** Ranges that are a press away, by how many days they have. */
export const presets = { last7: 7, last30: 30, last90: 90, last365: 365 } as const;
export type Preset = keyof typeof presets;

export const presetDays = (preset: Preset, today: string): Days => ({
  from: addDays(today, 1 - presets[preset]),
  to: today,
});

/** Which preset a range is, if any. */
export const presetOf = ({ from, to }: Days, today: string): Preset | null =>
  (Object.keys(presets) as Preset[]).find((preset) => {
    const days = presetDays(preset, today);
    return days.from === from && days.to === to;
  }) ?? null;

/** The range in an address; thirty days where there is none, or none that can be. */
export function readDays(search: { get(name: string): string | null }, today: string): Days {
  const [from, to] = [readDate(search.get('from')), readDate(search.get('to'))];
  const isRange = from !== null && to !== null && from <= to && addDays(from, 1_829) >= to;
  return isRange ? { from, to } : presetDays('last30', today);
}

/** The days that a point of a series stands for, within the range. */
export function daysOfStep(day: string, step: Step, range: Days): Days {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const last =
    step === 'day'
      ? day
      : step === 'week'
        ? addDays(day, 6)
        : new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return { from: day < range.from ? range.from : day, to: last > range.to ? range.to : last };
}

/** Every point of a series from the first to the last, so that a day without calls is a gap and not missing. */
export function stepsOf({ from, to }: Days, step: Step): string[] {
  const steps: string[] = [];
  let day = step === 'day' ? from : step === 'week' ? mondayOf(from) : `${from.slice(0, 7)}-01`;
  while (day <= to) {
    steps.push(day);
    day = step === 'day' ? addDays(day, 1) : step === 'week' ? addDays(day, 7) : `${addDays(day, 31).slice(0, 7)}-01`;
  }
  return steps;
}

const mondayOf = (date: string): string => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
