import { foldName, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { asciiDigits } from '../digits.ts';
import { nameSchema } from '../patients/patient-fields.ts';
import { sameName } from '../patients/same-name.ts';
import { lineOf } from '../patients/text-rules.ts';
import { byField, type Cells } from './columns.ts';
import { lineChecker } from './line-checker.ts';
import { withoutGaps } from './patient-line.ts';
import type { CsvLine } from './read-csv.ts';
import type { CheckedFile, GoodLine, LineDuplicate, LineProblem } from './types.ts';
import { parseWeeklyHours } from './weekly-hours.ts';

const span = z.object({ weekday: z.int(), fromMin: z.int(), toMin: z.int() });

/** A doctor of a file, as it is kept until it is written. */
export const importedDoctorSchema = z.object({
  name: z.string(),
  nameHindi: z.string(),
  speciality: z.string(),
  initials: z.string(),
  branchId: z.uuid(),
  serviceIds: z.array(z.uuid()),
  hours: z.array(span),
  breaks: z.array(span),
  gridMin: z.int(),
  capacity: z.int(),
  dailyCap: z.int().optional(),
});
export type ImportedDoctor = z.infer<typeof importedDoctorSchema>;

interface Practice {
  branches: { id: string; name: string; nameHindi: string; isDefault: boolean }[];
  services: { id: string; name: string; nameHindi: string; isDefault: boolean }[];
  doctors: { id: string; name: string }[];
}

/** Checks a file of doctors line by line, against itself and against those who are there. */
export async function checkDoctorFile(
  tenant: Tenant,
  header: CsvLine,
  lines: readonly CsvLine[],
): Promise<CheckedFile<ImportedDoctor>> {
  const file = byField('doctors', header, lines);
  const practice = await readPractice(tenant);
  const problems: LineProblem[] = [...file.problems];
  const read = file.lines.flatMap(({ line, cells }): GoodLine<ImportedDoctor>[] => {
    const found = readDoctorLine(line, cells, practice);
    problems.push(...found.problems);
    return found.values === null ? [] : [{ line, values: found.values }];
  });
  const bad = new Set(problems.map((problem) => problem.line));
  const good = read.filter(({ line }) => !bad.has(line));
  return {
    total: lines.length,
    columns: file.columns,
    unknownColumns: file.unknownColumns,
    good,
    problems: problems.sort((a, b) => a.line - b.line),
    duplicates: findDuplicates(good, practice),
  };
}

async function readPractice({ tx, clinicId }: Tenant): Promise<Practice> {
  const named = { id: true, name: true, nameHindi: true, isDefault: true };
  return {
    branches: await tx.branch.findMany({ where: { clinicId }, select: named }),
    services: await tx.service.findMany({ where: { clinicId, isActive: true }, select: named }),
    doctors: await tx.doctor.findMany({ where: { clinicId }, select: { id: true, name: true } }),
  };
}

function readDoctorLine(
  line: number,
  cells: Cells<'doctors'>,
  practice: Practice,
): { values: ImportedDoctor | null; problems: LineProblem[] } {
  const checker = lineChecker(line);
  const numberFrom = (from: number, to: number) => (text: string) => {
    const plain = asciiDigits(text);
    return /^\d{1,4}$/.test(plain) && Number(plain) >= from && Number(plain) <= to ? Number(plain) : null;
  };
  const name = checker.need('name', cells.name, nameSchema);
  const branch = checker.parse(
    'branch',
    cells.branch ?? '',
    (text) => namedOf(practice.branches, text),
    'is none of the clinic’s branches',
  );
  const serviceIds = checker.parse(
    'services',
    cells.services ?? '',
    (text) => servicesOf(practice, text),
    'are not all services of the clinic',
  );
  const hoursReason = 'are not hours as Mon-Fri 9:00-13:00, 17:00-20:00; Sat 10:00-14:00';
  const values = {
    nameHindi: checker.read('nameHindi', cells.nameHindi, nameSchema) ?? name ?? '',
    speciality: (checker.read('speciality', cells.speciality, lineOf(60)) ?? 'general').toLowerCase(),
    initials: checker.read('initials', cells.initials, lineOf(4)) ?? initialsOf(name ?? ''),
    hours: checker.parse('hours', cells.hours, parseWeeklyHours, hoursReason) ?? [],
    breaks: checker.parse('breaks', cells.breaks, parseWeeklyHours, hoursReason) ?? [],
    gridMin: checker.parse('slotMinutes', cells.slotMinutes, numberFrom(5, 240), 'is not a number from 5 to 240') ?? 15,
    capacity: checker.parse('capacity', cells.capacity, numberFrom(1, 50), 'is not a number from 1 to 50') ?? 1,
    dailyCap: checker.parse('dailyCap', cells.dailyCap, numberFrom(1, 1_000), 'is not a number from 1 to 1000'),
  };
  if (name === undefined || branch === undefined || serviceIds === undefined || checker.problems.length > 0)
    return { values: null, problems: checker.problems };
  return { values: { ...withoutGaps(values), name, branchId: branch.id, serviceIds }, problems: [] };
}

/** By either name; nothing written means the default. */
function namedOf<T extends { name: string; nameHindi: string; isDefault: boolean }>(all: T[], text: string): T | null {
  const plain = foldName(text);
  if (plain === '') return all.find(({ isDefault }) => isDefault) ?? all[0] ?? null;
  return all.find(({ name, nameHindi }) => foldName(name) === plain || foldName(nameHindi) === plain) ?? null;
}

function servicesOf({ services }: Practice, text: string): string[] | null {
  const found = text.split(/[;|,]/).map((one) => namedOf(services, one));
  return found.some((one) => one === null) ? null : [...new Set(found.flatMap((one) => one?.id ?? []))];
}

/** "Dr Meera S. Pillai" is MSP. */
function initialsOf(name: string): string {
  return foldName(name)
    .split(' ')
    .map((word) => [...word][0] ?? '')
    .slice(0, 3)
    .join('')
    .toUpperCase();
}

function findDuplicates(lines: GoodLine<ImportedDoctor>[], { doctors }: Practice): LineDuplicate[] {
  const isSame = (one: string, other: string) => sameName(one, other) && sameName(other, one);
  return lines.flatMap(({ line, values }, index): LineDuplicate[] => {
    const there = doctors.find(({ name }) => isSame(name, values.name));
    if (there !== undefined) return [{ line, of: { id: there.id } }];
    const earlier = lines.slice(0, index).find((one) => isSame(one.values.name, values.name));
    return earlier === undefined ? [] : [{ line, of: { line: earlier.line } }];
  });
}
