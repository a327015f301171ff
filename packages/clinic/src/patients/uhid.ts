import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { uhidSchema } from './patient-fields.ts';

export const uhidSeriesSchema = z.object({
  /** What each number begins with, its hyphen included; null: no numbers are generated. */
  prefix: uhidSchema.nullable(),
  digits: z.int('is not a whole number').min(1, 'is less than 1').max(12, 'is more than 12'),
  /** The next number that is tried; those that are taken are passed over. */
  next: z.int('is not a whole number').min(1, 'is less than 1').max(999_999_999, 'is too large'),
});
export type UhidSeries = z.infer<typeof uhidSeriesSchema>;

/** How the clinic numbers its patients. */
export async function getUhidSeries(ctx: ClinicContext): Promise<UhidSeries> {
  authorise(ctx, 'patients.read');
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const row = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: seriesColumns });
    return { prefix: row.uhidPrefix, digits: row.uhidDigits, next: row.uhidNext };
  });
}

/** Sets how new patients are numbered; numbers that were given stay. */
export async function setUhidSeries(ctx: ClinicContext, series: z.input<typeof uhidSeriesSchema>): Promise<void> {
  authorise(ctx, 'settings.write');
  const { prefix, digits, next } = parseInput(uhidSeriesSchema, series);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const where = { id: tenant.clinicId };
    const data = { uhidPrefix: prefix, uhidDigits: digits, uhidNext: next };
    const old = await tenant.tx.clinic.findUniqueOrThrow({ where, select: seriesColumns });
    await tenant.tx.clinic.update({ where, data, select: { id: true } });
    const objectId = tenant.clinicId;
    await recordAudit(tenant, ctx.actor, { action: 'clinic.uhid', objectKind: 'clinic', objectId, old, new: data });
  });
}

const seriesColumns = { uhidPrefix: true, uhidDigits: true, uhidNext: true } as const;

/**
 * The number of a patient: the one given, else the next of the clinic's series, else none. Whoever gives or takes a number waits for the one
 * before, so that none is given twice.
 * @param given as `uhidSchema` gives it.
 * @throws {ClinicError} `conflict` where the given one is another patient's.
 */
export async function takeUhid(tenant: Tenant, given: string | undefined, ownId?: string): Promise<string | null> {
  const { tx, clinicId } = tenant;
  const [series] = await tx.$queryRaw<{ prefix: string | null; digits: number; next: number }[]>`
    SELECT uhid_prefix AS prefix, uhid_digits AS digits, uhid_next AS next FROM clinics WHERE id = ${clinicId}::uuid FOR NO KEY UPDATE`;
  if (given !== undefined) {
    const owner = await ownerOf(tenant, given);
    if (owner !== null && owner !== ownId) throw uhidTaken();
    return given;
  }
  if (series === undefined || series.prefix === null) return null;
  for (let next = series.next; ; next++) {
    const uhid = `${series.prefix}${String(next).padStart(series.digits, '0')}`;
    if ((await ownerOf(tenant, uhid)) !== null) continue;
    await tx.clinic.update({ where: { id: clinicId }, data: { uhidNext: next + 1 }, select: { id: true } });
    return uhid;
  }
}

const uhidTaken = () => new ClinicError('conflict', 'uhid is the number of another patient.', 'uhid');

async function ownerOf({ tx, clinicId }: Tenant, uhid: string): Promise<string | null> {
  const where = { clinicId_uhid: { clinicId, uhid } };
  return (await tx.patient.findUnique({ where, select: { id: true } }))?.id ?? null;
}
