import { civilOf, daysFromIso, isoDate, minutesOf, pad, weekdayOf } from './civil.ts';
import { toDevanagari, toRoman } from './devanagari.ts';
import { hindiWords } from './hindi-numbers.ts';
import { englishOrdinals, englishTens, englishUnits } from './numbers.ts';
import type { Language, PartOfDay } from './types.ts';

/** How something stands in the transcript, and how the voice is to read it (Hinglish: Roman there, Devanagari here). */
export interface Said {
  text: string;
  spoken: string;
}

/** What can be said. Dates are `YYYY-MM-DD`, times `HH:MM`, money in paise, phones E.164. `today` makes near days "today" and far ones have their year. */
export type Speakable =
  | { date: string; today?: string; time?: string }
  | { time: string }
  | { part: PartOfDay }
  | { number: number }
  | { money: number }
  | { phone: string }
  | { name: string };

/** A value as it is said in a language. */
export function spoken(value: Speakable, language: Language): Said {
  if ('date' in value) {
    return value.time === undefined
      ? sayDate(value.date, language, value.today)
      : sayMoment(value.date, value.time, language, value.today);
  }
  if ('time' in value) return sayTime(value.time, language);
  if ('part' in value) return sayPart(value.part, language);
  if ('number' in value) return { text: String(value.number), spoken: spokenNumber(value.number, language) };
  if ('money' in value) return sayMoney(value.money, language);
  if ('phone' in value) return sayPhone(value.phone, language);
  return sayName(value.name, language);
}

const weekdaysOf: Record<'en' | 'hi' | 'hi-en', readonly string[]> = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  hi: ['सोमवार', 'मंगलवार', 'बुधवार', 'गुरुवार', 'शुक्रवार', 'शनिवार', 'रविवार'],
  'hi-en': ['मंडे', 'ट्यूज़डे', 'वेडनेसडे', 'थर्सडे', 'फ्राइडे', 'सैटरडे', 'संडे'],
};
const monthsOf: Record<'en' | 'hi', readonly string[]> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  hi: 'जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर'.split(' '),
};

/** English ordinals up to 31, as a day of a month is said. */
export function spokenOrdinal(value: number): string {
  if (value <= 20) return englishOrdinals[value] ?? '';
  if (value === 30) return 'thirtieth';
  return `${englishTens[Math.floor(value / 10)]} ${englishOrdinals[value % 10]}`;
}

/** A whole number in words, by lakh and crore. */
export function spokenNumber(value: number, language: Language): string {
  return language === 'en' ? inWords(value, english) : inWords(value, hindi);
}

interface Numerals {
  scales: readonly (readonly [number, string])[];
  small: (value: number) => string;
  largest: number;
}

const english: Numerals = {
  scales: [
    [10_000_000, 'crore'],
    [100_000, 'lakh'],
    [1_000, 'thousand'],
    [100, 'hundred'],
  ],
  small: (value) => {
    if (value < 20) return englishUnits[value] ?? '';
    const unit = value % 10;
    return `${englishTens[Math.floor(value / 10)]}${unit === 0 ? '' : ` ${englishUnits[unit]}`}`;
  },
  largest: 99,
};
const hindi: Numerals = {
  scales: [
    [10_000_000, 'करोड़'],
    [100_000, 'लाख'],
    [1_000, 'हज़ार'],
    [100, 'सौ'],
  ],
  small: (value) => hindiWords[value] ?? '',
  largest: 100,
};

function inWords(value: number, numerals: Numerals): string {
  if (value <= numerals.largest) return numerals.small(value);
  const [scale, word] = numerals.scales.find(([size]) => value >= size) ?? [1, ''];
  const rest = value % scale;
  return `${inWords(Math.floor(value / scale), numerals)} ${word}${rest === 0 ? '' : ` ${inWords(rest, numerals)}`}`;
}

/** Digits one by one. */
export function spokenDigits(digits: string, language: Language): string {
  return [...digits.replace(/\D/g, '')]
    .map((digit) => spokenNumber(Number(digit), language))
    .join(' ')
    .trim();
}

/** A phone number: an Indian one without its country, digit by digit in two groups of five; others with "plus". */
export function sayPhone(phone: string, language: Language): Said {
  const own = /^\+91(\d{5})(\d{5})$/.exec(phone);
  if (own !== null) {
    const [, first = '', second = ''] = own;
    return {
      text: `${first} ${second}`,
      spoken: `${spokenDigits(first, language)}, ${spokenDigits(second, language)}`,
    };
  }
  const plus = phone.startsWith('+') ? (language === 'en' ? 'plus ' : 'प्लस ') : '';
  return { text: phone, spoken: `${plus}${spokenDigits(phone, language)}` };
}

/** A person's name: a Hindi voice gets it in Devanagari, an English one in Roman letters. */
export function sayName(name: string, language: Language): Said {
  return { text: name, spoken: language === 'en' ? toRoman(name) : toDevanagari(name) };
}

function partOf(minutes: number): PartOfDay {
  if (minutes < 4 * 60 || minutes >= 21 * 60) return 'night';
  return minutes < 12 * 60 ? 'morning' : minutes < 17 * 60 ? 'afternoon' : 'evening';
}

const partWords: Record<PartOfDay, { en: string; hi: string; roman: string }> = {
  morning: { en: 'in the morning', hi: 'सुबह', roman: 'subah' },
  afternoon: { en: 'in the afternoon', hi: 'दोपहर', roman: 'dopahar' },
  evening: { en: 'in the evening', hi: 'शाम', roman: 'shaam' },
  night: { en: 'at night', hi: 'रात', roman: 'raat' },
};

/** A part of day as it is said: "in the morning", "सुबह", "subah". */
export function sayPart(part: PartOfDay, language: Language): Said {
  const { en, hi, roman } = partWords[part];
  return language === 'en' ? { text: en, spoken: en } : { text: language === 'hi' ? hi : roman, spoken: hi };
}

/** A clock time `HH:MM` as it is said, with its part of the day. */
export function sayTime(time: string, language: Language): Said {
  const minutes = minutesOf(time);
  const part = partWords[partOf(minutes)];
  const hour = Math.floor(minutes / 60) % 12 || 12;
  const digits = `${hour}:${pad(minutes % 60)}`;
  if (language !== 'en') {
    const clock = `${part.hi} ${hindiClock(hour, minutes % 60)}`;
    return { text: language === 'hi' ? `${part.hi} ${digits} बजे` : `${part.roman} ${digits} baje`, spoken: clock };
  }
  const clock = minutes === 720 ? 'twelve noon' : `${englishClock(hour, minutes % 60)} ${part.en}`;
  return { text: `${digits} ${minutes < 720 ? 'am' : 'pm'}`, spoken: clock };
}

function englishClock(hour: number, minute: number): string {
  const word = spokenNumber(hour, 'en');
  if (minute === 0) return `${word} o'clock`;
  return minute < 10 ? `${word} oh ${spokenNumber(minute, 'en')}` : `${word} ${spokenNumber(minute, 'en')}`;
}

function hindiClock(hour: number, minute: number): string {
  const word = (value: number) => hindiWords[((value - 1) % 12) + 1] ?? '';
  if (minute === 0) return `${word(hour)} बजे`;
  if (minute === 15) return `सवा ${word(hour)} बजे`;
  if (minute === 30) return hour === 1 ? 'डेढ़ बजे' : hour === 2 ? 'ढाई बजे' : `साढ़े ${word(hour)} बजे`;
  if (minute === 45) return `पौने ${word(hour + 1)} बजे`;
  return `${word(hour)} बजकर ${hindiWords[minute]} मिनट`;
}

/** Beyond this a date is said with its year. */
const FAR_DAYS = 300;

/** A day `YYYY-MM-DD` with its weekday, "today" or "tomorrow" before it where `today` is given and it is near, its year where it is far. */
export function sayDate(date: string, language: Language, today?: string): Said {
  const days = daysFromIso(date);
  const { year, month, day } = civilOf(days);
  const weekday = weekdayOf(days) - 1;
  const distance = today === undefined ? -1 : days - daysFromIso(today);
  const isFar = today !== undefined && (distance < 0 || distance > FAR_DAYS);
  const inFigures = isFar ? ` ${year}` : '';
  const roman = `${weekdaysOf.en[weekday]}, ${day} ${monthsOf.en[month - 1]}${inFigures}`;
  if (language === 'en') {
    const near = distance === 0 ? 'today, ' : distance === 1 ? 'tomorrow, ' : '';
    const inWords = isFar ? ` ${spokenNumber(year, 'en')}` : '';
    const clear = `${weekdaysOf.en[weekday]} the ${spokenOrdinal(day)} of ${monthsOf.en[month - 1]}${inWords}`;
    return { text: near + roman, spoken: near + clear };
  }
  const near = distance === 0 ? ['आज, ', 'aaj, '] : distance === 1 ? ['कल, ', 'kal, '] : ['', ''];
  const rest = `${hindiWords[day]} ${monthsOf.hi[month - 1]}${isFar ? ` ${spokenNumber(year, 'hi')}` : ''}`;
  const clear = `${near[0]}${weekdaysOf[language][weekday]}, ${rest}`;
  if (language === 'hi') {
    return { text: `${near[0]}${weekdaysOf.hi[weekday]}, ${day} ${monthsOf.hi[month - 1]}${inFigures}`, spoken: clear };
  }
  return { text: near[1] + roman, spoken: clear };
}

/** A day and a time. The hours after midnight belong to the night that began the day before, as people say them. */
export function sayMoment(date: string, time: string, language: Language, today?: string): Said {
  const isSmallHour = minutesOf(time) < 4 * 60;
  const clock = sayTime(time, language);
  if (language === 'en') {
    const day = sayDate(date, language, today);
    const spokenClock = isSmallHour ? clock.spoken.replace("o'clock ", '').replace('at night', 'a.m.') : clock.spoken;
    return { text: `${day.text} at ${clock.text}`, spoken: `${day.spoken} at ${spokenClock}` };
  }
  const day = sayDate(isSmallHour ? isoDate(daysFromIso(date) - 1) : date, language, today);
  return { text: `${day.text}, ${clock.text}`, spoken: `${day.spoken}, ${clock.spoken}` };
}

/** Rupees and paise, of paise. */
export function sayMoney(paise: number, language: Language): Said {
  const [rupees, rest] = [Math.floor(Math.round(paise) / 100), Math.round(paise) % 100];
  const figures = rest === 0 ? `${rupees}` : `${rupees}.${pad(rest)}`;
  if (language === 'en') {
    const small = rest === 0 ? '' : ` ${spokenNumber(rest, 'en')} paise`;
    return {
      text: `₹${figures}`,
      spoken: `${spokenNumber(rupees, 'en')} ${rupees === 1 ? 'rupee' : 'rupees'}${small}`,
    };
  }
  const small = rest === 0 ? '' : ` ${spokenNumber(rest, language)} पैसे`;
  return {
    text: language === 'hi' ? `${figures} रुपये` : `${figures} rupaye`,
    spoken: `${spokenNumber(rupees, language)} रुपये${small}`,
  };
}

/** Weekday by number (1 Monday), for grammars and opening hours. */
export function sayWeekday(weekday: number, language: Language): Said {
  const spokenDay = weekdaysOf[language][weekday - 1] ?? '';
  return { text: language === 'hi' ? spokenDay : (weekdaysOf.en[weekday - 1] ?? ''), spoken: spokenDay };
}
