import type { BrainContext } from '../brain.ts';
import { localOf, weekdayOf } from '../language/civil.ts';
import { openHoursOf } from '../times-said.ts';

/** Is there a phone to which a caller can be handed now? */
export function canTransfer(context: BrainContext): boolean {
  const { days, minutes } = localOf(context.now, context.zone);
  const weekday = weekdayOf(days);
  const isOpen = context.clinic.transfer.some(
    (entry) =>
      (entry.weekdays.length === 0 || entry.weekdays.includes(weekday)) &&
      minutes >= entry.fromMin &&
      minutes < entry.toMin,
  );
  return isOpen || context.clinic.ownPhone !== null;
}

/** The earliest and the latest hour at which any of these doctors sits: it settles bare hours. */
export function openHours(context: BrainContext, doctorId: string | null): { from: string; to: string } | undefined {
  return openHoursOf(context.clinic, doctorId);
}
