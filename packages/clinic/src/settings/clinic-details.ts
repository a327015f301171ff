import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { forgetClinicProfile } from '../clinic/profile.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { fromStored, toStored } from '../language.ts';
import { requirePhone } from '../patients/required-phone.ts';
import { authorise } from '../people/authorise.ts';
import { count, nameText } from './fields.ts';
import { lockSetting, requireSame, versionOf, versionSchema } from './version.ts';

/** What a clinic is called, how it is reached, and how far ahead it can be booked. */
export const clinicDetailsSchema = z.object({
  name: nameText,
  nameHindi: nameText,
  /** What an unknown caller is greeted in. */
  language: z.enum(['en', 'hi', 'hi-en'], 'is none of en, hi and hi-en'),
  /** Front desk: where callers go whom the AI cannot help. Null: there is none. */
  ownPhone: z.string().trim().max(40, 'is too long').nullable(),
  /** Said in an emergency, in this order. */
  emergencyNumbers: z
    .array(
      z
        .string()
        .trim()
        .regex(/^\+?\d{3,15}$/, 'is no number to dial'),
    )
    .min(1, 'are missing: at least one is said in an emergency')
    .max(5, 'are more than five'),
  /** Minutes before it begins until which a time is offered. */
  minimumNoticeMin: count(0, 10_080),
  maximumAdvanceDays: count(1, 365),
  /** Bookings to come that one phone may have without proving who calls. */
  unverifiedBookingLimit: count(1, 50),
  /** Minutes somebody on the waitlist has to answer. */
  waitlistOfferMin: count(5, 1_440),
  /** Minutes after which a patient who has not come counts as not coming; null: the desk decides. */
  noShowGraceMin: count(5, 600).nullable(),
});
export type ClinicDetails = z.output<typeof clinicDetailsSchema>;
export const clinicDetailsChangeSchema = clinicDetailsSchema.extend({ version: versionSchema });

/** The same with its version, and what cannot be changed here. */
export interface ClinicDetailsView {
  details: ClinicDetails;
  /** IANA zone. Set when the clinic is made: every time in its calendar goes by it. */
  zone: string;
  version: string;
}

const columns = {
  name: true,
  nameHindi: true,
  language: true,
  ownPhone: true,
  emergencyNumbers: true,
  minimumNoticeMin: true,
  maximumAdvanceDays: true,
  unverifiedBookingLimit: true,
  waitlistOfferMin: true,
  noShowGraceMin: true,
} as const;

export async function getClinicDetails(ctx: ClinicContext): Promise<ClinicDetailsView> {
  authorise(ctx, 'settings.write');
  return ctx.db.withTenant(ctx.clinicId, read);
}

/** Saves them. Calls and pages see it within seconds. @throws {ClinicError} for bad input; `conflict` for an older version. */
export async function saveClinicDetails(
  ctx: ClinicContext,
  request: z.input<typeof clinicDetailsChangeSchema>,
): Promise<ClinicDetailsView> {
  authorise(ctx, 'settings.write');
  const { version, ...wanted } = parseInput(clinicDetailsChangeSchema, request);
  const saved = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await lockSetting(tenant, 'clinic');
    const before = await read(tenant);
    requireSame(before.version, version);
    const { country } = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { country: true } });
    const ownPhone = wanted.ownPhone ? requirePhone(wanted.ownPhone, country, 'ownPhone') : null;
    const data = { ...wanted, ownPhone, language: toStored(wanted.language) };
    await tx.clinic.update({ where: { id: clinicId }, data, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: 'settings.clinic',
      objectKind: 'clinic',
      objectId: clinicId,
      old: { ...before.details },
      new: { ...wanted, ownPhone },
    });
    return read(tenant);
  });
  forgetClinicProfile(ctx);
  return saved;
}

async function read({ tx, clinicId }: Tenant): Promise<ClinicDetailsView> {
  const { zone, language, ...rest } = await tx.clinic.findUniqueOrThrow({
    where: { id: clinicId },
    select: { ...columns, zone: true },
  });
  const details = { ...rest, language: fromStored(language) };
  return { details, zone, version: versionOf(details) };
}
