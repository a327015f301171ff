import type { Appointment } from '../../server/routers/schedule-schemas.ts';

/** What the desk does to an appointment on its day. Keys of the message catalogue. */
export type StatusAct = 'confirm' | 'arrive' | 'callIn' | 'finish' | 'waitAgain' | 'noShow' | 'cameAfterAll';

type StatusChange = 'confirmed' | 'checked_in' | 'in_consultation' | 'completed' | 'no_show';

/** From which statuses an act may be done, and to which it leads: what the domain's table of moves allows of it. */
export const statusActs = {
  arrive: { from: ['scheduled', 'confirmed'], to: 'checked_in' },
  callIn: { from: ['checked_in'], to: 'in_consultation' },
  finish: { from: ['in_consultation'], to: 'completed' },
  waitAgain: { from: ['in_consultation'], to: 'checked_in' },
  confirm: { from: ['scheduled'], to: 'confirmed' },
  noShow: { from: ['scheduled', 'confirmed', 'checked_in'], to: 'no_show' },
  cameAfterAll: { from: ['no_show'], to: 'checked_in' },
} as const satisfies Record<StatusAct, { from: readonly Appointment['status'][]; to: StatusChange }>;

/**
 * What can be done to an appointment now, the likeliest first: nobody has come before the day, nor stayed away before the time.
 * @param now milliseconds; `today` and `date` are the clinic's dates of now and of the appointment.
 */
export function actsOn(
  { status, startsAt }: Pick<Appointment, 'status' | 'startsAt'>,
  { now, today, date }: { now: number; today: string; date: string },
): StatusAct[] {
  return (Object.keys(statusActs) as StatusAct[]).filter((act) => {
    const { from, to }: { from: readonly string[]; to: StatusChange } = statusActs[act];
    if (!from.includes(status)) return false;
    if (to === 'confirmed') return Date.parse(startsAt) > now;
    if (to === 'no_show') return Date.parse(startsAt) <= now;
    return date <= today;
  });
}

export const mayMove = ({ status }: Pick<Appointment, 'status'>): boolean =>
  status === 'scheduled' || status === 'confirmed';
export const mayCancel = ({ status }: Pick<Appointment, 'status'>): boolean =>
  status === 'scheduled' || status === 'confirmed' || status === 'checked_in';
