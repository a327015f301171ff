import { type ClinicProfile, isWithinDuty, normalisePhone } from '@vaani/clinic';

/**
 * Would dialling the clinic's phone bring the call back to us? So it is where that phone forwarded it here, or made it, and where the call comes
 * from the very number it rings: that is a call of ours which came back.
 */
export function isForwardingLoop(
  call: { from: string | null; forwardedFrom: string | null; to: string },
  profile: Pick<ClinicProfile, 'ownPhone' | 'country'>,
): boolean {
  const same = (one: string | null, other: string | null) =>
    one !== null && other !== null && normalisePhone(one, profile.country) === normalisePhone(other, profile.country);
  return same(call.from, call.to) || same(call.from, profile.ownPhone) || same(call.forwardedFrom, profile.ownPhone);
}

/** The clinic as a call may use it: on a forwarded call there is nobody to dial, so the brain takes a message. */
export function withoutPhones(profile: ClinicProfile): ClinicProfile {
  return { ...profile, ownPhone: null, transfer: [] };
}

/**
 * Without the database, from the profile that is remembered: the phone of the directory that serves a reason now; one for anything next; the clinic's own
 * phone last. Null where there is none.
 */
export function phoneFor(
  reason: string,
  profile: Pick<ClinicProfile, 'transfer' | 'zone' | 'ownPhone'>,
  nowMs: number,
): string | null {
  const open = profile.transfer.filter((entry) => isWithinDuty(entry, nowMs, profile.zone));
  const chosen =
    open.find(({ reasons }) => reasons.includes(reason)) ?? open.find(({ reasons }) => reasons.length === 0) ?? open[0];
  return chosen?.phone ?? profile.ownPhone;
}
