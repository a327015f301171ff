import { asciiDigits } from '../digits.ts';
import { parseWrittenTime } from './written-date.ts';

/** Hours of one weekday: 1 Monday … 7 Sunday, minutes after midnight. */
export interface DayHours {
  weekday: number;
  fromMin: number;
  toMin: number;
}

const days: readonly (readonly string[])[] = [
  ['mon', 'monday', 'सोम', 'सोमवार'],
  ['tue', 'tues', 'tuesday', 'मंगल', 'मंगलवार'],
  ['wed', 'wednesday', 'बुध', 'बुधवार'],
  ['thu', 'thur', 'thurs', 'thursday', 'गुरु', 'गुरुवार', 'बृहस्पतिवार'],
  ['fri', 'friday', 'शुक्र', 'शुक्रवार'],
  ['sat', 'saturday', 'शनि', 'शनिवार'],
  ['sun', 'sunday', 'रवि', 'रविवार', 'इतवार'],
];
const everyDay = ['daily', 'all', 'all days', 'everyday', 'every day', 'रोज', 'प्रतिदिन'];

/**
 * Reads hours as people write them: "Mon-Fri 9:00-13:00, 17:00-20:00; Sat 10am-2pm". Null where a part of it is not understood, or hours of one day overlap.
 */
export function parseWeeklyHours(text: string): DayHours[] | null {
  const plain = asciiDigits(text.normalize('NFC'))
    .toLowerCase()
    .replace(/\u093c/g, '')
    .replace(/[–—−]/g, '-')
    .replace(/\s+to\s+|\s+से\s+/g, '-');
  const hours: DayHours[] = [];
  for (const part of plain
    .split(/[;\n|]/)
    .map((one) => one.trim())
    .filter(Boolean)) {
    const found = /^([^\d]*?)[\s:]*(\d.*)$/u.exec(part);
    const weekdays = found === null ? null : parseDays(found[1] ?? '');
    const spans = found === null ? null : parseSpans(found[2] ?? '');
    if (weekdays === null || spans === null) return null;
    hours.push(...weekdays.flatMap((weekday) => spans.map((span) => ({ weekday, ...span }))));
  }
  const isClash = hours.some((one, index) =>
    hours
      .slice(index + 1)
      .some((other) => one.weekday === other.weekday && one.fromMin < other.toMin && other.fromMin < one.toMin),
  );
  return hours.length === 0 || isClash ? null : hours;
}

function parseDays(text: string): number[] | null {
  const plain = text.replace(/[.:]/g, '').trim();
  if (plain === '' || everyDay.includes(plain)) return [1, 2, 3, 4, 5, 6, 7];
  const numbers: number[] = [];
  for (const part of plain
    .split(/[,&]|\sand\s|\sऔर\s/)
    .map((one) => one.trim())
    .filter(Boolean)) {
    const [from = 0, to = from, ...more] = part
      .split('-')
      .map((name) => days.findIndex((names) => names.includes(name.trim())) + 1);
    if (from === 0 || to === 0 || more.length > 0) return null;
    for (let day = from; ; day = (day % 7) + 1) {
      numbers.push(day);
      if (day === to) break;
    }
  }
  return [...new Set(numbers)];
}

function parseSpans(text: string): { fromMin: number; toMin: number }[] | null {
  const spans: { fromMin: number; toMin: number }[] = [];
  for (const part of text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const [from = '', to = '', ...more] = part.split('-').map((time) => time.trim());
    const [fromMin, toMin] = [timeOf(from), to === '24:00' ? 1_440 : timeOf(to)];
    if (fromMin === null || toMin === null || more.length > 0 || fromMin >= toMin) return null;
    spans.push({ fromMin, toMin });
  }
  return spans;
}

/** In hours, a bare number is the full hour. */
const timeOf = (text: string): number | null => parseWrittenTime(/^\d{1,2}$/.test(text) ? `${text}:00` : text);
