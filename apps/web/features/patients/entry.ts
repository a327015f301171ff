import type { PatientDetails } from '../../server/routers/patients-schemas.ts';
import type { RouterInputs } from '../trpc/client.ts';

export type PatientChange = RouterInputs['patients']['update'];
export type BirthKind = 'date' | 'year' | 'age';

/** A patient's entry as a form holds it: text, empty where nothing is known. */
export interface Entry {
  name: string;
  uhid: string;
  birthKind: BirthKind;
  birth: string;
  language: string;
  email: string;
  address: string;
  abhaNumber: string;
  notes: string;
}

export function entryOf(patient: PatientDetails): Entry {
  const { birth } = patient;
  return {
    name: patient.name ?? '',
    uhid: patient.uhid ?? '',
    birthKind: birth === null ? 'year' : 'date' in birth ? 'date' : 'year' in birth ? 'year' : 'age',
    birth:
      birth === null ? '' : 'date' in birth ? birth.date : 'year' in birth ? String(birth.year) : String(birth.age),
    language: patient.language ?? '',
    email: patient.email ?? '',
    address: patient.address ?? '',
    abhaNumber: patient.abhaNumber ?? '',
    notes: patient.notes ?? '',
  };
}

const languages = ['en', 'hi', 'hi-en'] as const;

/**
 * What a form changes of a patient: only what differs from what it began with, so that two people who change different fields do not undo each
 * other. An emptied field is null; name and number cannot be emptied, and stay.
 * @param today the clinic's date: an age is of the day on which it is said.
 */
export function changeOf(patient: PatientDetails, entry: Entry, today: string): PatientChange {
  const before = entryOf(patient);
  const differs = (field: keyof Entry) => entry[field].trim() !== before[field];
  const text = (field: 'email' | 'address' | 'abhaNumber' | 'notes') =>
    differs(field) ? { [field]: entry[field].trim() || null } : {};
  const isBirthNew = differs('birth') || (entry.birth !== '' && entry.birthKind !== before.birthKind);
  return {
    patientId: patient.id,
    version: patient.version,
    ...(differs('name') && entry.name.trim() !== '' ? { name: entry.name.trim() } : {}),
    ...(differs('uhid') && entry.uhid.trim() !== '' ? { uhid: entry.uhid.trim() } : {}),
    ...(isBirthNew ? { birth: birthOf(entry, today) } : {}),
    ...(differs('language') ? { language: languages.find((known) => known === entry.language) ?? null } : {}),
    ...text('email'),
    ...text('address'),
    ...text('abhaNumber'),
    ...text('notes'),
  };
}

/** The form on top of an entry that somebody else changed meanwhile: what was typed here stays, all else is theirs. Pure. */
export function rebase(before: PatientDetails, now: PatientDetails, entry: Entry): Entry {
  const [began, theirs] = [entryOf(before), entryOf(now)];
  const typed = Object.entries(entry).filter(([field, text]) => text.trim() !== began[field as keyof Entry]);
  return { ...theirs, ...Object.fromEntries(typed) };
}

function birthOf({ birthKind, birth }: Entry, today: string): PatientChange['birth'] {
  const said = birth.trim();
  if (said === '') return null;
  if (birthKind === 'date') return { date: said };
  return birthKind === 'year' ? { year: Number(said) } : { age: Number(said), saidOn: today };
}
