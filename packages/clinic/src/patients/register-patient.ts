import { foldName, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { requireCall } from '../calls/require-call.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { requireFreeAbha } from './abha-owner.ts';
import { birthSchema, requirePast } from './birth.ts';
import { changePatients } from './change-patients.ts';
import { clinicPlace } from './clinic-place.ts';
import { consentHowSchema } from './consent.ts';
import { insertPatient } from './insert-patient.ts';
import { findLivePatient } from './live-patient.ts';
import {
  abhaSchema,
  addressSchema,
  emailSchema,
  languageSchema,
  nameSchema,
  notesSchema,
  phoneTextSchema,
  relationSchema,
  uhidSchema,
} from './patient-fields.ts';
import { requirePhone } from './required-phone.ts';
import { takeUhid } from './uhid.ts';

export const newPatientSchema = z.object({
  /** Missing where the desk enters somebody who has none. */
  phone: phoneTextSchema.optional(),
  name: nameSchema.optional(),
  /** Whose phone it is, seen from the patient; `self` where nothing is said. */
  relation: relationSchema.optional(),
  language: languageSchema.optional(),
  birth: birthSchema.optional(),
  /** The clinic's own number; without it the next of its series. */
  uhid: uhidSchema.optional(),
  email: emailSchema.optional(),
  address: addressSchema.optional(),
  abhaNumber: abhaSchema.optional(),
  notes: notesSchema.optional(),
  /** Who answers for a minor; the phone is the patient's where none is given. */
  guardian: z.object({ name: nameSchema, phone: phoneTextSchema.optional(), relation: relationSchema }).optional(),
  /** How the privacy notice was given, now. A call always gives it. */
  consentHow: consentHowSchema.optional(),
  /** True where a call could not hear everything: the desk is asked to complete the entry. */
  isToBeCompleted: z.boolean(),
  callId: z.uuid('is not an id').optional(),
  idempotencyKey: z.string().min(8, 'is too short').max(200, 'is too long').optional(),
});
export type NewPatientRequest = z.input<typeof newPatientSchema>;
type Request = z.output<typeof newPatientSchema>;

/**
 * Makes a patient. A call that comes back to it gets the same entry again; so does whoever repeats an idempotency key.
 * @throws {ClinicError} naming the field that is wrong, or whose number is another patient's.
 */
export async function registerPatient(ctx: ClinicContext, request: NewPatientRequest): Promise<{ id: string }> {
  authorise(ctx, 'patients.write');
  const { idempotencyKey: key, ...input } = parseInput(newPatientSchema, request);
  return changePatients(ctx, async (tenant) => {
    if (key === undefined) return { id: await register(tenant, ctx, input) };
    // What is compared on a repeat is kept as a keyed token: the ordinary digest of a phone alone could be guessed.
    const body = String(tenant.cipher.token({ kind: 'phone', term: JSON.stringify(input) }));
    const { response } = await once(tenant, { key, operation: 'patient.register', body }, async () => ({
      ok: true,
      id: await register(tenant, ctx, input),
    }));
    return { id: response.id };
  });
}

async function register(tenant: Tenant, ctx: ClinicContext, input: Omit<Request, 'idempotencyKey'>): Promise<string> {
  const now = new Date(ctx.clock.now());
  const { country, today } = await clinicPlace(tenant, ctx.clock.now());
  const phone = input.phone === undefined ? null : requirePhone(input.phone, country);
  if (phone === null && input.name === undefined)
    throw new ClinicError('bad-input', 'A patient has a name or a phone.', 'name');
  if (input.birth !== undefined) requirePast(input.birth, today);
  if (input.callId !== undefined) {
    await requireCall(tenant, input.callId);
    const earlier = await entryOfCall(tenant, input.callId, input.name);
    if (earlier !== null) return earlier;
  }
  if (input.abhaNumber !== undefined) await requireFreeAbha(tenant, input.abhaNumber);
  const uhid = await takeUhid(tenant, input.uhid);
  const consentHow = input.consentHow ?? (input.callId === undefined ? undefined : 'call');
  const id = await insertPatient(
    tenant,
    {
      ...input,
      uhid,
      consent: consentHow === undefined ? undefined : { at: now, how: consentHow },
      phones: phone === null ? [] : [{ phone, relation: input.relation ?? 'self' }],
      guardians:
        input.guardian === undefined ? [] : [{ ...input.guardian, phone: guardianPhone(input, phone, country) }],
    },
    now,
  );
  const { isToBeCompleted, callId: _callId, consentHow: _how, phone: _phone, ...said } = input;
  await recordAudit(tenant, ctx.actor, {
    action: 'patient.register',
    objectKind: 'patient',
    objectId: id,
    new: {
      ...said,
      ...(phone === null ? {} : { phone }),
      ...(uhid === null ? {} : { uhid }),
      ...(consentHow === undefined ? {} : { consentHow }),
      isToBeCompleted,
    },
  });
  return id;
}

function guardianPhone(input: Pick<Request, 'guardian'>, patients: string | null, country: string): string {
  const given = input.guardian?.phone;
  if (given !== undefined) return requirePhone(given, country, 'guardian.phone');
  if (patients !== null) return patients;
  throw new ClinicError('bad-input', 'guardian.phone is missing.', 'guardian.phone');
}

/** An entry that this call made before: for the same name, or for the same missing one. */
async function entryOfCall(tenant: Tenant, callId: string, name: string | undefined): Promise<string | null> {
  const { tx, clinicId, cipher } = tenant;
  const rows = await tx.patient.findMany({
    where: { clinicId, createdByCallId: callId },
    select: { id: true, name: true },
  });
  const wanted = name === undefined ? null : foldName(name);
  const same = rows.find(
    (row) => (row.name === null ? null : foldName(cipher.open('patients', 'name', row.id, row.name))) === wanted,
  );
  return same === undefined ? null : findLivePatient(tenant, same.id);
}
