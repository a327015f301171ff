import type { BrainContext } from '../brain.ts';
import { localOf, weekdayOf } from '../language/civil.ts';

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
  const doctors = context.clinic.doctors.filter(({ id }) => doctorId === null || id === doctorId);
  const windows = doctors.flatMap(({ hours }) => hours);
  if (windows.length === 0) return undefined;
  const from = windows.map((window) => window.from).sort()[0] ?? '00:00';
  const to =
    windows
      .map((window) => window.to)
      .sort()
      .at(-1) ?? '23:59';
  return { from, to };
}
