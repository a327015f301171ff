import { z } from 'zod';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { fromStored } from '../language.ts';
import { zonedIso } from '../scheduling/civil-time.ts';
import { type CsvRow, csvText } from './csv.ts';
import { admitExport } from './export-access.ts';

export const patientExportSchema = z.object({
  /** Telephone numbers, e-mail and address too: off unless wanted and permitted. */
  hasPhones: z.boolean().optional(),
});
export type PatientExport = z.input<typeof patientExportSchema>;

const BATCH = 500;

const columns = [
  'patient_id',
  'uhid',
  'name',
  'birth_date',
  'birth_year',
  'age',
  'age_said_on',
  'language',
  'created',
  'last_seen',
];
const contact = ['phones', 'email', 'address'];

/**
 * All patients as a CSV file, but those that were merged into others; read and handed on a batch at a time. Audited before the first line.
 * @throws {ClinicError} before anything is read.
 */
export async function exportPatients(ctx: ClinicContext, request: PatientExport): Promise<AsyncIterable<string>> {
  const { hasPhones = false } = parseInput(patientExportSchema, request);
  await admitExport(ctx, 'patients', { hasPhones });
  return csvText(hasPhones ? [...columns, ...contact] : columns, batches(ctx, hasPhones));
}

async function* batches(ctx: ClinicContext, hasPhones: boolean): AsyncGenerator<CsvRow[]> {
  let after: string | null = null;
  for (;;) {
    const { rows, last }: { rows: CsvRow[]; last: string | null } = await readBatch(ctx, hasPhones, after);
    yield rows;
    if (last === null) return;
    after = last;
  }
}

function readBatch(
  ctx: ClinicContext,
  hasPhones: boolean,
  after: string | null,
): Promise<{ rows: CsvRow[]; last: string | null }> {
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const { zone } = await settingsOf(tenant);
    const found = await tx.patient.findMany({
      where: { clinicId, mergedIntoId: null, ...(after === null ? {} : { id: { gt: after } }) },
      select: {
        id: true,
        uhid: true,
        name: true,
        birth: true,
        language: true,
        createdAt: true,
        lastSeenAt: true,
        email: hasPhones,
        address: hasPhones,
        patientPhoneByPatient: { select: { id: true, phone: true }, orderBy: { id: 'asc' } },
      },
      orderBy: { id: 'asc' },
      take: BATCH,
    });
    const rows = found.map((row): CsvRow => {
      const open = (column: string, value: string | null | undefined) =>
        value == null ? null : cipher.open('patients', column, row.id, value);
      const birth =
        row.birth === null ? {} : (cipher.openJson('patients', 'birth', row.id, row.birth) as Partial<AnyBirth>);
      const day = (at: Date) => zonedIso(at.getTime(), zone).slice(0, 10);
      return {
        patient_id: row.id,
        uhid: row.uhid,
        name: open('name', row.name),
        birth_date: birth.date ?? null,
        birth_year: birth.year ?? null,
        age: birth.age ?? null,
        age_said_on: birth.saidOn ?? null,
        language: row.language === null ? null : fromStored(row.language),
        created: day(row.createdAt),
        last_seen: day(row.lastSeenAt),
        ...(hasPhones
          ? {
              phones: row.patientPhoneByPatient
                .map(({ id, phone }) => cipher.open('patient_phones', 'phone', id, phone))
                .join(' '),
              email: open('email', row.email),
              address: open('address', row.address),
            }
          : {}),
      };
    });
    return { rows, last: found.length < BATCH ? null : (found.at(-1)?.id ?? null) };
  });
}

/** Whatever is known of a birth, in one shape. */
interface AnyBirth {
  date: string;
  year: number;
  age: number;
  saidOn: string;
}
