import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { changePatients } from './change-patients.ts';
import { clinicPlace } from './clinic-place.ts';
import { insertGuardian } from './insert-patient.ts';
import { lockLivePatient } from './live-patient.ts';
import { nameSchema, phoneTextSchema, relationSchema } from './patient-fields.ts';
import { renewTokens } from './patient-tokens.ts';
import { requirePhone } from './required-phone.ts';
import { countChange } from './version.ts';

export const newGuardianSchema = z.object({
  patientId: z.uuid('is not an id'),
  name: nameSchema,
  phone: phoneTextSchema,
  /** mother, father, son who calls for his parents, … */
  relation: relationSchema,
});
export const guardianOfSchema = z.object({ patientId: z.uuid('is not an id'), guardianId: z.uuid('is not an id') });

const MOST_GUARDIANS = 10;

/** Enters who answers for a minor, or calls for a relative: their phone finds the patient from now on. */
export async function addGuardian(
  ctx: ClinicContext,
  request: z.input<typeof newGuardianSchema>,
): Promise<{ guardianId: string; version: number }> {
  authorise(ctx, 'patients.write');
  const input = parseInput(newGuardianSchema, request);
  return changePatients(ctx, async (tenant) => {
    const { tx, clinicId } = tenant;
    const { country } = await clinicPlace(tenant, ctx.clock.now());
    const guardian = { name: input.name, phone: requirePhone(input.phone, country), relation: input.relation };
    const patientId = await lockLivePatient(tenant, input.patientId);
    if ((await tx.guardian.count({ where: { clinicId, patientId } })) >= MOST_GUARDIANS)
      throw new ClinicError('conflict', `A patient has at most ${MOST_GUARDIANS} guardians.`, 'name');
    const guardianId = await insertGuardian(tenant, patientId, guardian);
    await renewTokens(tenant, patientId);
    const objectId = patientId;
    await recordAudit(tenant, ctx.actor, {
      action: 'patient.guardian.add',
      objectKind: 'patient',
      objectId,
      new: guardian,
    });
    return { guardianId, version: await countChange(tenant, patientId) };
  });
}

/** Takes a guardian out again. @throws {ClinicError} `not-found` */
export async function removeGuardian(
  ctx: ClinicContext,
  request: z.input<typeof guardianOfSchema>,
): Promise<{ version: number }> {
  authorise(ctx, 'patients.write');
  const input = parseInput(guardianOfSchema, request);
  return changePatients(ctx, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const patientId = await lockLivePatient(tenant, input.patientId);
    const where = { clinicId, patientId, id: input.guardianId };
    const gone = await tx.guardian.findFirst({ where, select: { id: true, name: true, phone: true, relation: true } });
    if (gone === null) throw new ClinicError('not-found', 'This patient has no such guardian.', 'guardianId');
    await tx.guardian.deleteMany({ where });
    await renewTokens(tenant, patientId);
    await recordAudit(tenant, ctx.actor, {
      action: 'patient.guardian.remove',
      objectKind: 'patient',
      objectId: patientId,
      old: {
        name: cipher.open('guardians', 'name', gone.id, gone.name),
        phone: cipher.open('guardians', 'phone', gone.id, gone.phone),
        relation: gone.relation,
      },
    });
    return { version: await countChange(tenant, patientId) };
  });
}
