import type { BrainContext } from '../brain.ts';
import { localOf, weekdayOf } from '../language/civil.ts';

import { openHoursOf } from '../times-said.ts';

/** Is there a phone to which a caller can be handed now? */
export function canTransfer(context: BrainContext): boolean {
  const { days, minutes } = localOf(context.now, context.zone);
  const isOn = (weekdays: readonly number[], day: number) => weekdays.length === 0 || weekdays.includes(weekdayOf(day));
  const isOpen = context.clinic.transfer.some(({ weekdays, fromMin, toMin }) =>
    // Hours that end before they begin go over midnight.
    fromMin < toMin
      ? isOn(weekdays, days) && minutes >= fromMin && minutes < toMin
      : (isOn(weekdays, days) && minutes >= fromMin) || (isOn(weekdays, days - 1) && minutes < toMin),
  );
  return isOpen || context.clinic.ownPhone !== null;
}

/**
 * Does the caller ring from a phone that shows no messages? In India landlines begin with other digits than mobiles. What was booked is then said twice: nobody
 * can read it up.
 */
export const isLandline = ({ callerPhone }: Pick<BrainContext, 'callerPhone'>): boolean =>
  /^\+91[^6-9]/.test(callerPhone ?? '');

/** The earliest and the latest hour at which any of these doctors sits: it settles bare hours. */
export function openHours(context: BrainContext, doctorId: string | null): { from: string; to: string } | undefined {
  return openHoursOf(context.clinic, doctorId);
}
