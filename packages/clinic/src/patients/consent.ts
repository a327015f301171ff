import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { type Birth, isMinor } from './birth.ts';
import { changePatients } from './change-patients.ts';
import { clinicPlace } from './clinic-place.ts';
import { lockLivePatient } from './live-patient.ts';

/** How somebody was told what becomes of their data. */
export const consentHowSchema = z.enum(
  ['call', 'desk', 'link', 'form', 'import'],
  'is none of call, desk, link, form and import',
);

export const consentSchema = z.object({
  patientId: z.uuid('is not an id'),
  how: consentHowSchema,
  /** When, where it was not now. */
  at: z.iso.datetime('is not an instant as 2026-11-23T05:30:00Z').optional(),
});

/**
 * Notes that the privacy notice was given and agreed to, when and how. A minor's guardian agrees for them, and so must stand in the entry.
 * @throws {ClinicError} `conflict` for a minor without a guardian, `bad-input` for a time to come.
 */
export async function recordConsent(
  ctx: ClinicContext,
  request: z.input<typeof consentSchema>,
): Promise<{ version: number }> {
  authorise(ctx, 'patients.write');
  const { patientId, how, at } = parseInput(consentSchema, request);
  const now = ctx.clock.now();
  const given = at === undefined ? new Date(now) : new Date(at);
  if (given.getTime() > now) throw new ClinicError('bad-input', 'at lies in the future.', 'at');
  return changePatients(ctx, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const id = await lockLivePatient(tenant, patientId);
    const { today } = await clinicPlace(tenant, now);
    const where = { clinicId_id: { clinicId, id } };
    const old = await tx.patient.findUniqueOrThrow({
      where,
      select: { birth: true, consentAt: true, consentHow: true, guardianByPatient: { select: { id: true } } },
    });
    const birth = old.birth === null ? null : (cipher.openJson('patients', 'birth', id, old.birth) as Birth);
    if (birth !== null && isMinor(birth, today) && old.guardianByPatient.length === 0)
      throw new ClinicError('conflict', 'A guardian agrees for a minor: enter the guardian first.', 'guardian');
    const { version } = await tx.patient.update({
      where,
      data: { consentAt: given, consentHow: how, consentWithdrawnAt: null, version: { increment: 1 } },
      select: { version: true },
    });
    await recordAudit(tenant, ctx.actor, {
      action: 'patient.consent',
      objectKind: 'patient',
      objectId: id,
      old: { at: old.consentAt?.toISOString() ?? null, how: old.consentHow },
      new: { at: given.toISOString(), how, guardianIds: old.guardianByPatient.map((guardian) => guardian.id) },
    });
    return { version };
  });
}

/**
 * Notes that they take back what they agreed to, now. What is kept of them is not touched by it, and messages are stopped apart (`setPatientOptOut`).
 * @throws {ClinicError} `conflict` where nothing was agreed to.
 */
export async function withdrawConsent(
  ctx: ClinicContext,
  request: { patientId: string },
): Promise<{ version: number }> {
  authorise(ctx, 'patients.write');
  const { patientId } = parseInput(consentSchema.pick({ patientId: true }), request);
  const now = new Date(ctx.clock.now());
  return changePatients(ctx, async (tenant) => {
    const { tx, clinicId } = tenant;
    const id = await lockLivePatient(tenant, patientId);
    const where = { clinicId_id: { clinicId, id } };
    const old = await tx.patient.findUniqueOrThrow({ where, select: { consentAt: true, consentHow: true } });
    if (old.consentAt === null)
      throw new ClinicError('conflict', 'Nobody noted that they agreed: there is nothing to take back.', 'patientId');
    const { version } = await tx.patient.update({
      where,
      data: { consentAt: null, consentHow: null, consentWithdrawnAt: now, version: { increment: 1 } },
      select: { version: true },
    });
    await recordAudit(tenant, ctx.actor, {
      ...{ action: 'patient.consent-withdrawn', objectKind: 'patient', objectId: id },
      old: { at: old.consentAt.toISOString(), how: old.consentHow },
      new: { withdrawnAt: now.toISOString() },
    });
    return { version };
  });
}
