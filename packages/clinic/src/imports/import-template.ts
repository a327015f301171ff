import { stringify } from 'csv-stringify/sync';
import { type Field, headerOf } from './columns.ts';
import type { ImportKind } from './types.ts';

/** One line of each kind that shows how its cells are written: of made-up people, to be written over. The columns are those that most clinics have. */
const examples = {
  patients: {
    name: ['Asha Kulkarni', 'आशा कुलकर्णी'],
    phone: ['98765 43210', '98765 43210'],
    birthDate: ['30-11-1990', '30-11-1990'],
    language: ['English', 'Hindi'],
    address: ['12 MG Road, Pune', '12 एमजी रोड, पुणे'],
    notes: ['', ''],
  },
  doctors: {
    name: ['Dr Asha Rao', 'Dr Asha Rao'],
    nameHindi: ['डॉ. आशा राव', 'डॉ. आशा राव'],
    speciality: ['general', 'general'],
    initials: ['AR', 'AR'],
    hours: ['Mon-Fri 9:00-13:00, 17:00-20:00; Sat 10:00-14:00', 'सोम-शुक्र 9:00-13:00, 17:00-20:00; शनि 10:00-14:00'],
    slotMinutes: ['15', '15'],
    dailyCap: ['', ''],
  },
  appointments: {
    doctor: ['Dr Asha Rao', 'Dr Asha Rao'],
    date: ['30-11-2030', '30-11-2030'],
    time: ['10:30', '10:30'],
    patient: ['Asha Kulkarni', 'आशा कुलकर्णी'],
    phone: ['98765 43210', '98765 43210'],
    reason: ['', ''],
  },
} as const satisfies { [K in ImportKind]: Partial<Record<Field<K>, readonly [string, string]>> };

/** A file to begin with, as a spreadsheet opens it: the columns by names that `previewImport` knows, and one line as an example. */
export function importTemplate<K extends ImportKind>(kind: K, language: 'en' | 'hi'): string {
  const columns = Object.entries(examples[kind]) as [Field<K>, readonly [string, string]][];
  const header = columns.map(([field]) => headerOf(kind, field, language));
  const line = columns.map(([, [english, hindi]]) => (language === 'hi' ? hindi : english));
  return stringify([header, line], { bom: true, record_delimiter: 'windows' });
}
