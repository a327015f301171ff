import { addDays, isoOf, startOfDay } from '@vaani/clinic';

/**
 * An instant that was given as such, or as a day of the clinic: its beginning, or the beginning of the next.
 * @param text either, as its schema let it pass.
 */
export function instantOfDay(text: string, zone: string, which: 'start' | 'end' = 'start'): string {
  if (text.includes('T')) return text;
  return isoOf(startOfDay(which === 'start' ? text : addDays(text, 1), zone));
}
