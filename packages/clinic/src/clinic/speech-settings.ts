import type { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import type { Language } from '../language.ts';
import { authorise } from '../people/authorise.ts';
import { forgetClinicProfile } from './profile.ts';
import { type SpeechSettings, speechSettingsSchema } from './speech-schema.ts';

/** How the AI speaks for this clinic. Nothing in it is about a patient. */
export async function getSpeechSettings(ctx: ClinicContext): Promise<SpeechSettings> {
  authorise(ctx, 'settings.write');
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const { speech } = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { speech: true } });
    return speechSettingsSchema.parse(speech);
  });
}

/** Sets it. Calls that begin within seconds speak so. @throws {ClinicError} for bad input. */
export async function saveSpeechSettings(
  ctx: ClinicContext,
  request: z.input<typeof speechSettingsSchema>,
): Promise<void> {
  authorise(ctx, 'settings.write');
  const speech = parseInput(speechSettingsSchema, request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const where = { id: tenant.clinicId };
    const old = await tenant.tx.clinic.findUniqueOrThrow({ where, select: { speech: true } });
    await tenant.tx.clinic.update({ where, data: { speech }, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: 'settings.speech',
      objectKind: 'clinic',
      objectId: tenant.clinicId,
      old: byLanguage(speechSettingsSchema.parse(old.speech)),
      new: byLanguage(speech),
    });
  });
  forgetClinicProfile(ctx);
}

/** One field a language, as the audit compares them. */
const byLanguage = (speech: SpeechSettings): Record<string, string> =>
  Object.fromEntries(
    (Object.keys(speech) as Language[]).map((language) => [language, JSON.stringify(speech[language])]),
  );
