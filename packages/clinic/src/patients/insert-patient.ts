import { newId, type Tenant } from '@vaani/db';
import { type Language, toStored } from '../language.ts';
import type { Birth } from './birth.ts';
import { termsOf, writeTokens } from './patient-tokens.ts';

/** A patient whose fields were checked: phones in E.164. */
export interface NewPatient {
  name?: string | undefined;
  uhid: string | null;
  birth?: Birth | undefined;
  language?: Language | undefined;
  email?: string | undefined;
  address?: string | undefined;
  abhaNumber?: string | undefined;
  notes?: string | undefined;
  isToBeCompleted: boolean;
  callId?: string | undefined;
  consent?: { at: Date; how: string } | undefined;
  /** The first is where messages go. */
  phones: { phone: string; relation: string }[];
  guardians: { name: string; phone: string; relation: string }[];
}

/**
 * Writes a patient with phones, guardians and tokens, sealed. Checks and audit are the caller's.
 * @param seenAt where it is not now.
 */
export async function insertPatient(tenant: Tenant, patient: NewPatient, now: Date, seenAt = now): Promise<string> {
  const { tx, clinicId, cipher } = tenant;
  const id = newId();
  const seal = (column: string, value: string | undefined) =>
    value === undefined ? null : cipher.seal('patients', column, id, value);
  await tx.patient.create({
    data: {
      id,
      clinicId,
      uhid: patient.uhid,
      name: seal('name', patient.name),
      birth: patient.birth === undefined ? null : cipher.sealJson('patients', 'birth', id, patient.birth),
      email: seal('email', patient.email),
      address: seal('address', patient.address),
      abhaNumber: seal('abha_number', patient.abhaNumber),
      notes: seal('notes', patient.notes),
      language: patient.language === undefined ? null : toStored(patient.language),
      isToBeCompleted: patient.isToBeCompleted,
      createdByCallId: patient.callId ?? null,
      consentAt: patient.consent?.at ?? null,
      consentHow: patient.consent?.how ?? null,
      lastSeenAt: seenAt,
      createdAt: now,
    },
    select: { id: true },
  });
  await tx.patientPhone.createMany({
    data: patient.phones.map(({ phone, relation }, index) => {
      const phoneId = newId();
      const sealed = cipher.seal('patient_phones', 'phone', phoneId, phone);
      return { id: phoneId, clinicId, patientId: id, phone: sealed, relation, isPrimary: index === 0 };
    }),
  });
  for (const guardian of patient.guardians) await insertGuardian(tenant, id, guardian);
  const phones = [...patient.phones, ...patient.guardians].map(({ phone }) => phone);
  await writeTokens(tenant, id, termsOf({ ...patient, phones }), seenAt);
  return id;
}

export async function insertGuardian(
  { tx, clinicId, cipher }: Tenant,
  patientId: string,
  guardian: NewPatient['guardians'][number],
): Promise<string> {
  const id = newId();
  await tx.guardian.create({
    data: {
      id,
      clinicId,
      patientId,
      name: cipher.seal('guardians', 'name', id, guardian.name),
      phone: cipher.seal('guardians', 'phone', id, guardian.phone),
      relation: guardian.relation,
    },
    select: { id: true },
  });
  return id;
}
