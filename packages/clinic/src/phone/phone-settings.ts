import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { requirePhone } from '../patients/required-phone.ts';
import { authorise } from '../people/authorise.ts';
import { lockSetting, requireSame, versionOf } from '../settings/version.ts';
import { answerModes, fromMode, toMode } from './answer-modes.ts';

const minute = z.int('is not a number of minutes').min(0, 'is before midnight').max(1_440, 'is after midnight');
const words = z.string().trim().min(1, 'is empty').max(300, 'is longer than 300 characters').nullable();

export const phoneSettingsSchema = z
  .object({
    /** When the AI answers. */
    answers: z.enum(answerModes, 'is none of always, after-hours, no-answer and never'),
    /** Of `no-answer`: rings of the clinic's own phone before the AI does. */
    afterRings: z.int('is not a whole number').min(1, 'is less than 1').max(10, 'is more than 10'),
    /** Said first outside the clinic's hours; null: our own words. */
    afterHoursEn: words,
    afterHoursHi: words,
    /** What outgoing legs show; null: the number that was rung. Twilio completes calls to Indian numbers only from numbers outside India. */
    callerId: z.string().max(40, 'is too long').nullable(),
    /** Calls are placed between these minutes after local midnight. */
    callingFromMin: minute,
    callingToMin: minute,
    /** Callbacks are rung by the AI without being asked. */
    callsBackItself: z.boolean('is neither true nor false'),
    /** What the AI's calls of a calendar month may cost, paise; null: no limit. */
    monthlyCapPaise: z
      .int('is not a number of paise')
      .min(1, 'is less than 1')
      .max(2_000_000_000, 'is too large')
      .nullable(),
  })
  .refine(({ callingFromMin, callingToMin }) => callingFromMin < callingToMin, {
    path: ['callingToMin'],
    message: 'is not after callingFromMin',
  });
export type PhoneSettings = z.output<typeof phoneSettingsSchema>;

const columns = {
  answerMode: true,
  answerAfterRings: true,
  afterHoursEn: true,
  afterHoursHi: true,
  callerId: true,
  callingFromMin: true,
  callingToMin: true,
  callsBackItself: true,
  monthlyCapPaise: true,
} as const;

/** How the clinic's phone is answered, and how it rings others. Nothing in it is about a patient. */
export async function getPhoneSettings(ctx: ClinicContext): Promise<PhoneSettings> {
  authorise(ctx, 'schedule.read');
  return ctx.db.withTenant(ctx.clinicId, read);
}

/**
 * Sets them. Calls see it within seconds.
 * @param version of what was looked at; without it nobody looked, as where a clinic is made.
 * @throws {ClinicError} for bad input; `conflict` for an older version.
 */
export async function savePhoneSettings(
  ctx: ClinicContext,
  request: z.input<typeof phoneSettingsSchema>,
  version?: string,
): Promise<void> {
  authorise(ctx, 'settings.write');
  const { answers, afterRings, callerId, ...rest } = parseInput(phoneSettingsSchema, request);
  await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    await lockSetting(tenant, 'phone');
    if (version !== undefined) requireSame(versionOf(await read(tenant)), version);
    const where = { id: tenant.clinicId };
    const old = await tenant.tx.clinic.findUniqueOrThrow({ where, select: { ...columns, country: true } });
    const { country, ...before } = old;
    const data = {
      answerMode: toMode[answers],
      answerAfterRings: afterRings,
      callerId: callerId === null ? null : requirePhone(callerId, country, 'callerId'),
      ...rest,
    };
    await tenant.tx.clinic.update({ where, data, select: { id: true } });
    await recordAudit(tenant, ctx.actor, {
      action: 'settings.phone',
      objectKind: 'clinic',
      objectId: tenant.clinicId,
      old: before,
      new: data,
    });
  });
}

async function read({ tx, clinicId }: Tenant): Promise<PhoneSettings> {
  const row = await tx.clinic.findUniqueOrThrow({ where: { id: clinicId }, select: columns });
  const { answerMode, answerAfterRings, ...rest } = row;
  return { answers: fromMode[answerMode], afterRings: answerAfterRings, ...rest };
}
