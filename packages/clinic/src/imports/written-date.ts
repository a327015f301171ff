import { Temporal } from 'temporal-polyfill';
import { asciiDigits } from '../digits.ts';

const months: readonly (readonly string[])[] = [
  ['jan', 'january', 'जनवरी'],
  ['feb', 'february', 'फरवरी'],
  ['mar', 'march', 'मार्च'],
  ['apr', 'april', 'अप्रैल'],
  ['may', 'मई'],
  ['jun', 'june', 'जून'],
  ['jul', 'july', 'जुलाई'],
  ['aug', 'august', 'अगस्त'],
  ['sep', 'sept', 'september', 'सितंबर', 'सितम्बर'],
  ['oct', 'october', 'अक्टूबर', 'अक्तूबर'],
  ['nov', 'november', 'नवंबर', 'नवम्बर'],
  ['dec', 'december', 'दिसंबर', 'दिसम्बर'],
];

/**
 * A date as people in India write it, the day first: 5/6/1990, 05-06-1990, 5.6.1990, 5 Jun 1990, ५ जून १९९०; or 1990-06-05. A time after it is left out,
 * as spreadsheets add one. Null where it is none, or its year has two digits.
 */
export function parseWrittenDate(text: string): string | null {
  const plain = asciiDigits(text.normalize('NFC'))
    .toLowerCase()
    .replace(/\u093c/g, '')
    .replace(/[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s*[ap]m|z)?$/, '')
    .trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain);
  if (iso !== null) return dateOf(iso[1], iso[2], iso[3]);
  const numeric = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(plain);
  if (numeric !== null) return dateOf(numeric[3], numeric[2], numeric[1]);
  const named = /^(\d{1,2})(?:st|nd|rd|th)?[-/. ,]*([\p{L}\p{M}]+)[-/. ,]*(\d{4})$/u.exec(plain);
  if (named === null) return null;
  const month = months.findIndex((names) => names.includes(named[2] ?? ''));
  return month < 0 ? null : dateOf(named[3], String(month + 1), named[1]);
}

function dateOf(year = '', month = '', day = ''): string | null {
  try {
    const date = { year: Number(year), month: Number(month), day: Number(day) };
    return Temporal.PlainDate.from(date, { overflow: 'reject' }).toString();
  } catch {
    return null;
  }
}

/** A time of day in minutes after midnight: 10:30, 10.30, 1030 hrs, 2:30 pm, 2 PM, १०:३०. Null where it is none; a bare number could be anything. */
export function parseWrittenTime(text: string): number | null {
  const plain = asciiDigits(text.normalize('NFKC'))
    .toLowerCase()
    .trim()
    .replace(/\s*([ap])\.?\s?m\.?$/, '$1')
    .replace(/\s*(hrs?|hours)\.?$/, 'h')
    .replaceAll('.', ':');
  const found =
    /^(?<hour>\d{1,2}):(?<minute>\d{2})(?::\d{2})?(?<half>[ap]?)h?$/.exec(plain) ??
    /^(?<hour>\d{1,2})(?<half>[ap])$/.exec(plain) ??
    /^(?<hour>\d{2})(?<minute>\d{2})h$/.exec(plain);
  if (found === null) return null;
  const hour = Number(found.groups?.hour);
  const minute = Number(found.groups?.minute ?? 0);
  const half = found.groups?.half ?? '';
  if (minute > 59 || (half === '' ? hour > 23 : hour < 1 || hour > 12)) return null;
  return (half === '' ? hour : (hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute;
}
