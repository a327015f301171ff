import type { Tenant } from '@vaani/db';
import { recipientToken } from '../messages/addresses.ts';
import { isOfCountry, normalisePhone } from '../patients/phone.ts';

/** Why somebody may not be rung. */
export type NotToRing = 'no-number' | 'blocked' | 'opted-out' | 'abroad';

/**
 * What speaks against ringing a phone, or null: it is no whole number, it is blocked, whoever it is wants to hear no more from the clinic by this phone, or it
 * is abroad (calls that cost a lot and bring money to who answers are the oldest fraud on phone lines).
 * @param phone as it was kept: E.164, or what a caller left.
 */
export async function againstRinging(
  { tx, clinicId, cipher }: Tenant,
  phone: string | null,
  country: string,
): Promise<NotToRing | null> {
  const number = phone === null ? null : normalisePhone(phone, country);
  if (number === null) return 'no-number';
  if (!isOfCountry(number, country)) return 'abroad';
  const token = cipher.token({ kind: 'phone', term: number });
  const where = { clinicId_token: { clinicId, token } };
  if ((await tx.blockedCaller.findUnique({ where, select: { id: true } })) !== null) return 'blocked';
  const optedOut = await tx.messageOptOut.findFirst({
    where: { clinicId, channel: { in: ['sms', 'whatsapp', 'local'] }, token: recipientToken({ cipher }, number) },
    select: { id: true },
  });
  return optedOut === null ? null : 'opted-out';
}
