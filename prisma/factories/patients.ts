import { nameTerms, newId, phoneTerms, type Tenant, uhidTerms } from '@vaani/db';
import { stored } from './clinics.ts';
import type { Person } from './people.ts';

export interface WrittenPatient extends Person {
  id: string;
}

/** Writes patients with their phones, guardians and search tokens, sealed in this process. */
export async function insertPatients(
  { tx, clinicId, cipher }: Tenant,
  people: Person[],
  writtenAt: (index: number) => Date,
): Promise<WrittenPatient[]> {
  const patients = people.map((person) => ({ ...person, id: newId() }));
  await tx.patient.createMany({
    data: patients.map((person, index) => ({
      id: person.id,
      clinicId,
      uhid: person.uhid,
      name: cipher.seal('patients', 'name', person.id, person.name),
      birth: person.birth === null ? null : cipher.sealJson('patients', 'birth', person.id, person.birth),
      language: person.language === null ? null : stored(person.language),
      consentAt: writtenAt(index),
      consentHow: 'desk',
      lastSeenAt: writtenAt(index),
      createdAt: writtenAt(index),
      updatedAt: writtenAt(index),
    })),
  });
  await tx.patientPhone.createMany({
    data: patients.map((person) => {
      const id = newId();
      const phone = cipher.seal('patient_phones', 'phone', id, person.phone);
      return { id, clinicId, patientId: person.id, phone, relation: person.relation };
    }),
  });
  await tx.guardian.createMany({
    data: patients.flatMap((person) => {
      if (person.guardian === null) return [];
      const id = newId();
      const name = cipher.seal('guardians', 'name', id, person.guardian.name);
      const phone = cipher.seal('guardians', 'phone', id, person.phone);
      return [{ id, clinicId, patientId: person.id, name, phone, relation: person.guardian.relation }];
    }),
  });
  await tx.patientToken.createMany({
    data: patients.flatMap((person, index) =>
      [...phoneTerms(person.phone), ...uhidTerms(person.uhid), ...nameTerms(person.name)].map((term) => ({
        clinicId,
        kind: term.kind,
        token: cipher.token(term),
        patientId: person.id,
        lastSeenAt: writtenAt(index),
      })),
    ),
    skipDuplicates: true,
  });
  return patients;
}
