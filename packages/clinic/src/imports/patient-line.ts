import { z } from 'zod';
import { asciiDigits } from '../digits.ts';
import { type Birth, birthSchema, requirePast } from '../patients/birth.ts';
import type { ClinicPlace } from '../patients/clinic-place.ts';
import {
  abhaSchema,
  addressSchema,
  emailSchema,
  languageSchema,
  nameSchema,
  notesSchema,
  relationSchema,
  uhidSchema,
} from '../patients/patient-fields.ts';
import { normalisePhone } from '../patients/phone.ts';
import type { Cells } from './columns.ts';
import { keepReason, type LineChecker, lineChecker } from './line-checker.ts';
import type { LineProblem } from './types.ts';
import { parseWrittenDate } from './written-date.ts';

/** A patient of a file, as it is kept until it is written. */
export const importedPatientSchema = z.object({
  name: z.string(),
  /** E.164, the first is primary. */
  phones: z.array(z.object({ phone: z.string(), relation: z.string() })),
  birth: birthSchema.optional(),
  uhid: z.string().optional(),
  abhaNumber: z.string().optional(),
  email: z.string().optional(),
  address: z.string().optional(),
  language: languageSchema.optional(),
  notes: z.string().optional(),
  guardian: z.object({ name: z.string(), phone: z.string(), relation: z.string() }).optional(),
});
export type ImportedPatient = z.infer<typeof importedPatientSchema>;

const notPhone = 'is not a phone number';

/** Reads one line of a file of patients; null where something is wrong with it, and then every reason. */
export function readPatientLine(
  line: number,
  cells: Cells<'patients'>,
  place: ClinicPlace,
): { values: ImportedPatient | null; problems: LineProblem[] } {
  const checker = lineChecker(line);
  const phoneOf = (field: 'phone' | 'phone2' | 'guardianPhone') =>
    checker.parse(field, cells[field], (text) => normalisePhone(text, place.country), phoneReason(cells[field]));
  const name = checker.need('name', cells.name, nameSchema);
  const [phone, phone2] = [phoneOf('phone'), phoneOf('phone2')];
  const relation = checker.read('relation', cells.relation, relationSchema) ?? 'self';
  const values = {
    phones: [...new Set([phone, phone2].filter((one) => one !== undefined))].map((one) => ({ phone: one, relation })),
    birth: readBirth(checker, cells, place.today),
    uhid: checker.read('uhid', cells.uhid, uhidSchema),
    abhaNumber: checker.read('abhaNumber', cells.abhaNumber, abhaSchema),
    email: checker.read('email', cells.email, emailSchema),
    address: checker.read('address', cells.address, addressSchema),
    language: checker.parse('language', cells.language, languageOf, 'is none of English, Hindi and Hinglish'),
    notes: checker.read('notes', cells.notes, notesSchema),
    guardian: readGuardian(checker, cells, phoneOf('guardianPhone'), phone),
  };
  if (name === undefined || checker.problems.length > 0) return { values: null, problems: checker.problems };
  return { values: { name, ...withoutGaps(values) }, problems: [] };
}

/** A spreadsheet that took a phone for a number has lost its last digits for good. */
function phoneReason(cell: string | undefined): string {
  return /^\d(\.\d+)?e\+\d+$/i.test(cell ?? '')
    ? 'was shortened by a spreadsheet: format the column as text'
    : notPhone;
}

function readBirth(checker: LineChecker, cells: Cells<'patients'>, today: string): Birth | undefined {
  const before = checker.problems.length;
  const date = checker.parse(
    'birthDate',
    cells.birthDate,
    parseWrittenDate,
    'is not a date, day first, with its whole year',
  );
  const wholeNumber = (text: string) => (/^\d{1,4}$/.test(asciiDigits(text)) ? Number(asciiDigits(text)) : null);
  const year = checker.parse('birthYear', cells.birthYear, wholeNumber, 'is not a year');
  const age = checker.parse('age', cells.age, ageOf, 'is not an age in years');
  if (checker.problems.length > before) return undefined;
  const [field, birth] =
    date !== undefined
      ? (['birthDate', { date }] as const)
      : year !== undefined
        ? (['birthYear', { year }] as const)
        : (['age', age === undefined ? undefined : { age, saidOn: today }] as const);
  if (birth === undefined) return undefined;
  const parsed = birthSchema.safeParse(birth);
  if (!parsed.success) {
    checker.refuse(
      field,
      field === 'birthDate'
        ? 'lies before 1900'
        : field === 'birthYear'
          ? 'is not a year from 1900 on'
          : 'is not an age in years',
    );
    return undefined;
  }
  keepReason(checker, field, () => requirePast(parsed.data, today));
  return parsed.data;
}

/** "34", "34 yrs", "34 साल"; a baby of months is nought. */
function ageOf(text: string): number | null {
  const plain = asciiDigits(text.normalize('NFC')).toLowerCase().trim();
  const years = /^(\d{1,3})\s*(?:y|yr|yrs|year|years|साल|वर्ष)?\.?$/.exec(plain)?.[1];
  if (years !== undefined) return Number(years);
  const inMonths = /^(\d{1,2})\s*(?:m|mo|month|months|माह|महीने|महीना)\.?$/.exec(plain)?.[1];
  return inMonths === undefined ? null : Math.floor(Number(inMonths) / 12);
}

const languages: Record<string, 'en' | 'hi' | 'hi-en'> = {
  en: 'en',
  english: 'en',
  अंग्रेजी: 'en',
  hi: 'hi',
  hindi: 'hi',
  हिंदी: 'hi',
  हिन्दी: 'hi',
  'hi-en': 'hi-en',
  hinglish: 'hi-en',
  हिंग्लिश: 'hi-en',
};
const languageOf = (text: string) =>
  languages[
    text
      .normalize('NFC')
      .replace(/\u093c/g, '')
      .toLowerCase()
  ] ?? null;

function readGuardian(
  checker: LineChecker,
  cells: Cells<'patients'>,
  own: string | undefined,
  patients: string | undefined,
): ImportedPatient['guardian'] {
  if (cells.guardianName === undefined) {
    if (cells.guardianPhone !== undefined || cells.guardianRelation !== undefined)
      checker.refuse('guardianName', 'is missing');
    return undefined;
  }
  const name = checker.read('guardianName', cells.guardianName, nameSchema);
  const relation = checker.read('guardianRelation', cells.guardianRelation, relationSchema) ?? 'guardian';
  const phone = own ?? patients;
  if (phone === undefined && cells.guardianPhone === undefined) checker.refuse('guardianPhone', 'is missing');
  return name === undefined || phone === undefined ? undefined : { name, phone, relation };
}

/** Only what is there: JSON keeps no gaps either. */
export function withoutGaps<T extends object>(values: T): { [F in keyof T]: Exclude<T[F], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
