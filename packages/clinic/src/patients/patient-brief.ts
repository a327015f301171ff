import type { ClinicCipher } from '@vaani/db';
import { fromStored, type Language, type StoredLanguage } from '../language.ts';
import type { Birth } from './birth.ts';
import { NEVER_SEEN } from './last-seen.ts';

/** A patient as lists show them. */
export interface PatientBrief {
  id: string;
  uhid: string | null;
  /** Null where a call could not hear it and the desk has not completed it. */
  name: string | null;
  birth: Birth | null;
  language: Language | null;
  /** E.164, the primary one first. */
  phones: { phone: string; relation: string }[];
  isToBeCompleted: boolean;
  createdAt: string;
  /** When anything last happened with them, to the hour; null where they came with a file and have not been seen since. */
  lastSeenAt: string | null;
}

/** The columns of a `PatientBrief` in its own table. */
export const rowColumns = {
  id: true,
  uhid: true,
  name: true,
  birth: true,
  language: true,
  isToBeCompleted: true,
  createdAt: true,
  lastSeenAt: true,
} as const;
export const phoneColumns = { id: true, phone: true, relation: true, isPrimary: true } as const;

/** All the columns of a `PatientBrief`. */
export const briefColumns = {
  ...rowColumns,
  patientPhoneByPatient: { select: phoneColumns, orderBy: { id: 'asc' } },
} as const;

export interface PatientRow {
  id: string;
  uhid: string | null;
  name: string | null;
  birth: string | null;
  language: StoredLanguage | null;
  isToBeCompleted: boolean;
  createdAt: Date;
  lastSeenAt: Date;
}

interface BriefRow extends PatientRow {
  patientPhoneByPatient: { id: string; phone: string; relation: string; isPrimary: boolean }[];
}

export function toBrief(row: BriefRow, cipher: ClinicCipher): PatientBrief {
  return {
    id: row.id,
    uhid: row.uhid,
    name: row.name === null ? null : cipher.open('patients', 'name', row.id, row.name),
    birth: row.birth === null ? null : (cipher.openJson('patients', 'birth', row.id, row.birth) as Birth),
    language: row.language === null ? null : fromStored(row.language),
    phones: row.patientPhoneByPatient
      .toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary))
      .map(({ id, phone, relation }) => ({ phone: cipher.open('patient_phones', 'phone', id, phone), relation })),
    isToBeCompleted: row.isToBeCompleted,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: seenAtOf(row.lastSeenAt),
  };
}

export const seenAtOf = (at: Date): string | null => (at.getTime() === NEVER_SEEN.getTime() ? null : at.toISOString());
