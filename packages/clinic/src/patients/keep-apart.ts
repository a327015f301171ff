import { newId } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { staffOf } from './change-patients.ts';

export const apartSchema = z
  .object({
    patientIds: z.tuple([z.uuid('is not an id'), z.uuid('is not an id')]),
    /** False takes it back. */
    isApart: z.boolean(),
  })
  .refine(({ patientIds: [one, other] }) => one !== other, { error: 'are one and the same', path: ['patientIds'] });

/**
 * Says that two entries which look like one person are two, so that they are not shown as one again; or takes that back. Said twice it is said once.
 * @throws {ClinicError} `not-found`
 */
export async function keepApart(ctx: ClinicContext, request: z.input<typeof apartSchema>): Promise<void> {
  authorise(ctx, 'patients.write');
  const { patientIds, isApart } = parseInput(apartSchema, request);
  // Ids of version 7 sort by when they were made.
  const [olderId, newerId] = patientIds.map((id) => id.toLowerCase()).sort() as [string, string];
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const there = await tx.patient.count({ where: { clinicId, id: { in: [olderId, newerId] } } });
    if (there < 2) throw new ClinicError('not-found', 'There is no such patient.', 'patientIds');
    const where = { clinicId, newerId, olderId };
    const row = { ...where, id: newId(), saidByUserId: staffOf(ctx), createdAt: new Date(ctx.clock.now()) };
    const { count } = isApart
      ? await tx.patientPairApart.createMany({ data: [row], skipDuplicates: true })
      : await tx.patientPairApart.deleteMany({ where });
    if (count === 0) return;
    const action = isApart ? 'patient-pair.add' : 'patient-pair.remove';
    for (const [objectId, otherId] of [
      [olderId, newerId],
      [newerId, olderId],
    ] as const)
      await recordAudit(tenant, ctx.actor, { action, objectKind: 'patient', objectId, new: { otherId } });
  });
}
