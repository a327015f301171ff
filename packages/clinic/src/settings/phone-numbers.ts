import { conflictOf, newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { requirePhone } from '../patients/required-phone.ts';
import { authorise } from '../people/authorise.ts';
import { idText } from './fields.ts';

const label = z.string().trim().min(1, 'is empty').max(60, 'is longer than 60 characters');
export const newPhoneNumberSchema = z.object({ number: z.string().trim().max(40, 'is too long'), label });
export const phoneNumberChangeSchema = z.object({
  phoneNumberId: idText,
  label,
  /** One that is off is answered as unknown. */
  isActive: z.boolean('is neither true nor false'),
});

/** A number that patients dial. */
export interface PhoneNumberView {
  id: string;
  number: string;
  label: string;
  isActive: boolean;
  /** When the last call on it came in; null: none ever has. */
  lastCallAt: string | null;
}

export async function listPhoneNumbers(ctx: ClinicContext): Promise<PhoneNumberView[]> {
  authorise(ctx, 'settings.write');
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const rows = await tx.phoneNumber.findMany({
      where: { clinicId },
      select: {
        id: true,
        number: true,
        label: true,
        isActive: true,
        callLogByPhoneNumber: { select: { startedAt: true }, orderBy: { startedAt: 'desc' }, take: 1 },
      },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(({ callLogByPhoneNumber: [last], ...row }) => ({
      ...row,
      lastCallAt: last?.startedAt.toISOString() ?? null,
    }));
  });
}

/** Notes a number that the clinic has at Twilio. @throws {ClinicError} where it is none, or some clinic has it. */
export async function addPhoneNumber(
  ctx: ClinicContext,
  request: z.input<typeof newPhoneNumberSchema>,
): Promise<{ phoneNumberId: string }> {
  authorise(ctx, 'settings.write');
  const wanted = parseInput(newPhoneNumberSchema, request);
  const id = newId();
  try {
    await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
      const { tx, clinicId } = tenant;
      const number = requirePhone(wanted.number, await countryOf(tenant), 'number');
      const entry = await tx.transferEntry.count({ where: { clinicId, phone: number } });
      if (entry > 0)
        throw new ClinicError('conflict', 'Callers are handed to this number: take it out of the directory.', 'number');
      const data = { id, clinicId, number, label: wanted.label };
      await tx.phoneNumber.create({ data, select: { id: true } });
      await recordAudit(tenant, ctx.actor, {
        action: 'phone-number.add',
        objectKind: 'phone-number',
        objectId: id,
        new: { number, label: wanted.label },
      });
    });
  } catch (error) {
    if (conflictOf(error) !== 'unique') throw error;
    throw new ClinicError('conflict', 'This number belongs to a clinic already.', 'number');
  }
  return { phoneNumberId: id };
}

/** Renames a number, or has it answered no more, or again. @throws {ClinicError} `not-found` */
export async function savePhoneNumber(
  ctx: ClinicContext,
  request: z.input<typeof phoneNumberChangeSchema>,
): Promise<void> {
  authorise(ctx, 'settings.write');
  const { phoneNumberId: id, ...data } = parseInput(phoneNumberChangeSchema, request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const where = { clinicId_id: { clinicId, id } };
    const old = await tx.phoneNumber.findUnique({ where, select: { label: true, isActive: true } });
    if (old === null) throw new ClinicError('not-found', 'There is no such number.', 'phoneNumberId');
    await tx.phoneNumber.update({ where, data, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: 'phone-number.change',
      objectKind: 'phone-number',
      objectId: id,
      old,
      new: data,
    });
  });
}

async function countryOf({ tx, clinicId }: Tenant): Promise<string> {
  return (await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: { country: true } })).country;
}
