import type { Random } from '@vaani/config';
import { addDays, weekdayOf } from '../../packages/clinic/src/scheduling/civil-time.ts';
import type { Language } from '../format/schema.ts';
import { pick } from './chance.ts';
import { days, englishHours, hindiNumbers, months, parts, weekdays } from './lexicon/days.ts';

/** The days that a key of the lexicon, or a date, stands for. @param today clinic-local date */
export function daysOf(day: string, today: string): { from: string; to: string } {
  const one = (date: string) => ({ from: date, to: date });
  const weekday = weekdays.indexOf(day.replace(/^next-/, ''));
  if (/^\d{4}-/.test(day)) return one(day);
  if (day === 'today') return one(today);
  if (day === 'tomorrow') return one(addDays(today, 1));
  if (day === 'day-after') return one(addDays(today, 2));
  if (day === 'yesterday') return one(addDays(today, -1));
  const nextMonday = addDays(today, 8 - weekdayOf(today));
  if (day === 'next-week') return { from: nextMonday, to: addDays(nextMonday, 6) };
  if (day.startsWith('next-') && weekday >= 0) return one(addDays(nextMonday, weekday));
  if (weekday >= 0) return one(addDays(today, ((weekday + 7 - weekdayOf(today)) % 7) + 1));
  if (day === 'soonest') return { from: today, to: addDays(today, 21) };
  const inDays = /^in-(\d+)-days$/.exec(day)?.[1];
  if (inDays !== undefined) return one(addDays(today, Number(inDays)));
  throw new RangeError(`the lexicon has no day "${day}"`);
}

/** A day as somebody says it. */
export function sayDay(day: string, language: Language, random: Random): string {
  const known = days[day];
  if (known !== undefined) return pick(random, known[language]);
  const inDays = /^in-(\d+)-days$/.exec(day)?.[1];
  if (inDays !== undefined) {
    const [deva, roman] = hindiNumbers[Number(inDays) - 1] ?? ['', ''];
    if (language === 'en') return `after ${englishHours[Number(inDays) - 1] ?? inDays} days`;
    return language === 'hi' ? `${deva} दिन बाद` : `${roman} din baad`;
  }
  const [, month = '01', date = '01'] = day.split('-');
  const number = Number(date);
  const name = months[language][Number(month) - 1] ?? '';
  const [deva, roman] = hindiNumbers[number - 1] ?? ['', ''];
  if (language === 'en')
    return pick(random, [
      `on the ${number}${ordinalEnd(number)} of ${name}`,
      `on ${number} ${name}`,
      `on ${name} ${number}`,
    ]);
  if (language === 'hi') return pick(random, [`${deva} ${name} को`, `${number} ${name} को`, `${number} तारीख को`]);
  return pick(random, [`${number} ${name} ko`, `${roman} tareekh ko`, `${number} tareekh ko`]);
}

const ordinalEnd = (number: number): string =>
  [11, 12, 13].includes(number) ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');

const partOf = (hour: number): 'morning' | 'afternoon' | 'evening' =>
  hour < 12 ? 'morning' : hour < 16 ? 'afternoon' : 'evening';

/** A time of day as somebody says it. @param time "10:30" */
export function sayTime(time: string, language: Language, random: Random): string {
  const [hours, minutes] = [Number(time.slice(0, 2)), Number(time.slice(3))];
  const hour = hours % 12 || 12;
  const next = (hour % 12) + 1;
  const digits = minutes === 0 ? String(hour) : `${hour}:${time.slice(3)}`;
  if (language === 'en') {
    const half = hours < 12 ? 'am' : 'pm';
    const word = englishHours[hour - 1] ?? '';
    const spoken =
      minutes === 0
        ? [`at ${word} ${partWord(hours)}`, `at ${hour} ${half}`]
        : minutes === 30
          ? [`at half past ${word} ${partWord(hours)}`, `at ${digits} ${half}`, `at ${word} thirty ${partWord(hours)}`]
          : minutes === 15
            ? [`at quarter past ${word} ${partWord(hours)}`, `at ${digits} ${half}`]
            : minutes === 45
              ? [`at quarter to ${englishHours[next - 1] ?? ''} ${partWord(hours)}`, `at ${digits} ${half}`]
              : [`at ${digits} ${half}`];
    return pick(random, spoken);
  }
  const at = language === 'hi' ? 0 : 1;
  const number = (value: number) => hindiNumbers[value - 1]?.[at] ?? '';
  const bje = language === 'hi' ? 'बजे' : 'baje';
  const [half, quarter, less] =
    language === 'hi' ? ['साढ़े', 'सवा', 'पौने'] : [pick(random, ['saadhe', 'sadhe']), 'sava', 'paune'];
  const part = parts[partOf(hours)][language][0] ?? '';
  const clock =
    minutes === 0
      ? `${number(hour)} ${bje}`
      : minutes === 30 && hour !== 1 && hour !== 2
        ? `${half} ${number(hour)} ${bje}`
        : minutes === 15
          ? `${quarter} ${number(hour)} ${bje}`
          : minutes === 45 && next !== 1
            ? `${less} ${number(next)} ${bje}`
            : `${digits} ${bje}`;
  return pick(random, [`${part} ${clock}`, `${part} ${digits} ${bje}`]);
}

const partWord = (hours: number): string =>
  hours < 12 ? 'in the morning' : hours < 17 ? 'in the afternoon' : 'in the evening';

export const sayPart = (part: 'morning' | 'afternoon' | 'evening', language: Language, random: Random): string =>
  pick(random, parts[part][language]);

/** The hours that a part of the day means to a caller. */
export const hoursOf: Record<'morning' | 'afternoon' | 'evening', [string, string]> = {
  morning: ['05:00', '12:00'],
  afternoon: ['12:00', '17:00'],
  evening: ['16:00', '22:00'],
};
