import type { Tenant } from '@vaani/db';
import type { ClinicPlace } from '../patients/clinic-place.ts';
import { uhidSchema } from '../patients/patient-fields.ts';
import { normalisePhone } from '../patients/phone.ts';
import type { Span } from '../scheduling/availability.ts';
import { localDate } from '../scheduling/civil-time.ts';
import { laneAt } from '../scheduling/lane-at.ts';
import { loadCalendar } from '../scheduling/load-calendar.ts';
import { isActive } from '../scheduling/statuses.ts';
import { type Directory, givenKey, type ImportedAppointment, readAppointmentLine } from './appointment-line.ts';
import { byField, type Cells } from './columns.ts';
import { inParts } from './patient-file.ts';
import type { CsvLine } from './read-csv.ts';
import type { CheckedFile, GoodLine, LineDuplicate, LineProblem } from './types.ts';

/** Checks a file of appointments line by line: who, whom, when, and whether the time is free, in the file and on the calendar. */
export async function checkAppointmentFile(
  tenant: Tenant,
  place: ClinicPlace & { now: number },
  header: CsvLine,
  lines: readonly CsvLine[],
): Promise<CheckedFile<ImportedAppointment>> {
  const file = byField('appointments', header, lines);
  const directory = await readDirectory(tenant, file.lines, place.country);
  const problems: LineProblem[] = [...file.problems];
  const read = file.lines.flatMap(({ line, cells }): GoodLine<ImportedAppointment>[] => {
    const found = readAppointmentLine(line, cells, directory, place);
    problems.push(...found.problems);
    return found.values === null ? [] : [{ line, values: found.values }];
  });
  const duplicates = await findDuplicates(tenant, read);
  const isTwice = new Set(duplicates.map(({ line }) => line));
  const fresh = read.filter(({ line }) => !isTwice.has(line));
  problems.push(...(await timesTaken(tenant, place, fresh)));
  const bad = new Set(problems.map(({ line }) => line));
  return {
    total: lines.length,
    columns: file.columns,
    unknownColumns: file.unknownColumns,
    good: read.filter(({ line }) => !bad.has(line)),
    problems: problems.sort((a, b) => a.line - b.line),
    duplicates: duplicates.filter(({ line }) => !bad.has(line)),
  };
}

async function readDirectory(
  { tx, clinicId, cipher }: Tenant,
  lines: { cells: Cells<'appointments'> }[],
  country: string,
): Promise<Directory> {
  const doctors = await tx.doctor.findMany({
    where: { clinicId },
    select: { id: true, name: true, nameHindi: true, branchId: true, isActive: true },
  });
  const services = await tx.service.findMany({
    where: { clinicId },
    select: { id: true, name: true, nameHindi: true, isDefault: true, durationMin: true },
  });
  const given = await tx.doctorService.findMany({
    where: { clinicId },
    select: { doctorId: true, serviceId: true, durationMin: true, service: { select: { durationMin: true } } },
  });
  const uhids = lines.flatMap(({ cells }) => uhidSchema.safeParse(cells.uhid).data ?? []);
  const numbered = await inParts([...new Set(uhids)], (part) =>
    tx.patient.findMany({
      where: { clinicId, uhid: { in: part } },
      select: { id: true, uhid: true, mergedIntoId: true },
    }),
  );
  const phones = lines.flatMap(({ cells }) =>
    cells.phone === undefined ? [] : (normalisePhone(cells.phone, country) ?? []),
  );
  const byToken = new Map(phones.map((phone) => [cipher.token({ kind: 'phone', term: phone }), phone]));
  const found = await inParts([...byToken.keys()], (part) =>
    tx.patientToken.findMany({
      where: { clinicId, token: { in: part } },
      select: { token: true, patient: { select: { id: true, name: true } } },
    }),
  );
  const byPhone = new Map<string, { id: string; name: string | null }[]>();
  for (const { token, patient } of found) {
    const phone = byToken.get(token) ?? '';
    const name = patient.name === null ? null : cipher.open('patients', 'name', patient.id, patient.name);
    byPhone.set(phone, [...(byPhone.get(phone) ?? []), { id: patient.id, name }]);
  }
  return {
    doctors,
    services,
    given: new Map(
      given.map((row) => [givenKey(row.doctorId, row.serviceId), row.durationMin ?? row.service.durationMin]),
    ),
    byUhid: new Map(numbered.map(({ id, uhid, mergedIntoId }) => [uhid ?? '', mergedIntoId ?? id])),
    byPhone,
  };
}

const sameKey = (one: { patientId: string; doctorId: string; startsAt: number }) =>
  `${one.patientId}|${one.doctorId}|${one.startsAt}`;

/** The same patient with the same doctor at the same time. */
async function findDuplicates(
  { tx, clinicId }: Tenant,
  lines: GoodLine<ImportedAppointment>[],
): Promise<LineDuplicate[]> {
  if (lines.length === 0) return [];
  const starts = lines.map(({ values }) => values.startsAt);
  const range = { gte: new Date(Math.min(...starts)), lte: new Date(Math.max(...starts)) };
  const there = await inParts([...new Set(lines.map(({ values }) => values.patientId))], (part) =>
    tx.appointment.findMany({
      where: { clinicId, patientId: { in: part }, startsAt: range, status: { not: 'rescheduled' } },
      select: { id: true, patientId: true, doctorId: true, startsAt: true },
    }),
  );
  const known = new Map<string, LineDuplicate['of']>(
    there.map((row) => [sameKey({ ...row, startsAt: row.startsAt.getTime() }), { id: row.id }]),
  );
  return lines.flatMap(({ line, values }) => {
    const key = sameKey(values);
    const of = known.get(key);
    if (of === undefined) known.set(key, { line });
    return of === undefined ? [] : [{ line, of }];
  });
}

/** Times to come that somebody has, on the calendar or on an earlier line. */
async function timesTaken(
  tenant: Tenant,
  place: ClinicPlace & { now: number },
  lines: GoodLine<ImportedAppointment>[],
): Promise<LineProblem[]> {
  const problems: LineProblem[] = [];
  const active = lines.filter(({ values }) => isActive(values.status));
  for (const [doctorId, own] of Map.groupBy(active, ({ values }) => values.doctorId)) {
    const claimed: (Span & { lane: number; bufferBeforeMin: number; bufferAfterMin: number })[] = [];
    for (const [serviceId, ofService] of Map.groupBy(own, ({ values }) => values.serviceId)) {
      const dates = ofService.map(({ values }) => localDate(values.startsAt, place.zone)).sort();
      const [from = place.today, to = from] = [dates[0], dates.at(-1)];
      const calendar = await loadCalendar(tenant, { doctorId, serviceId, from, to, now: place.now, isStaff: true });
      const [doctor] = calendar.doctors;
      for (const { line, values } of ofService) {
        const lanes = doctor === undefined ? undefined : { ...doctor, taken: [...doctor.taken, ...claimed] };
        const slot = lanes === undefined ? null : laneAt(calendar, lanes, values, values.branchId);
        if (slot === null) problems.push({ line, field: 'time', reason: 'is taken, or goes past midnight' });
        else
          claimed.push({
            startsAt: slot.startsAt,
            endsAt: slot.endsAt,
            lane: slot.lane,
            bufferBeforeMin: 0,
            bufferAfterMin: 0,
          });
      }
    }
  }
  return problems;
}
