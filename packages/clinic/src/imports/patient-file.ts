import type { Tenant } from '@vaani/db';
import type { Birth } from '../patients/birth.ts';
import type { ClinicPlace } from '../patients/clinic-place.ts';
import { duplicateScore } from '../patients/duplicate-score.ts';
import { byField } from './columns.ts';
import { type ImportedPatient, readPatientLine } from './patient-line.ts';
import type { CsvLine } from './read-csv.ts';
import type { CheckedFile, GoodLine, LineDuplicate, LineProblem } from './types.ts';

const AT_ONCE = 1_000;

/** Checks a file of patients line by line, against itself and against those who are there. */
export async function checkPatientFile(
  tenant: Tenant,
  place: ClinicPlace,
  header: CsvLine,
  lines: readonly CsvLine[],
): Promise<CheckedFile<ImportedPatient>> {
  const file = byField('patients', header, lines);
  const problems: LineProblem[] = [...file.problems];
  const read = file.lines.flatMap(({ line, cells }): GoodLine<ImportedPatient>[] => {
    const found = readPatientLine(line, cells, place);
    problems.push(...found.problems);
    return found.values === null ? [] : [{ line, values: found.values }];
  });
  problems.push(...numbersTwice(read, 'uhid'), ...numbersTwice(read, 'abhaNumber'));
  problems.push(...(await uhidsTaken(tenant, read)), ...(await abhasTaken(tenant, read)));
  const bad = new Set(problems.map(({ line }) => line));
  const good = read.filter(({ line }) => !bad.has(line));
  return {
    total: lines.length,
    columns: file.columns,
    unknownColumns: file.unknownColumns,
    good,
    problems: problems.sort((a, b) => a.line - b.line),
    duplicates: await findDuplicates(tenant, good),
  };
}

/** A number of one person on two lines. */
function numbersTwice(lines: GoodLine<ImportedPatient>[], field: 'uhid' | 'abhaNumber'): LineProblem[] {
  const first = new Map<string, number>();
  return lines.flatMap(({ line, values }) => {
    const number = values[field];
    const earlier = number === undefined ? undefined : first.get(number);
    if (number !== undefined && earlier === undefined) first.set(number, line);
    return earlier === undefined ? [] : [{ line, field, reason: `stands on line ${earlier} already` }];
  });
}

async function uhidsTaken({ tx, clinicId }: Tenant, lines: GoodLine<ImportedPatient>[]): Promise<LineProblem[]> {
  const byUhid = new Map(lines.flatMap(({ line, values }) => (values.uhid === undefined ? [] : [[values.uhid, line]])));
  const taken = await inParts([...byUhid.keys()], (part) =>
    tx.patient.findMany({ where: { clinicId, uhid: { in: part } }, select: { uhid: true } }),
  );
  return taken.flatMap(({ uhid }) => {
    const line = uhid === null ? undefined : byUhid.get(uhid);
    return line === undefined ? [] : [{ line, field: 'uhid', reason: 'is the number of another patient' }];
  });
}

async function abhasTaken(
  { tx, clinicId, cipher }: Tenant,
  lines: GoodLine<ImportedPatient>[],
): Promise<LineProblem[]> {
  const byToken = new Map(
    lines.flatMap(({ line, values }) =>
      values.abhaNumber === undefined ? [] : [[cipher.token({ kind: 'abha', term: values.abhaNumber }), line]],
    ),
  );
  const taken = await inParts([...byToken.keys()], (part) =>
    tx.patientToken.findMany({ where: { clinicId, token: { in: part } }, select: { token: true } }),
  );
  return [...new Set(taken.map(({ token }) => token))].flatMap((token) => {
    const line = byToken.get(token);
    return line === undefined ? [] : [{ line, field: 'abhaNumber', reason: 'is the number of another patient' }];
  });
}

interface Known {
  of: LineDuplicate['of'];
  name: string | null;
  birth: Birth | null;
}

/** Somebody of the same phone with a like name and a birth that does not contradict. */
async function findDuplicates(tenant: Tenant, lines: GoodLine<ImportedPatient>[]): Promise<LineDuplicate[]> {
  const byPhone = await patientsOf(tenant, lines);
  return lines.flatMap(({ line, values }) => {
    const own: Known = { of: { line }, name: values.name, birth: values.birth ?? null };
    const numbers = values.phones.map(({ phone }) => phone);
    const same = numbers
      .flatMap((phone) => byPhone.get(phone) ?? [])
      .find((known) => duplicateScore(known, own) !== null);
    for (const phone of numbers) byPhone.set(phone, [...(byPhone.get(phone) ?? []), own]);
    return same === undefined ? [] : [{ line, of: same.of }];
  });
}

/** Who is there under each phone of the file. */
async function patientsOf(tenant: Tenant, lines: GoodLine<ImportedPatient>[]): Promise<Map<string, Known[]>> {
  const { tx, clinicId, cipher } = tenant;
  const phones = new Set(lines.flatMap(({ values }) => values.phones.map(({ phone }) => phone)));
  const byToken = new Map([...phones].map((phone) => [cipher.token({ kind: 'phone', term: phone }), phone]));
  const rows = await inParts([...byToken.keys()], (part) =>
    tx.patientToken.findMany({
      where: { clinicId, token: { in: part } },
      select: { token: true, patient: { select: { id: true, name: true, birth: true } } },
    }),
  );
  const known = new Map<string, Known[]>();
  for (const { token, patient } of rows) {
    const phone = byToken.get(token) ?? '';
    const opened: Known = {
      of: { id: patient.id },
      name: patient.name === null ? null : cipher.open('patients', 'name', patient.id, patient.name),
      birth: patient.birth === null ? null : (cipher.openJson('patients', 'birth', patient.id, patient.birth) as Birth),
    };
    known.set(phone, [...(known.get(phone) ?? []), opened]);
  }
  return known;
}

/** A question with many values, a thousand at a time. */
export async function inParts<V, R>(values: readonly V[], ask: (part: V[]) => Promise<R[]>): Promise<R[]> {
  const answers: R[] = [];
  for (let at = 0; at < values.length; at += AT_ONCE) answers.push(...(await ask(values.slice(at, at + AT_ONCE))));
  return answers;
}
