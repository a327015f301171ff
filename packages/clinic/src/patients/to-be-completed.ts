import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { briefColumns, type PatientBrief, toBrief } from './patient-brief.ts';

export const toBeCompletedSchema = z.object({
  limit: z.int().min(1, 'is less than 1').max(100, 'is more than 100').optional(),
  /** From the answer before. */
  cursor: z.string().max(80, 'is too long').optional(),
});

const USUAL_LIMIT = 50;

/** Entries that calls left for the desk to complete, the oldest first, a page at a time. The look is audited. */
export async function listToBeCompleted(
  ctx: ClinicContext,
  request: z.input<typeof toBeCompletedSchema>,
): Promise<{ patients: PatientBrief[]; next: string | null }> {
  authorise(ctx, 'patients.write');
  const { limit = USUAL_LIMIT, cursor } = parseInput(toBeCompletedSchema, request);
  const after = cursor === undefined ? null : parseCursor(cursor);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const rows = await tx.patient.findMany({
      where: {
        clinicId,
        isToBeCompleted: true,
        mergedIntoId: null,
        ...(after === null
          ? {}
          : { OR: [{ createdAt: { gt: after.at } }, { createdAt: after.at, id: { gt: after.id } }] }),
      },
      select: briefColumns,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: limit + 1,
    });
    const patients = rows.slice(0, limit).map((row) => toBrief(row, cipher));
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const found = patients.map(({ id }) => id);
    await recordAudit(tenant, ctx.actor, { action: 'patient.list', objectKind: 'patient', new: { found } });
    return { patients, next: last === undefined ? null : `${last.createdAt.toISOString()}|${last.id}` };
  });
}

function parseCursor(cursor: string): { at: Date; id: string } {
  const [at = '', id = ''] = cursor.split('|');
  const date = new Date(at);
  if (Number.isNaN(date.getTime()) || !z.uuid().safeParse(id).success)
    throw new ClinicError('bad-input', 'cursor is not from an answer of this list.', 'cursor');
  return { at: date, id };
}
