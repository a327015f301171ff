import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { forgetClinicProfile } from '../clinic/profile.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { requirePhone } from '../patients/required-phone.ts';
import { authorise } from '../people/authorise.ts';
import { lockSetting, requireSame, versionOf } from '../settings/version.ts';
import { loadDirectory } from './load-directory.ts';

const minute = z.int('is not a number of minutes').min(0, 'is before midnight').max(1_440, 'is after midnight');

const entrySchema = z.object({
  label: z.string().trim().min(1, 'is empty').max(60, 'is longer than 60 characters'),
  phone: z.string().max(40, 'is too long'),
  reasons: z
    .array(z.string().regex(/^[a-z][a-z-]{1,30}$/, 'is no reason: small letters and hyphens'))
    .max(20, 'are more than 20'),
  weekdays: z.array(z.int().min(1, 'is no weekday').max(7, 'is no weekday')).max(7, 'are more than seven'),
  fromMin: minute,
  toMin: minute,
  group: z.string().trim().min(1, 'is empty').max(60, 'is longer than 60 characters').nullable(),
  userId: z.uuid('is not an id').nullable(),
  doctorId: z.uuid('is not an id').nullable(),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/, 'is no code of a language')).max(20, 'are more than 20'),
  isWarm: z.boolean('is neither true nor false'),
  ringSeconds: z.int('is not a whole number').min(5, 'is less than 5').max(60, 'is more than 60'),
});
export const transferDirectorySchema = z.object({ entries: z.array(entrySchema).max(50, 'are more than 50') });
export type TransferDirectory = z.output<typeof transferDirectorySchema>;

/** Whom callers may be handed to, in the order in which they are tried. */
export async function getTransferDirectory(ctx: ClinicContext): Promise<TransferDirectory> {
  authorise(ctx, 'settings.write');
  return ctx.db.withTenant(ctx.clinicId, read);
}

/**
 * Replaces the directory: callers are handed to these phones and no others.
 * @param version of what was looked at; without it nobody looked, as where a clinic is made.
 * @throws {ClinicError} for bad input; `conflict` for an older version.
 */
export async function saveTransferDirectory(
  ctx: ClinicContext,
  request: z.input<typeof transferDirectorySchema>,
  version?: string,
): Promise<void> {
  authorise(ctx, 'settings.write');
  const { entries } = parseInput(transferDirectorySchema, request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    await lockSetting(tenant, 'transfers');
    if (version !== undefined) requireSame(versionOf(await read(tenant)), version);
    const { country } = await settingsOf(tenant);
    const users = await tx.membership.findMany({ where: { clinicId }, select: { userId: true } });
    const doctors = await tx.doctor.findMany({ where: { clinicId }, select: { id: true } });
    for (const [index, { userId, doctorId }] of entries.entries()) {
      if (userId !== null && !users.some((user) => user.userId === userId))
        throw new ClinicError('not-found', 'There is no such member of staff.', `entries.${index}.userId`);
      if (doctorId !== null && !doctors.some(({ id }) => id === doctorId))
        throw new ClinicError('not-found', 'There is no such doctor.', `entries.${index}.doctorId`);
    }
    const phones = entries.map(({ phone }, index) => requirePhone(phone, country, `entries.${index}.phone`));
    const ours = await tx.phoneNumber.findMany({ where: { clinicId }, select: { number: true } });
    const own = new Set(ours.map(({ number }) => number));
    for (const [index, phone] of phones.entries())
      if (own.has(phone))
        throw new ClinicError('bad-input', 'This is the number that the AI answers.', `entries.${index}.phone`);
    await tx.transferEntry.deleteMany({ where: { clinicId } });
    await tx.transferEntry.createMany({
      data: entries.map((entry, order) => ({
        ...{ id: newId(), clinicId, order },
        ...entry,
        phone: phones[order] ?? entry.phone,
      })),
    });
    await recordAudit(tenant, ctx.actor, {
      action: 'settings.transfer-directory',
      objectKind: 'clinic',
      objectId: clinicId,
      new: { entries },
    });
  });
  forgetClinicProfile(ctx);
}

async function read(tenant: Tenant): Promise<TransferDirectory> {
  const { entries } = await loadDirectory(tenant);
  return {
    entries: entries.map(({ id: _, reasons, weekdays, languages, ...entry }) => ({
      ...entry,
      ...{ reasons: [...reasons], weekdays: [...weekdays], languages: [...languages] },
    })),
  };
}
