import { foldName } from '@vaani/db';
import { z } from 'zod';
import { asciiDigits } from '../digits.ts';
import type { ClinicPlace } from '../patients/clinic-place.ts';
import { notesSchema, uhidSchema } from '../patients/patient-fields.ts';
import { normalisePhone } from '../patients/phone.ts';
import { sameName } from '../patients/same-name.ts';
import { paragraphOf } from '../patients/text-rules.ts';
import { localDay, MINUTE_MS } from '../scheduling/civil-time.ts';
import { isActive } from '../scheduling/statuses.ts';
import type { Cells } from './columns.ts';
import { type LineChecker, lineChecker } from './line-checker.ts';
import { withoutGaps } from './patient-line.ts';
import type { LineProblem } from './types.ts';
import { parseWrittenDate, parseWrittenTime } from './written-date.ts';

const statuses = ['scheduled', 'confirmed', 'completed', 'cancelled', 'no_show'] as const;
type Status = (typeof statuses)[number];

/** An appointment of a file, as it is kept until it is written. Instants are milliseconds since the epoch. */
export const importedAppointmentSchema = z.object({
  patientId: z.uuid(),
  doctorId: z.uuid(),
  serviceId: z.uuid(),
  branchId: z.uuid(),
  startsAt: z.int(),
  endsAt: z.int(),
  status: z.enum(statuses),
  reason: z.string().optional(),
  notes: z.string().optional(),
});
export type ImportedAppointment = z.infer<typeof importedAppointmentSchema>;

/** What the lines of a file may name. */
export interface Directory {
  doctors: { id: string; name: string; nameHindi: string; branchId: string; isActive: boolean }[];
  services: { id: string; name: string; nameHindi: string; isDefault: boolean; durationMin: number }[];
  /** Minutes by doctor and service, where a doctor gives it. */
  given: ReadonlyMap<string, number>;
  byUhid: ReadonlyMap<string, string>;
  byPhone: ReadonlyMap<string, { id: string; name: string | null }[]>;
}

export const givenKey = (doctorId: string, serviceId: string): string => `${doctorId}|${serviceId}`;

/** Reads one line of a file of appointments; null where something is wrong with it, and then every reason. */
export function readAppointmentLine(
  line: number,
  cells: Cells<'appointments'>,
  directory: Directory,
  place: ClinicPlace & { now: number },
): { values: ImportedAppointment | null; problems: LineProblem[] } {
  const checker = lineChecker(line);
  for (const field of ['doctor', 'date', 'time'] as const)
    if (cells[field] === undefined) checker.refuse(field, 'is missing');
  const doctor = checker.parse(
    'doctor',
    cells.doctor,
    (name) => namedOnly(directory.doctors, name),
    'is none of the clinic’s doctors',
  );
  const service = checker.parse(
    'service',
    cells.service ?? '',
    (name) => serviceOf(directory, name),
    'is none of the clinic’s services',
  );
  const date = checker.parse('date', cells.date, parseWrittenDate, 'is not a date, day first, with its whole year');
  const minute = checker.parse('time', cells.time, parseWrittenTime, 'is not a time as 10:30 or 2:30 pm');
  const minutes = checker.parse('minutes', cells.minutes, minutesOf, 'is not a number from 5 to 480');
  const patientId = readPatient(checker, cells, directory, place.country);
  const said = checker.parse(
    'status',
    cells.status,
    statusOf,
    'is none of scheduled, confirmed, completed, cancelled and no-show',
  );
  const startsAt =
    date === undefined || minute === undefined ? undefined : readStart(checker, date, minute, place.zone);
  const status = startsAt === undefined ? said : readStatus(checker, said, startsAt < place.now);
  const more = {
    reason: checker.read('reason', cells.reason, paragraphOf(500)),
    notes: checker.read('notes', cells.notes, notesSchema),
  };
  const own =
    doctor === undefined || service === undefined ? undefined : directory.given.get(givenKey(doctor.id, service.id));
  if (doctor !== undefined && service !== undefined && status !== undefined && isActive(status)) {
    if (own === undefined) checker.refuse('service', 'is not given by this doctor');
    if (!doctor.isActive) checker.refuse('doctor', 'takes no more appointments');
  }
  if (
    doctor === undefined ||
    service === undefined ||
    patientId === undefined ||
    startsAt === undefined ||
    status === undefined ||
    checker.problems.length > 0
  )
    return { values: null, problems: checker.problems };
  const endsAt = startsAt + (minutes ?? own ?? service.durationMin) * MINUTE_MS;
  const ids = { patientId, doctorId: doctor.id, serviceId: service.id, branchId: doctor.branchId };
  return { values: { ...ids, startsAt, endsAt, status, ...withoutGaps(more) }, problems: [] };
}

/** By the clinic's number, else by phone and name; a phone alone does for its only patient. */
function readPatient(
  checker: LineChecker,
  cells: Cells<'appointments'>,
  { byUhid, byPhone }: Directory,
  country: string,
): string | undefined {
  if (cells.uhid !== undefined) {
    const uhid = checker.read('uhid', cells.uhid, uhidSchema);
    return uhid === undefined
      ? undefined
      : checker.parse('uhid', uhid, (text) => byUhid.get(text) ?? null, 'is no patient of the clinic');
  }
  const phone = checker.parse('phone', cells.phone, (text) => normalisePhone(text, country), 'is not a phone number');
  if (phone === undefined) {
    if (cells.phone === undefined) checker.refuse('patient', 'needs a UHID, or a phone with a name');
    return undefined;
  }
  const of = byPhone.get(phone) ?? [];
  const name = cells.patient;
  const meant = name === undefined ? of : of.filter((one) => one.name !== null && sameName(one.name, name));
  const [only] = meant;
  if (only === undefined) checker.refuse(of.length === 0 ? 'phone' : 'patient', 'is no patient of the clinic');
  else if (meant.length > 1) checker.refuse('patient', 'is more than one patient of this phone');
  else return only.id;
  return undefined;
}

function readStart(checker: LineChecker, date: string, minute: number, zone: string): number | undefined {
  const startsAt = localDay(date, zone).at(minute);
  if (startsAt === null) checker.refuse('time', 'does not exist on that day');
  return startsAt ?? undefined;
}

/** What is past is over, what is to come is not: where nothing is said, completed and scheduled. */
function readStatus(checker: LineChecker, said: Status | undefined, isPast: boolean): Status | undefined {
  if (said === undefined) return isPast ? 'completed' : 'scheduled';
  const isFit = said === 'cancelled' || isActive(said) !== isPast;
  if (!isFit)
    checker.refuse('status', isPast ? 'is not over, and the time is past' : 'is over, and the time is to come');
  return isFit ? said : undefined;
}

function namedOnly<T extends { name: string; nameHindi: string }>(all: T[], text: string): T | null {
  const exact = all.filter(({ name, nameHindi }) => [name, nameHindi].some((one) => foldName(one) === foldName(text)));
  const like = exact.length > 0 ? exact : all.filter(({ name }) => sameName(name, text));
  return like.length === 1 ? (like[0] ?? null) : null;
}

function serviceOf({ services }: Directory, text: string) {
  if (text === '') return services.find(({ isDefault }) => isDefault) ?? null;
  return (
    services.find(({ name, nameHindi }) => [name, nameHindi].some((one) => foldName(one) === foldName(text))) ?? null
  );
}

function minutesOf(text: string): number | null {
  const plain = /^(\d{1,3})\s*(?:m|min|mins|minutes|मिनट)?\.?$/.exec(asciiDigits(text).toLowerCase())?.[1];
  return plain === undefined || Number(plain) < 5 || Number(plain) > 480 ? null : Number(plain);
}

const said: Record<string, Status> = {
  scheduled: 'scheduled',
  booked: 'scheduled',
  बुक: 'scheduled',
  confirmed: 'confirmed',
  completed: 'completed',
  done: 'completed',
  visited: 'completed',
  पूरा: 'completed',
  cancelled: 'cancelled',
  canceled: 'cancelled',
  रद्द: 'cancelled',
  noshow: 'no_show',
  absent: 'no_show',
  'did not come': 'no_show',
  अनुपस्थित: 'no_show',
};
const statusOf = (text: string): Status | null => {
  const plain = text.normalize('NFC').toLowerCase().trim();
  return said[plain] ?? said[plain.replace(/[\s_-]/g, '')] ?? null;
};
