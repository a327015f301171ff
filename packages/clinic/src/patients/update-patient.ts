import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { idempotencyKeySchema, once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { requireFreeAbha } from './abha-owner.ts';
import { birthSchema, requirePast } from './birth.ts';
import { changePatients } from './change-patients.ts';
import { clinicPlace } from './clinic-place.ts';
import { lockLivePatient } from './live-patient.ts';
import {
  abhaSchema,
  addressSchema,
  emailSchema,
  languageSchema,
  nameSchema,
  notesSchema,
  uhidSchema,
} from './patient-fields.ts';
import { renewTokens } from './patient-tokens.ts';
import { type PatientFields, readFields, sealFields } from './sealed-fields.ts';
import { takeUhid } from './uhid.ts';

/** What is left out stays; null empties a field. */
export const patientChangeSchema = z.object({
  patientId: z.uuid('is not an id'),
  /** The version that the change was made from. */
  version: z.int('is not a version').min(1, 'is not a version'),
  name: nameSchema.optional(),
  uhid: uhidSchema.optional(),
  birth: birthSchema.nullable().optional(),
  language: languageSchema.nullable().optional(),
  email: emailSchema.nullable().optional(),
  address: addressSchema.nullable().optional(),
  abhaNumber: abhaSchema.nullable().optional(),
  notes: notesSchema.nullable().optional(),
  idempotencyKey: idempotencyKeySchema.optional(),
});
export type PatientChange = z.input<typeof patientChangeSchema>;

/**
 * Changes fields of a patient.
 * @throws {ClinicError} `conflict` where somebody else changed the entry since, or a number is another patient's; else naming the field.
 */
export function updatePatient(ctx: ClinicContext, request: PatientChange): Promise<{ version: number }> {
  return change(ctx, request, false);
}

/** The same, and the entry that a call left is complete: it has a name then. */
export function completePatient(ctx: ClinicContext, request: PatientChange): Promise<{ version: number }> {
  return change(ctx, request, true);
}

async function change(ctx: ClinicContext, request: PatientChange, isComplete: boolean): Promise<{ version: number }> {
  authorise(ctx, 'patients.write');
  const { idempotencyKey: key, ...input } = parseInput(patientChangeSchema, request);
  return changePatients(ctx, async (tenant) => {
    // As in registering: the ordinary digest of what is changed could be guessed.
    const body = String(tenant.cipher.token({ kind: 'name_word', term: JSON.stringify([isComplete, input]) }));
    const write = async () => ({ ok: true, version: await writeChange(tenant, ctx, input, isComplete) });
    const { response } = await once(tenant, { key, operation: 'patient.update', body }, write);
    return { version: response.version };
  });
}

async function writeChange(
  tenant: Tenant,
  ctx: ClinicContext,
  { patientId, version, ...wanted }: Omit<z.output<typeof patientChangeSchema>, 'idempotencyKey'>,
  isComplete: boolean,
): Promise<number> {
  const { tx, clinicId } = tenant;
  const id = await lockLivePatient(tenant, patientId);
  const before = await readFields(tenant, id);
  if (before.version !== version)
    throw new ClinicError('conflict', 'Somebody else changed this patient meanwhile.', 'version');
  const { today } = await clinicPlace(tenant, ctx.clock.now());
  if (wanted.birth) requirePast(wanted.birth, today);
  if (wanted.abhaNumber) await requireFreeAbha(tenant, wanted.abhaNumber, id);
  if (wanted.uhid !== undefined) await takeUhid(tenant, wanted.uhid, id);
  const changed = changesOf(before.fields, wanted);
  if (isComplete && (changed.new.name ?? before.fields.name) === null)
    throw new ClinicError('bad-input', 'name is missing.', 'name');
  const completing = isComplete && before.isToBeCompleted;
  if (Object.keys(changed.new).length === 0 && !completing) return version;
  const row = await tx.patient.update({
    where: { clinicId_id: { clinicId, id } },
    data: {
      ...sealFields(tenant, id, changed.new),
      ...(completing ? { isToBeCompleted: false } : {}),
      version: { increment: 1 },
    },
    select: { version: true },
  });
  if ('name' in changed.new || 'uhid' in changed.new || 'abhaNumber' in changed.new) await renewTokens(tenant, id);
  await recordAudit(tenant, ctx.actor, {
    action: isComplete ? 'patient.complete' : 'patient.update',
    objectKind: 'patient',
    objectId: id,
    ...changed,
  });
  return row.version;
}

type Wanted = Omit<z.output<typeof patientChangeSchema>, 'patientId' | 'version' | 'idempotencyKey'>;

/** Old and new of those fields that really change. */
function changesOf(
  before: PatientFields,
  wanted: Wanted,
): { old: Partial<PatientFields>; new: Partial<PatientFields> } {
  const names = (Object.keys(wanted) as (keyof PatientFields)[]).filter(
    (name) => wanted[name] !== undefined && JSON.stringify(wanted[name]) !== JSON.stringify(before[name]),
  );
  const pick = (from: Partial<Record<keyof PatientFields, unknown>>) =>
    Object.fromEntries(names.map((name) => [name, from[name]])) as Partial<PatientFields>;
  return { old: pick(before), new: pick(wanted) };
}
