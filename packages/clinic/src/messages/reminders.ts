import { MINUTE_MS } from '../scheduling/civil-time.ts';
import { nextQuiet, type QuietHours, quietSpan } from './quiet-hours.ts';

/** A reminder that is due: instants in epoch milliseconds. */
export interface ReminderTime {
  /** How long before the appointment it was meant for. */
  leadMin: number;
  sendAfter: number;
  /** Later it is not sent: a late reminder is worse than none. */
  notAfter: number;
}

/** A day before, and again two hours before. */
export const reminderLeadsMin = [24 * 60, 2 * 60] as const;

/** How late one may be: a quarter of its lead, and never more than this. */
const MOST_LATE_MS = 3 * 60 * MINUTE_MS;
/** One that cannot go out at night goes this long before the quiet begins. */
const BEFORE_QUIET_MS = 15 * MINUTE_MS;
/** Two that would come as close as this are one. */
const APART_MS = 2 * 60 * MINUTE_MS;

/**
 * When reminders of an appointment go out. Whoever books within a lead is not reminded of what they just did. What would ring at night comes after
 * it, while half of its lead is left then; else on the evening before.
 * @param o.now when it was booked or moved, epoch milliseconds.
 */
export function reminderTimes(o: { startsAt: number; now: number; zone: string; quiet: QuietHours }): ReminderTime[] {
  const times: ReminderTime[] = [];
  for (const leadMin of reminderLeadsMin) {
    const leadMs = leadMin * MINUTE_MS;
    const due = o.startsAt - leadMs;
    if (due <= o.now) continue;
    const night = quietSpan(due, o.zone, o.quiet);
    const isLaterGood = night !== null && o.startsAt - night.to >= leadMs / 2;
    const sendAfter = night === null ? due : isLaterGood ? night.to : night.from - BEFORE_QUIET_MS;
    const isUnfit = sendAfter <= o.now || quietSpan(sendAfter, o.zone, o.quiet) !== null;
    if (isUnfit || times.some((time) => Math.abs(time.sendAfter - sendAfter) < APART_MS)) continue;
    const latest = sendAfter + Math.min(MOST_LATE_MS, leadMs / 4);
    times.push({ leadMin, sendAfter, notAfter: Math.min(latest, nextQuiet(sendAfter, o.zone, o.quiet)) });
  }
  return times;
}
