import { ClinicError } from '../context.ts';
import type { CsvLine } from './read-csv.ts';
import type { CheckedFile, ImportKind, LineProblem } from './types.ts';

/** The fields of each kind, with what their columns are called in files of other systems, in English and Hindi. The first is required. */
const headers = {
  patients: {
    name: ['name', 'patient name', 'full name', 'patient', 'नाम', 'मरीज का नाम', 'रोगी का नाम', 'पूरा नाम'],
    phone: [
      'phone',
      'mobile',
      'phone number',
      'mobile number',
      'mobile no',
      'phone no',
      'contact',
      'contact number',
      'contact no',
      'cell',
      'whatsapp',
      'फोन',
      'फोन नंबर',
      'मोबाइल',
      'मोबाइल नंबर',
      'संपर्क',
    ],
    phone2: [
      'phone 2',
      'phone2',
      'second phone',
      'other phone',
      'alternate phone',
      'alternate mobile',
      'alternate number',
      'दूसरा फोन',
      'दूसरा मोबाइल',
    ],
    relation: ['relation', 'whose phone', 'phone relation', 'रिश्ता', 'संबंध'],
    birthDate: ['birth date', 'date of birth', 'dob', 'birthdate', 'birthday', 'जन्म तिथि', 'जन्मतिथि', 'जन्म की तारीख'],
    birthYear: ['birth year', 'year of birth', 'yob', 'जन्म वर्ष', 'जन्म का साल'],
    age: ['age', 'age in years', 'उम्र', 'आयु'],
    uhid: [
      'uhid',
      'patient id',
      'mrn',
      'mr no',
      'registration no',
      'registration number',
      'reg no',
      'file no',
      'यूएचआईडी',
      'पंजीकरण संख्या',
      'मरीज संख्या',
    ],
    abhaNumber: ['abha', 'abha number', 'abha no', 'health id', 'आभा', 'आभा नंबर'],
    email: ['email', 'e-mail', 'mail', 'email address', 'ईमेल'],
    address: ['address', 'पता'],
    language: ['language', 'preferred language', 'भाषा'],
    notes: ['notes', 'note', 'remarks', 'comment', 'टिप्पणी', 'नोट'],
    guardianName: ['guardian', 'guardian name', 'parent', 'parent name', 'अभिभावक', 'अभिभावक का नाम'],
    guardianPhone: ['guardian phone', 'guardian mobile', 'parent phone', 'अभिभावक का फोन'],
    guardianRelation: ['guardian relation', 'guardian relationship', 'अभिभावक का रिश्ता'],
  },
  doctors: {
    name: ['name', 'doctor', 'doctor name', 'नाम', 'डॉक्टर', 'डॉक्टर का नाम'],
    nameHindi: ['name hindi', 'hindi name', 'name in hindi', 'हिंदी नाम', 'हिन्दी नाम', 'नाम हिंदी में'],
    speciality: ['speciality', 'specialty', 'department', 'विशेषता', 'विभाग'],
    branch: ['branch', 'location', 'clinic', 'शाखा'],
    initials: ['initials', 'short name', 'संक्षिप्त'],
    services: ['services', 'service', 'सेवाएं', 'सेवा'],
    hours: ['hours', 'timings', 'timing', 'opd hours', 'opd timing', 'समय', 'ओपीडी समय'],
    breaks: ['breaks', 'break', 'lunch', 'अवकाश', 'मध्यांतर'],
    slotMinutes: ['slot minutes', 'slot', 'slot length', 'minutes per patient', 'स्लॉट', 'स्लॉट मिनट'],
    capacity: ['capacity', 'patients at once', 'एक साथ मरीज'],
    dailyCap: ['daily cap', 'patients per day', 'maximum per day', 'प्रतिदिन मरीज'],
  },
  appointments: {
    doctor: ['doctor', 'doctor name', 'डॉक्टर', 'डॉक्टर का नाम'],
    date: ['date', 'appointment date', 'visit date', 'तारीख', 'दिनांक', 'तिथि'],
    time: ['time', 'start', 'start time', 'appointment time', 'समय'],
    uhid: ['uhid', 'patient id', 'mrn', 'mr no', 'यूएचआईडी', 'मरीज संख्या'],
    phone: ['phone', 'mobile', 'phone number', 'mobile number', 'contact', 'फोन', 'मोबाइल', 'मोबाइल नंबर'],
    patient: ['patient', 'patient name', 'name', 'मरीज', 'नाम', 'मरीज का नाम', 'रोगी का नाम'],
    service: ['service', 'visit type', 'type', 'सेवा'],
    minutes: ['minutes', 'duration', 'length', 'मिनट', 'अवधि'],
    status: ['status', 'state', 'स्थिति'],
    reason: ['reason', 'complaint', 'chief complaint', 'कारण', 'शिकायत'],
    notes: ['notes', 'remarks', 'टिप्पणी', 'नोट'],
  },
} as const satisfies Record<ImportKind, Record<string, readonly string[]>>;

/** What a column is called in a file of ours: its first name in the language. */
export function headerOf<K extends ImportKind>(kind: K, field: Field<K>, language: 'en' | 'hi'): string {
  const names: readonly string[] = headers[kind][field as keyof (typeof headers)[K]] as readonly string[];
  const isHindi = (name: string) => /\p{Script=Devanagari}/u.test(name);
  const [first = field] = names.filter((name) => isHindi(name) === (language === 'hi'));
  return first.charAt(0).toUpperCase() + first.slice(1);
}

/** Columns without which a file of the kind means nothing. */
const required = {
  patients: ['name'],
  doctors: ['name'],
  appointments: ['doctor', 'date', 'time'],
} as const satisfies Record<ImportKind, readonly string[]>;

export type Field<K extends ImportKind> = keyof (typeof headers)[K] & string;
/** The cells of a line that hold something, by field. */
export type Cells<K extends ImportKind> = Partial<Record<Field<K>, string>>;

export interface FieldLines<K extends ImportKind>
  extends Pick<CheckedFile<never>, 'columns' | 'unknownColumns' | 'problems'> {
  lines: { line: number; cells: Cells<K> }[];
}

/**
 * Reads the header, and gives the lines by field. Columns that mean nothing here are named and left out.
 * @throws {ClinicError} `bad-input` where a column is missing, or there twice.
 */
export function byField<K extends ImportKind>(kind: K, header: CsvLine, lines: readonly CsvLine[]): FieldLines<K> {
  const meanings = new Map<string, Field<K>>();
  for (const [field, names] of Object.entries(headers[kind]))
    for (const name of [field, ...(names as readonly string[])]) meanings.set(foldHeader(name), field as Field<K>);
  const fields = header.cells.map((name) => meanings.get(foldHeader(name)));
  const known = fields.filter((field) => field !== undefined);
  const twice = known.find((field, index) => known.indexOf(field) !== index);
  if (twice !== undefined) throw new ClinicError('bad-input', `The file has two columns for ${twice}.`, twice);
  const missing = required[kind].find((field) => !known.includes(field as Field<K>));
  if (missing !== undefined) throw new ClinicError('bad-input', `The file has no column for ${missing}.`, missing);
  const problems: LineProblem[] = [];
  const byLine = lines.map(({ line, cells }) => {
    if (cells.slice(fields.length).some((cell) => cell !== ''))
      problems.push({ line, field: 'line', reason: 'has more cells than the header' });
    const entries = fields.flatMap((field, index) => {
      const cell = cells[index];
      return field === undefined || cell === undefined || cell === '' ? [] : [[field, cell] as const];
    });
    return { line, cells: Object.fromEntries(entries) as Cells<K> };
  });
  return {
    columns: header.cells.flatMap((name, index) => {
      const field = fields[index];
      return field === undefined ? [] : [{ header: name, field }];
    }),
    unknownColumns: header.cells.filter((name, index) => fields[index] === undefined && name !== ''),
    problems,
    lines: byLine,
  };
}

/** Letters and digits in small, without a nukta: "Mobile No." and "mobile_no", "फ़ोन" and "फोन" are one. */
function foldHeader(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u093c\u200b-\u200f\ufeff]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}
