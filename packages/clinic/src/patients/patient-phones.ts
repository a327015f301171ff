import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { changePatients } from './change-patients.ts';
import { clinicPlace } from './clinic-place.ts';
import { lockLivePatient } from './live-patient.ts';
import { phoneTextSchema, relationSchema } from './patient-fields.ts';
import { renewTokens } from './patient-tokens.ts';
import { requirePhone } from './required-phone.ts';
import { countChange } from './version.ts';

export const newPhoneSchema = z.object({
  patientId: z.uuid('is not an id'),
  phone: phoneTextSchema,
  relation: relationSchema.optional(),
  /** Messages go there from now on. The first phone of a patient always is. */
  isPrimary: z.boolean().optional(),
});
export const phoneOfSchema = z.object({ patientId: z.uuid('is not an id'), phoneId: z.uuid('is not an id') });

/** A patient has no more phones than a family has. */
const MOST_PHONES = 10;

/** Adds a phone to a patient; one that is there already is answered as it is. @throws {ClinicError} naming the field. */
export async function addPhone(
  ctx: ClinicContext,
  request: z.input<typeof newPhoneSchema>,
): Promise<{ phoneId: string; version: number }> {
  authorise(ctx, 'patients.write');
  const input = parseInput(newPhoneSchema, request);
  return changePatients(ctx, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const { country } = await clinicPlace(tenant, ctx.clock.now());
    const phone = requirePhone(input.phone, country);
    const patientId = await lockLivePatient(tenant, input.patientId);
    const present = await readPhones(tenant, patientId);
    const same = present.find((row) => row.phone === phone);
    if (same !== undefined) return { phoneId: same.id, version: await countChange(tenant, patientId, false) };
    if (present.length >= MOST_PHONES)
      throw new ClinicError('conflict', `A patient has at most ${MOST_PHONES} phones.`, 'phone');
    const isPrimary = input.isPrimary === true || present.length === 0;
    if (isPrimary) await tx.patientPhone.updateMany({ where: { clinicId, patientId }, data: { isPrimary: false } });
    const phoneId = newId();
    const relation = input.relation ?? 'self';
    await tx.patientPhone.create({
      data: {
        id: phoneId,
        clinicId,
        patientId,
        phone: cipher.seal('patient_phones', 'phone', phoneId, phone),
        relation,
        isPrimary,
      },
      select: { id: true },
    });
    await renewTokens(tenant, patientId);
    const objectId = patientId;
    const added = { phone, relation, isPrimary };
    await recordAudit(tenant, ctx.actor, { action: 'patient.phone.add', objectKind: 'patient', objectId, new: added });
    return { phoneId, version: await countChange(tenant, patientId) };
  });
}

/** Takes a phone from a patient; where it was the primary one, the oldest that is left becomes it. */
export async function removePhone(
  ctx: ClinicContext,
  request: z.input<typeof phoneOfSchema>,
): Promise<{ version: number }> {
  authorise(ctx, 'patients.write');
  const input = parseInput(phoneOfSchema, request);
  return changePatients(ctx, async (tenant) => {
    const { tx, clinicId } = tenant;
    const patientId = await lockLivePatient(tenant, input.patientId);
    const present = await readPhones(tenant, patientId);
    const gone = requireOf(present, input.phoneId);
    await tx.patientPhone.delete({ where: { clinicId_id: { clinicId, id: gone.id } }, select: { id: true } });
    const heir = present.find((row) => row.id !== gone.id);
    if (gone.isPrimary && heir !== undefined) {
      const where = { clinicId_id: { clinicId, id: heir.id } };
      await tx.patientPhone.update({ where, data: { isPrimary: true }, select: { id: true } });
    }
    await renewTokens(tenant, patientId);
    const old = { phone: gone.phone, relation: gone.relation };
    const objectId = patientId;
    await recordAudit(tenant, ctx.actor, { action: 'patient.phone.remove', objectKind: 'patient', objectId, old });
    return { version: await countChange(tenant, patientId) };
  });
}

/** Sends the patient's messages to another of their phones. */
export async function setPrimaryPhone(
  ctx: ClinicContext,
  request: z.input<typeof phoneOfSchema>,
): Promise<{ version: number }> {
  authorise(ctx, 'patients.write');
  const input = parseInput(phoneOfSchema, request);
  return changePatients(ctx, async (tenant) => {
    const { tx, clinicId } = tenant;
    const patientId = await lockLivePatient(tenant, input.patientId);
    const present = await readPhones(tenant, patientId);
    const { id, phone } = requireOf(present, input.phoneId);
    await tx.patientPhone.updateMany({ where: { clinicId, patientId, id: { not: id } }, data: { isPrimary: false } });
    await tx.patientPhone.update({
      where: { clinicId_id: { clinicId, id } },
      data: { isPrimary: true },
      select: { id: true },
    });
    const old = { phone: present.find((row) => row.isPrimary)?.phone ?? null };
    const objectId = patientId;
    const change = { old, new: { phone } };
    await recordAudit(tenant, ctx.actor, {
      action: 'patient.phone.primary',
      objectKind: 'patient',
      objectId,
      ...change,
    });
    return { version: await countChange(tenant, patientId) };
  });
}

export interface PhoneRow {
  id: string;
  /** E.164. */
  phone: string;
  relation: string;
  isPrimary: boolean;
}

/** The phones of a patient, the oldest first. */
export async function readPhones({ tx, clinicId, cipher }: Tenant, patientId: string): Promise<PhoneRow[]> {
  const rows = await tx.patientPhone.findMany({
    where: { clinicId, patientId },
    select: { id: true, phone: true, relation: true, isPrimary: true },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => ({ ...row, phone: cipher.open('patient_phones', 'phone', row.id, row.phone) }));
}

function requireOf(phones: PhoneRow[], phoneId: string): PhoneRow {
  const found = phones.find(({ id }) => id === phoneId);
  if (found === undefined) throw new ClinicError('not-found', 'This patient has no such phone.', 'phoneId');
  return found;
}
