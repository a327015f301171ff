import type { Tenant } from '@vaani/db';
import type { z } from 'zod';
import { forgetClinicProfile } from '../clinic/profile.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { changePatients } from '../patients/change-patients.ts';
import { type Announcements, announcements } from '../scheduling/calendar-write.ts';
import { importedAppointmentSchema } from './appointment-line.ts';
import { importedDoctorSchema } from './doctor-file.ts';
import { importedPatientSchema } from './patient-line.ts';
import type { ImportKind } from './types.ts';
import { writeAppointment } from './write-appointment.ts';
import { writeDoctor } from './write-doctor.ts';
import { writePatient } from './write-patient.ts';

/** Lines a transaction. An appointment holds the lock of its day, so each has its own. */
const atOnce: Record<ImportKind, number> = { patients: 50, doctors: 20, appointments: 1 };
const TIMEOUT_MS = 30_000;

/**
 * The job that writes an import, a batch a transaction, until no line is left: killed and begun again it goes on where it was. A line that somebody was
 * faster than is noted with its reason, and the others go on. What a line held is deleted with it.
 */
export async function runImportJob(ctx: ClinicContext, importId: string, signal?: AbortSignal): Promise<void> {
  for (let isDone = false; !isDone; ) {
    signal?.throwIfAborted();
    const written: Announcements[] = [];
    isDone = await changePatients(
      ctx,
      async (tenant) => {
        written.length = 0;
        return writeBatch(tenant, ctx, importId, written);
      },
      { timeoutMs: TIMEOUT_MS },
    );
    for (const words of written) await words.tell();
  }
  forgetClinicProfile(ctx);
}

/** All tries of the job failed: what is left is not written, and nothing of it is kept. */
export async function giveUpImport(ctx: ClinicContext, importId: string): Promise<void> {
  await ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const { count } = await tx.importRow.updateMany({
      where: { clinicId, importId, state: 'waiting' },
      data: { state: 'failed', rowValues: null, reason: 'could not be written' },
    });
    await tx.import.updateMany({
      where: { clinicId, id: importId, status: { in: ['waiting', 'running'] } },
      data: { status: 'failed', failed: { increment: count }, finishedAt: new Date(ctx.clock.now()) },
    });
  });
}

/** @returns true where nothing is left to do. */
async function writeBatch(
  tenant: Tenant,
  ctx: ClinicContext,
  importId: string,
  written: Announcements[],
): Promise<boolean> {
  const { tx, clinicId } = tenant;
  // Its row is the lock: a second worker waits here, and then finds what the first has left.
  const [current] = await tx.$queryRaw<{ kind: ImportKind; status: string }[]>`
    SELECT kind::text AS kind, status::text AS status FROM imports
    WHERE clinic_id = ${clinicId}::uuid AND id = ${importId}::uuid FOR NO KEY UPDATE`;
  if (current === undefined || (current.status !== 'waiting' && current.status !== 'running')) return true;
  const rows = await tx.importRow.findMany({
    where: { clinicId, importId, state: 'waiting' },
    select: { id: true, rowValues: true },
    orderBy: { line: 'asc' },
    take: atOnce[current.kind],
  });
  const where = { clinicId_id: { clinicId, id: importId } };
  if (rows.length === 0) {
    const data = { status: 'done' as const, finishedAt: new Date(ctx.clock.now()) };
    await tx.import.update({ where, data, select: { id: true } });
    return true;
  }
  let [made, failed] = [0, 0];
  for (const row of rows) {
    const end = await writeRow(tenant, ctx, { ...row, importId, kind: current.kind }, written);
    if (end.objectId === undefined) failed++;
    else made++;
    await tx.importRow.update({
      where: { clinicId_id: { clinicId, id: row.id } },
      data: {
        rowValues: null,
        ...(end.objectId === undefined
          ? { state: 'failed', field: end.field ?? null, reason: end.reason }
          : { state: 'made', objectId: end.objectId }),
      },
      select: { id: true },
    });
  }
  await tx.import.update({
    where,
    data: { status: 'running', made: { increment: made }, failed: { increment: failed } },
    select: { id: true },
  });
  return false;
}

type RowEnd = { objectId: string } | { objectId?: undefined; field: string | undefined; reason: string };

/** One line. Whatever is expected to stand against it is found before any of it is written. */
async function writeRow(
  tenant: Tenant,
  ctx: ClinicContext,
  row: { id: string; rowValues: string | null; importId: string; kind: ImportKind },
  written: Announcements[],
): Promise<RowEnd> {
  const values = tenant.cipher.openJson('import_rows', 'row_values', row.id, row.rowValues ?? '');
  const of = <S extends z.ZodType>(schema: S): z.output<S> => schema.parse(values);
  try {
    switch (row.kind) {
      case 'patients':
        return { objectId: await writePatient(tenant, ctx, of(importedPatientSchema), row.importId) };
      case 'doctors':
        return { objectId: await writeDoctor(tenant, ctx, of(importedDoctorSchema), row.importId) };
      case 'appointments': {
        const words = announcements(ctx);
        written.push(words);
        return { objectId: await writeAppointment(tenant, ctx, of(importedAppointmentSchema), row.importId, words) };
      }
    }
  } catch (error) {
    // "Busy" is tried again with the whole batch; what else is expected is the line's own.
    if (!(error instanceof ClinicError) || error.code === 'busy') throw error;
    return { field: error.field, reason: error.sentence };
  }
}
