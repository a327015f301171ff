import { addDays, localDate, localMinutes, weekdayOf } from '../scheduling/civil-time.ts';
import type { TransferWish } from './reasons.ts';

/** A person or desk of the transfer directory. */
export interface DirectoryEntry {
  id: string;
  label: string;
  /** E.164. */
  phone: string;
  /** Which reasons lead here; none: all that no other names. */
  reasons: readonly string[];
  /** 1–7; none: every day. */
  weekdays: readonly number[];
  fromMin: number;
  toMin: number;
  /** Entries of the same group ring at once. */
  group: string | null;
  /** Rung only while this member of staff is on duty. */
  userId: string | null;
  /** Whose patients in treatment lead here. */
  doctorId: string | null;
  /** Languages spoken here that the AI does not speak. */
  languages: readonly string[];
  isWarm: boolean;
  ringSeconds: number;
}

/** Whom to ring next: one phone, or those of a group at once. */
export interface TransferTarget {
  label: string;
  /** Ids of the entries; `own-phone` is the clinic's. */
  targets: string[];
  phones: string[];
  isWarm: boolean;
  ringSeconds: number;
}

export interface TransferMoment {
  nowMs: number;
  zone: string;
  /** Who of the staff is on duty. */
  onDuty: ReadonlySet<string>;
  /** The clinic's own phone: the last resort. */
  ownPhone: string | null;
}

export const OWN_PHONE = 'own-phone';
const OWN_PHONE_RING_S = 25;
/** For these a doctor's patient in treatment is best with that doctor's people. */
const doctorReasons: ReadonlySet<string> = new Set(['treatment', 'emergency', 'asked', 'reports']);

/**
 * Does an entry take callers at this hour? Hours that end before they begin go over midnight and belong to the day on which they began; equal ones are the
 * whole day.
 */
export function isWithinDuty(
  { weekdays, fromMin, toMin }: { weekdays: readonly number[]; fromMin: number; toMin: number },
  nowMs: number,
  zone: string,
): boolean {
  const today = localDate(nowMs, zone);
  const minutes = localMinutes(nowMs, zone);
  const isOn = (date: string) => weekdays.length === 0 || weekdays.includes(weekdayOf(date));
  if (fromMin < toMin) return isOn(today) && minutes >= fromMin && minutes < toMin;
  return (isOn(today) && minutes >= fromMin) || (isOn(addDays(today, -1)) && minutes < toMin);
}

/**
 * Whom to ring for a caller, in order: the people of the doctor who treats them; those who are there for the reason, or speak the language; those who are
 * there for anything; in an emergency whoever else is there; the clinic's own phone. No phone twice. The list is the allow-list: nothing that a caller or
 * a model says is ever dialled.
 * @param entries active ones, in the directory's order.
 */
export function routeTransfer(
  entries: readonly DirectoryEntry[],
  wish: TransferWish & { doctorId: string | null },
  moment: TransferMoment,
): TransferTarget[] {
  const open = entries.filter(
    (entry) =>
      isWithinDuty(entry, moment.nowMs, moment.zone) && (entry.userId === null || moment.onDuty.has(entry.userId)),
  );
  const ranked = open
    .map((entry) => ({ entry, rank: rankOf(entry, wish) }))
    .filter((one): one is { entry: DirectoryEntry; rank: number } => one.rank !== null)
    .sort((a, b) => a.rank - b.rank);
  const taken = new Set<string>();
  const targets: TransferTarget[] = [];
  for (const { entry, rank } of ranked) {
    if (taken.has(entry.phone)) continue;
    const together =
      entry.group === null
        ? [entry]
        : ranked
            .filter((one) => one.rank === rank && one.entry.group === entry.group && !taken.has(one.entry.phone))
            .map((one) => one.entry);
    const phones = [...new Set(together.map(({ phone }) => phone))];
    for (const phone of phones) taken.add(phone);
    targets.push({
      label: entry.group ?? entry.label,
      targets: together.map(({ id }) => id),
      phones,
      isWarm: together.some(({ isWarm }) => isWarm),
      ringSeconds: Math.max(...together.map(({ ringSeconds }) => ringSeconds)),
    });
  }
  const { ownPhone } = moment;
  if (ownPhone !== null && !taken.has(ownPhone)) {
    const own = { label: 'Clinic', targets: [OWN_PHONE], phones: [ownPhone], isWarm: false };
    targets.push({ ...own, ringSeconds: OWN_PHONE_RING_S });
  }
  return targets;
}

/** How fit an entry is, 0 the most; null where it is not rung for this at all. */
function rankOf(entry: DirectoryEntry, wish: TransferWish & { doctorId: string | null }): number | null {
  const { reason, language, doctorId } = wish;
  if (entry.doctorId !== null) {
    if (entry.doctorId !== doctorId) return null;
    if (doctorReasons.has(reason)) return 0;
  }
  if (language !== null && entry.languages.includes(language)) return 1;
  if (entry.reasons.includes(reason)) return 2;
  const isForAnything = entry.reasons.length === 0 && entry.doctorId === null;
  if (isForAnything) return 3;
  return reason === 'emergency' ? 4 : null;
}
