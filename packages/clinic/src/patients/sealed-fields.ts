import type { Tenant } from '@vaani/db';
import { fromStored, type Language, toStored } from '../language.ts';
import type { Birth } from './birth.ts';

/** The fields of an entry in the clear. */
export interface PatientFields {
  name: string | null;
  uhid: string | null;
  birth: Birth | null;
  language: Language | null;
  email: string | null;
  address: string | null;
  abhaNumber: string | null;
  notes: string | null;
}

const fieldColumns = {
  name: true,
  uhid: true,
  birth: true,
  language: true,
  email: true,
  address: true,
  abhaNumber: true,
  notes: true,
} as const;

/** Reads and opens the fields of a patient who is there. */
export async function readFields(
  { tx, clinicId, cipher }: Tenant,
  id: string,
): Promise<{ fields: PatientFields; version: number; isToBeCompleted: boolean }> {
  const row = await tx.patient.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id } },
    select: { ...fieldColumns, version: true, isToBeCompleted: true },
  });
  const open = (column: string, value: string | null) =>
    value === null ? null : cipher.open('patients', column, id, value);
  return {
    fields: {
      name: open('name', row.name),
      uhid: row.uhid,
      birth: row.birth === null ? null : (cipher.openJson('patients', 'birth', id, row.birth) as Birth),
      language: row.language === null ? null : fromStored(row.language),
      email: open('email', row.email),
      address: open('address', row.address),
      abhaNumber: open('abha_number', row.abhaNumber),
      notes: open('notes', row.notes),
    },
    version: row.version,
    isToBeCompleted: row.isToBeCompleted,
  };
}

/** What of the fields is written, sealed for this patient. */
export function sealFields(
  { cipher }: Tenant,
  id: string,
  fields: { [F in keyof PatientFields]?: PatientFields[F] | undefined },
) {
  const seal = (column: string, value: string | null) =>
    value === null ? null : cipher.seal('patients', column, id, value);
  return {
    ...(fields.name === undefined ? {} : { name: seal('name', fields.name) }),
    ...(fields.uhid === undefined ? {} : { uhid: fields.uhid }),
    ...(fields.birth === undefined
      ? {}
      : { birth: fields.birth === null ? null : cipher.sealJson('patients', 'birth', id, fields.birth) }),
    ...(fields.language === undefined ? {} : { language: fields.language === null ? null : toStored(fields.language) }),
    ...(fields.email === undefined ? {} : { email: seal('email', fields.email) }),
    ...(fields.address === undefined ? {} : { address: seal('address', fields.address) }),
    ...(fields.abhaNumber === undefined ? {} : { abhaNumber: seal('abha_number', fields.abhaNumber) }),
    ...(fields.notes === undefined ? {} : { notes: seal('notes', fields.notes) }),
  };
}
