import type { Tenant } from '@vaani/db';
import type { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import type { Language } from '../language.ts';
import { authorise } from '../people/authorise.ts';
import { lockSetting, requireSame, versionOf } from '../settings/version.ts';
import { forgetClinicProfile } from './profile.ts';
import { type SpeechSettings, speechSettingsSchema } from './speech-schema.ts';

/** How the AI speaks for this clinic. Nothing in it is about a patient. */
export async function getSpeechSettings(ctx: ClinicContext): Promise<SpeechSettings> {
  authorise(ctx, 'settings.write');
  return ctx.db.withTenant(ctx.clinicId, read);
}

/**
 * Sets it. Calls that begin within seconds speak so.
 * @param version of what was looked at; without it nobody looked, as where a clinic is made.
 * @throws {ClinicError} for bad input; `conflict` for an older version.
 */
export async function saveSpeechSettings(
  ctx: ClinicContext,
  request: z.input<typeof speechSettingsSchema>,
  version?: string,
): Promise<void> {
  authorise(ctx, 'settings.write');
  const speech = parseInput(speechSettingsSchema, request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    await lockSetting(tenant, 'speech');
    const old = await read(tenant);
    if (version !== undefined) requireSame(versionOf(old), version);
    await tenant.tx.clinic.update({ where: { id: tenant.clinicId }, data: { speech }, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: 'settings.speech',
      objectKind: 'clinic',
      objectId: tenant.clinicId,
      old: byLanguage(old),
      new: byLanguage(speech),
    });
  });
  forgetClinicProfile(ctx);
}

async function read({ tx, clinicId }: Tenant): Promise<SpeechSettings> {
  const { speech } = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { speech: true } });
  return speechSettingsSchema.parse(speech);
}

/** One field a language, as the audit compares them. */
const byLanguage = (speech: SpeechSettings): Record<string, string> =>
  Object.fromEntries(
    (Object.keys(speech) as Language[]).map((language) => [language, JSON.stringify(speech[language])]),
  );
