import type { BrainContext } from '../brain.ts';
import { civilOf, localOf } from '../language/civil.ts';

const months = {
  en: 'january february march april may june july august september october november december'.split(' '),
  hi: 'जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर'.split(' '),
};

export interface DayToken {
  day: number;
  month: { en: string; hi: string };
}

/** The dates of the coming fortnight, today first. */
export function nextDays(context: BrainContext): DayToken[] {
  const { days } = localOf(context.now, context.zone);
  return Array.from({ length: 15 }, (_, ahead) => {
    const { month, day } = civilOf(days + ahead);
    return { day, month: { en: months.en[month - 1] ?? '', hi: months.hi[month - 1] ?? '' } };
  });
}
