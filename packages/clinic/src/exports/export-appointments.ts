import { z } from 'zod';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { addDays, daysBetween, startOfDay, zonedIso } from '../scheduling/civil-time.ts';
import { type CsvRow, csvText } from './csv.ts';
import { admitExport } from './export-access.ts';

export const appointmentExportSchema = z.object({
  /** Clinic-local days, both included; 400 at most. */
  from: z.iso.date('is not a date as 2026-11-30'),
  to: z.iso.date('is not a date as 2026-11-30'),
  doctorId: z.uuid('is not an id').optional(),
  /** Telephone numbers too: off unless wanted and permitted. */
  hasPhones: z.boolean().optional(),
});
export type AppointmentExport = z.input<typeof appointmentExportSchema>;

const BATCH = 500;
const MOST_DAYS = 400;

const columns = [
  'appointment_id',
  'date',
  'from',
  'to',
  'doctor',
  'service',
  'branch',
  'status',
  'source',
  'patient_id',
  'uhid',
  'patient',
];

/**
 * Appointments of some days as a CSV file, read and handed on a batch at a time. Audited before the first line.
 * @throws {ClinicError} before anything is read.
 */
export async function exportAppointments(
  ctx: ClinicContext,
  request: AppointmentExport,
): Promise<AsyncIterable<string>> {
  const { hasPhones = false, ...q } = parseInput(appointmentExportSchema, request);
  if (q.to < q.from) throw new ClinicError('bad-input', 'The last day lies before the first.', 'to');
  if (daysBetween(q.from, q.to) > MOST_DAYS)
    throw new ClinicError('bad-input', `At most ${MOST_DAYS} days are exported at once.`, 'to');
  await admitExport(ctx, 'appointments', { ...q, hasPhones });
  return csvText(hasPhones ? [...columns, 'phone'] : columns, batches(ctx, { ...q, hasPhones }));
}

async function* batches(
  ctx: ClinicContext,
  q: { from: string; to: string; doctorId?: string | undefined; hasPhones: boolean },
): AsyncGenerator<CsvRow[]> {
  let after: { startsAt: Date; id: string } | null = null;
  for (;;) {
    const { rows, last }: Batch = await readBatch(ctx, q, after);
    yield rows;
    if (last === null) return;
    after = last;
  }
}

interface Batch {
  rows: CsvRow[];
  /** Null after the last. */
  last: { startsAt: Date; id: string } | null;
}

function readBatch(
  ctx: ClinicContext,
  q: { from: string; to: string; doctorId?: string | undefined; hasPhones: boolean },
  after: Batch['last'],
): Promise<Batch> {
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const { zone } = await settingsOf(tenant);
    const from = after?.startsAt ?? new Date(startOfDay(q.from, zone));
    const found = await tx.appointment.findMany({
      where: {
        clinicId,
        startsAt: { gte: from, lt: new Date(startOfDay(addDays(q.to, 1), zone)) },
        ...(q.doctorId === undefined ? {} : { doctorId: q.doctorId }),
        ...(after === null
          ? {}
          : { OR: [{ startsAt: { gt: after.startsAt } }, { startsAt: from, id: { gt: after.id } }] }),
      },
      select: {
        id: true,
        startsAt: true,
        endsAt: true,
        status: true,
        source: true,
        patientId: true,
        doctor: { select: { name: true } },
        service: { select: { name: true } },
        branch: { select: { name: true } },
        patient: {
          select: {
            name: true,
            uhid: true,
            patientPhoneByPatient: { where: { isPrimary: true }, select: { id: true, phone: true }, take: 1 },
          },
        },
      },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      take: BATCH,
    });
    const rows = found.map((row): CsvRow => {
      const [phone] = row.patient.patientPhoneByPatient;
      const local = zonedIso(row.startsAt.getTime(), zone);
      return {
        appointment_id: row.id,
        date: local.slice(0, 10),
        from: local.slice(11, 16),
        to: zonedIso(row.endsAt.getTime(), zone).slice(11, 16),
        doctor: row.doctor.name,
        service: row.service.name,
        branch: row.branch.name,
        status: row.status,
        source: row.source,
        patient_id: row.patientId,
        uhid: row.patient.uhid,
        patient: row.patient.name === null ? null : cipher.open('patients', 'name', row.patientId, row.patient.name),
        ...(q.hasPhones && phone !== undefined
          ? { phone: cipher.open('patient_phones', 'phone', phone.id, phone.phone) }
          : {}),
      };
    });
    return { rows, last: found.length < BATCH ? null : (found.at(-1) ?? null) };
  });
}
