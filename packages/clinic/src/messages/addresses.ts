import type { Tenant } from '@vaani/db';
import { reachable } from './choose-channel.ts';
import type { MessageRow } from './message-row.ts';

/** Where a person can be written to. */
export interface Addresses {
  /** E.164; null where there is none that shows messages. */
  phone: string | null;
  email: string | null;
}

/**
 * Where the message goes: to the patient's own phone (the primary one first), a child's to its guardian's, a promise to ring back to the phone it is
 * about.
 */
export async function addressesOf(tenant: Tenant, row: MessageRow, patientId: string | null): Promise<Addresses> {
  const { tx, clinicId, cipher } = tenant;
  if (row.callback !== null) {
    const { id, phone } = row.callback;
    return {
      phone: phone === null ? null : reachable(e164(cipher.open('callbacks', 'phone', id, phone))),
      email: null,
    };
  }
  if (patientId === null) return { phone: null, email: null };
  const patient = await tx.patient.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: patientId } },
    select: {
      id: true,
      email: true,
      patientPhoneByPatient: {
        select: { id: true, phone: true },
        orderBy: [{ isPrimary: 'desc' }, { createdAt: 'asc' }],
      },
      guardianByPatient: { select: { id: true, phone: true }, orderBy: { createdAt: 'asc' } },
    },
  });
  const { entry = null } = row.offer ?? {};
  const phones = [
    // Whoever waits may have said where to reach them meanwhile.
    ...(entry === null || entry.phone === null
      ? []
      : [cipher.open('waitlist_entries', 'phone', entry.id, entry.phone)]),
    ...patient.patientPhoneByPatient.map(({ id, phone }) => cipher.open('patient_phones', 'phone', id, phone)),
    ...patient.guardianByPatient.map(({ id, phone }) => cipher.open('guardians', 'phone', id, phone)),
  ];
  return {
    phone: phones.map(reachable).find((phone) => phone !== null) ?? null,
    email: patient.email === null ? null : cipher.open('patients', 'email', patient.id, patient.email),
  };
}

/** A callback's number is kept as it came: only what is a whole number can be written to. */
const e164 = (phone: string): string | null => (/^\+[1-9]\d{6,14}$/.test(phone) ? phone : null);

/** Finds a recipient again without saying who it is: a key of its own, so that it cannot be joined with patients' tokens. */
export function recipientToken(tenant: Pick<Tenant, 'cipher'>, address: string): bigint {
  return tenant.cipher.sign('recipient', Buffer.from(address.toLowerCase())).readBigInt64BE(0);
}
