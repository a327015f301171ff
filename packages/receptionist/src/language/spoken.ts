import { civilOf, daysFromIso, minutesOf, pad, weekdayOf } from './civil.ts';
import { englishTens, englishUnits, hindiWords } from './numbers.ts';
import type { Language } from './types.ts';

/** How something stands in the transcript, and how the voice is to read it (Hinglish: Roman there, Devanagari here). */
export interface Said {
  text: string;
  spoken: string;
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
const ordinals =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );

/** English ordinals up to 31, as a day of a month is said. */
export function spokenOrdinal(value: number): string {
  if (value <= 20) return ordinals[value] ?? '';
  if (value === 30) return 'thirtieth';
  return `${englishTens[Math.floor(value / 10)]} ${ordinals[value % 10]}`;
}

/** A whole number below a crore, in words. */
export function spokenNumber(value: number, language: Language): string {
  return language === 'en' ? englishNumber(value) : hindiNumber(value);
}

function englishNumber(value: number): string {
  if (value >= 100_000) return scaled(value, 100_000, 'lakh', englishNumber);
  if (value >= 1_000) return scaled(value, 1_000, 'thousand', englishNumber);
  if (value >= 100) return scaled(value, 100, 'hundred', englishNumber);
  if (value < 20) return englishUnits[value] ?? '';
  const unit = value % 10;
  return `${englishTens[Math.floor(value / 10)]}${unit === 0 ? '' : ` ${englishUnits[unit]}`}`;
}

function hindiNumber(value: number): string {
  if (value >= 100_000) return scaled(value, 100_000, 'लाख', hindiNumber);
  if (value >= 1_000) return scaled(value, 1_000, 'हज़ार', hindiNumber);
  if (value > 100) return scaled(value, 100, 'सौ', hindiNumber);
  return hindiWords[value] ?? '';
}

function scaled(value: number, scale: number, word: string, say: (value: number) => string): string {
  const rest = value % scale;
  return `${say(Math.floor(value / scale))} ${word}${rest === 0 ? '' : ` ${say(rest)}`}`;
}

/** Digits one by one, in threes and fours as phone numbers are said. */
export function spokenDigits(digits: string, language: Language): string {
  return [...digits.replace(/\D/g, '')]
    .map((digit) => spokenNumber(Number(digit), language))
    .join(' ')
    .trim();
}

type Half = 'morning' | 'afternoon' | 'evening' | 'night';

function halfOf(minutes: number): Half {
  if (minutes < 4 * 60 || minutes >= 21 * 60) return 'night';
  return minutes < 12 * 60 ? 'morning' : minutes < 17 * 60 ? 'afternoon' : 'evening';
}

const partWords: Record<Half, { en: string; hi: string; roman: string }> = {
  morning: { en: 'in the morning', hi: 'सुबह', roman: 'subah' },
  afternoon: { en: 'in the afternoon', hi: 'दोपहर', roman: 'dopahar' },
  evening: { en: 'in the evening', hi: 'शाम', roman: 'shaam' },
  night: { en: 'at night', hi: 'रात', roman: 'raat' },
};

/** A part of day as it is said: "in the morning", "सुबह", "subah". */
export function sayPart(part: Half, language: Language): Said {
  const { en, hi, roman } = partWords[part];
  return language === 'en' ? { text: en, spoken: en } : { text: language === 'hi' ? hi : roman, spoken: hi };
}

/** A clock time `HH:MM` as it is said, with its part of the day. */
export function sayTime(time: string, language: Language): Said {
  const minutes = minutesOf(time);
  const part = partWords[halfOf(minutes)];
  const hour = Math.floor(minutes / 60) % 12 || 12;
  const digits = `${hour}:${pad(minutes % 60)}`;
  if (language !== 'en') {
    const spoken = `${part.hi} ${hindiClock(hour, minutes % 60)}`;
    return { text: language === 'hi' ? `${part.hi} ${digits} बजे` : `${part.roman} ${digits} baje`, spoken };
  }
  return { text: `${digits} ${minutes < 720 ? 'am' : 'pm'}`, spoken: `${englishClock(hour, minutes % 60)} ${part.en}` };
}

function englishClock(hour: number, minute: number): string {
  const word = englishNumber(hour);
  if (minute === 0) return `${word} o'clock`;
  return minute < 10 ? `${word} oh ${englishNumber(minute)}` : `${word} ${englishNumber(minute)}`;
}

function hindiClock(hour: number, minute: number): string {
  const word = (value: number) => hindiWords[((value - 1) % 12) + 1] ?? '';
  if (minute === 0) return `${word(hour)} बजे`;
  if (minute === 15) return `सवा ${word(hour)} बजे`;
  if (minute === 30) return hour === 1 ? 'डेढ़ बजे' : hour === 2 ? 'ढाई बजे' : `साढ़े ${word(hour)} बजे`;
  if (minute === 45) return `पौने ${word(hour + 1)} बजे`;
  return `${word(hour)} बजकर ${hindiWords[minute]} मिनट`;
}

/** A day `YYYY-MM-DD` with its weekday, and "today" or "tomorrow" before it where `today` is given and it is near. */
export function sayDate(date: string, language: Language, today?: string): Said {
  const days = daysFromIso(date);
  const { month, day } = civilOf(days);
  const weekday = weekdayOf(days) - 1;
  const distance = today === undefined ? -1 : days - daysFromIso(today);
  const english = `${weekdaysOf.en[weekday]}, ${day} ${monthsOf.en[month - 1]}`;
  if (language === 'en') {
    const near = distance === 0 ? 'today, ' : distance === 1 ? 'tomorrow, ' : '';
    const spoken = `${weekdaysOf.en[weekday]} the ${spokenOrdinal(day)} of ${monthsOf.en[month - 1]}`;
    return { text: near + english, spoken: near + spoken };
  }
  const near = distance === 0 ? ['आज, ', 'aaj, '] : distance === 1 ? ['कल, ', 'kal, '] : ['', ''];
  const rest = `${hindiWords[day]} ${monthsOf.hi[month - 1]}`;
  const spoken = `${near[0]}${weekdaysOf[language][weekday]}, ${rest}`;
  if (language === 'hi') {
    return { text: `${near[0]}${weekdaysOf.hi[weekday]}, ${day} ${monthsOf.hi[month - 1]}`, spoken };
  }
  return { text: near[1] + english, spoken };
}

/** Rupees, of paise. */
export function sayMoney(paise: number, language: Language): Said {
  const rupees = Math.round(paise / 100);
  if (language === 'en') return { text: `₹${rupees}`, spoken: `${spokenNumber(rupees, 'en')} rupees` };
  const spoken = `${spokenNumber(rupees, language)} रुपये`;
  return { text: language === 'hi' ? `${rupees} रुपये` : `${rupees} rupaye`, spoken };
}

/** Weekday by number (1 Monday), for grammars and opening hours. */
export function sayWeekday(weekday: number, language: Language): Said {
  const spoken = weekdaysOf[language][weekday - 1] ?? '';
  return { text: language === 'hi' ? spoken : (weekdaysOf.en[weekday - 1] ?? ''), spoken };
}
