import type { ClinicProfile } from '@vaani/clinic';

/** Would dialling the clinic's own phone bring the caller straight back? Clinics forward their phone to us. */
export function wouldLoop(profile: Pick<ClinicProfile, 'ownPhone'>, call: { from: string | null; forwardedFrom: string | null | undefined }): boolean {
  if (profile.ownPhone === null) return true;
  return call.from === profile.ownPhone || call.forwardedFrom === profile.ownPhone;
}

/**
 * The phone that a reason leads to, from the clinic's allow-list: an entry with that reason on duty now, else one for all reasons, else the
 * front desk. Null where there is none.
 */
export function phoneFor(profile: Pick<ClinicProfile, 'transfer' | 'ownPhone'>, reason: string, now: { weekday: number; minutes: number }): string | null {
  const onDuty = profile.transfer.filter(
    (entry) => (entry.weekdays.length === 0 || entry.weekdays.includes(now.weekday)) && entry.fromMin <= now.minutes && now.minutes < entry.toMin,
  );
  const entry = onDuty.find(({ reasons }) => reasons.includes(reason)) ?? onDuty.find(({ reasons }) => reasons.length === 0);
  return entry?.phone ?? profile.ownPhone;
}
