import type { ClinicContext } from '../context.ts';
import { authorise } from '../people/authorise.ts';

/** What a clinic needs before its phone can be answered, in the order in which it is asked for. */
export const setupSteps = [
  'clinic',
  'branch',
  'service',
  'doctor',
  'hours',
  'own-phone',
  'number',
  'number-rang',
  'greeting',
  'test-call',
  'second-person',
] as const;
export type SetupStep = (typeof setupSteps)[number];

export interface SetupProgress {
  steps: { step: SetupStep; isDone: boolean }[];
  /** So many are missing. */
  missing: number;
}

/** What is there and what is missing, from the data itself: nothing is ticked by hand. */
export async function setupProgress(ctx: ClinicContext): Promise<SetupProgress> {
  authorise(ctx, 'settings.write');
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const clinic = await tx.clinic.findUniqueOrThrow({
      where: { id: clinicId },
      select: { name: true, nameHindi: true, ownPhone: true },
    });
    const sitting = { clinicId, isActive: true, weeklyWindowByDoctor: { some: { validTo: null } } };
    const isThere: Record<SetupStep, boolean> = {
      // Its name in Devanagari is what Hindi callers are greeted with: until it is written, the other one stands there.
      clinic: clinic.nameHindi !== clinic.name,
      branch: (await tx.branch.count({ where: { clinicId } })) > 0,
      service: (await tx.service.count({ where: { clinicId, isActive: true, isDefault: true } })) > 0,
      doctor: (await tx.doctor.count({ where: { clinicId, isActive: true } })) > 0,
      hours: (await tx.doctor.count({ where: sitting })) > 0,
      'own-phone': clinic.ownPhone !== null,
      number: (await tx.phoneNumber.count({ where: { clinicId, isActive: true } })) > 0,
      'number-rang':
        (await tx.callLog.findFirst({
          where: { clinicId, direction: 'inbound', phoneNumberId: { not: null } },
          select: { id: true },
        })) !== null,
      greeting:
        (await tx.auditEntry.findFirst({ where: { clinicId, action: 'greeting.play' }, select: { id: true } })) !==
        null,
      'test-call':
        (await tx.callLog.findFirst({ where: { clinicId, direction: 'browser' }, select: { id: true } })) !== null,
      'second-person': (await tx.membership.count({ where: { clinicId } })) > 1,
    };
    const steps = setupSteps.map((step) => ({ step, isDone: isThere[step] }));
    return { steps, missing: steps.filter(({ isDone }) => !isDone).length };
  });
}
