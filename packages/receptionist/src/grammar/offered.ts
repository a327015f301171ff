import type { BrainContext, Language } from '../brain.ts';
import { localOf } from '../language/civil.ts';
import { hindiWords } from '../language/hindi-numbers.ts';
import { englishUnits } from '../language/numbers.ts';
import { spokenNumber } from '../language/spoken.ts';
import { oneOf } from './jsgf.ts';

const romanHours = 'baarah ek do teen chaar paanch chhe saat aath nau das gyarah'.split(' ');

/**
 * The clock times that were just offered, as they can be said. Where a caller picks one of them no other time stands in the grammar: what
 * cannot be heard cannot be mistaken.
 */
export function offeredTimes(instants: readonly string[], context: BrainContext, language: Language): string {
  const minutes = new Set(instants.map((instant) => localOf(instant, context.zone).minutes));
  return oneOf([...minutes].flatMap((minute) => clockForms(minute, language)));
}

function clockForms(minutes: number, language: Language): string[] {
  const [hour, minute] = [Math.floor(minutes / 60) % 12, minutes % 60];
  if (language === 'en') return englishForms(hour || 12, minute);
  if (language === 'hi') return hindiForms(hour, minute, (value) => hindiWords[value] ?? '', devanagari);
  const english = minute === 0 ? [] : englishForms(hour || 12, minute).slice(0, 1);
  return [...hindiForms(hour, minute, (value) => romanHours[value % 12] ?? '', roman), ...english];
}

function englishForms(hour: number, minute: number): string[] {
  const word = englishUnits[hour] ?? '';
  if (minute === 0) return [word, `${word} o'clock`];
  const digits = minute < 10 ? `${word} oh ${englishUnits[minute]}` : `${word} ${spokenNumber(minute, 'en')}`;
  if (minute === 30) return [digits, `half past ${word}`];
  if (minute === 15) return [digits, `quarter past ${word}`];
  return minute === 45 ? [digits, `quarter to ${englishUnits[(hour % 12) + 1]}`] : [digits];
}

const devanagari = {
  baje: 'बजे',
  bajkar: 'बजकर',
  minute: 'मिनट',
  half: 'साढ़े',
  past: 'सवा',
  to: 'पौने',
  one: 'डेढ़',
  two: 'ढाई',
};
const roman = {
  baje: 'baje',
  bajkar: 'bajkar',
  minute: 'minute',
  half: 'saadhe',
  past: 'sava',
  to: 'paune',
  one: 'dedh',
  two: 'dhai',
};

/** @param hour 0–11 */
function hindiForms(hour: number, minute: number, word: (value: number) => string, say: typeof devanagari): string[] {
  const name = (value: number) => word(value === 0 ? 12 : value);
  if (minute === 0) return [`${name(hour)} ${say.baje}`];
  if (minute === 15) return [`${say.past} ${name(hour)} ${say.baje}`];
  if (minute === 30) {
    return [
      hour === 1
        ? `${say.one} ${say.baje}`
        : hour === 2
          ? `${say.two} ${say.baje}`
          : `${say.half} ${name(hour)} ${say.baje}`,
    ];
  }
  if (minute === 45) return [`${say.to} ${name((hour + 1) % 12)} ${say.baje}`];
  const number = say === devanagari ? (hindiWords[minute] ?? '') : spokenNumber(minute, 'en');
  return [`${name(hour)} ${say.bajkar} ${number} ${say.minute}`];
}
