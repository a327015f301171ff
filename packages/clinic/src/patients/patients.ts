import { foldName, nameTerms, newId, phoneTerms, type SearchTerm, soundOf, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { requireCall } from '../calls/require-call.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { fromStored, type Language, toStored } from '../language.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { countTry } from '../people/try-limit.ts';
import { type Birth, birthSchema, matchesBirth } from './birth.ts';
import { normalisePhone } from './phone.ts';

/** Somebody whom a phone may belong to. It never says who is calling. */
export interface PatientCandidate {
  id: string;
  name: string | null;
  relation: string;
  language: Language | null;
  isToBeCompleted: boolean;
}

/** At most so many are read and decrypted for one phone. */
const MOST_CANDIDATES = 50;

/**
 * All patients of a phone, those seen last first; a doctor gets those who have an appointment with them. Empty where the number is none or withheld.
 * The look is audited.
 */
export async function patientsByPhone(ctx: ClinicContext, phone: string): Promise<PatientCandidate[]> {
  authorise(ctx, 'patients.read');
  const number = normalisePhone(phone);
  if (number === null) return [];
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const candidates = await candidatesOf(tenant, number, onlyDoctor(ctx));
    const found = candidates.map(({ id }) => id);
    await recordAudit(tenant, ctx.actor, { action: 'patient.find', objectKind: 'patient', new: { found } });
    return candidates;
  });
}

async function candidatesOf(
  { tx, clinicId, cipher }: Tenant,
  phone: string,
  doctorId: string | null,
): Promise<PatientCandidate[]> {
  const rows = await tx.patient.findMany({
    where: {
      clinicId,
      mergedIntoId: null,
      patientTokenByPatient: { some: { clinicId, kind: 'phone', token: cipher.token({ kind: 'phone', term: phone }) } },
      ...(doctorId === null ? {} : { appointmentByPatient: { some: { clinicId, doctorId } } }),
    },
    select: {
      id: true,
      name: true,
      language: true,
      isToBeCompleted: true,
      patientPhoneByPatient: { select: { id: true, phone: true, relation: true } },
    },
    orderBy: { updatedAt: 'desc' },
    take: MOST_CANDIDATES,
  });
  return rows.map((row) => {
    const link = row.patientPhoneByPatient.find(
      ({ id, phone: sealed }) => cipher.open('patient_phones', 'phone', id, sealed) === phone,
    );
    return {
      id: row.id,
      name: row.name === null ? null : cipher.open('patients', 'name', row.id, row.name),
      relation: link?.relation ?? 'self',
      language: row.language === null ? null : fromStored(row.language),
      isToBeCompleted: row.isToBeCompleted,
    };
  });
}

export const newPatientSchema = z.object({
  phone: z.string().max(40, 'is too long'),
  name: z.string().trim().min(1, 'is empty').max(120, 'is longer than 120 characters').optional(),
  language: z.enum(['en', 'hi', 'hi-en']).optional(),
  birth: birthSchema.optional(),
  /** True where a call could not hear everything: the desk is asked to complete the entry. */
  isToBeCompleted: z.boolean(),
  callId: z.uuid('is not an id').optional(),
  relation: z.string().max(40, 'is too long').optional(),
});

/** Makes a patient under a phone. A call that comes back to it gets the same entry again. */
export async function registerPatient(
  ctx: ClinicContext,
  request: z.input<typeof newPatientSchema>,
): Promise<{ id: string }> {
  authorise(ctx, 'patients.write');
  const input = parseInput(newPatientSchema, request);
  const phone = normalisePhone(input.phone);
  if (phone === null) throw new ClinicError('bad-input', 'phone is not a phone number.', 'phone');
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    if (input.callId !== undefined) await requireCall(tenant, input.callId);
    const earlier = input.callId === undefined ? null : await entryOfCall(tenant, input.callId, input.name);
    if (earlier !== null) return { id: earlier };
    const id = newId();
    const phoneId = newId();
    await tx.patient.create({
      data: {
        id,
        clinicId,
        name: input.name === undefined ? null : cipher.seal('patients', 'name', id, input.name),
        birth: input.birth === undefined ? null : cipher.sealJson('patients', 'birth', id, input.birth),
        language: input.language === undefined ? null : toStored(input.language),
        isToBeCompleted: input.isToBeCompleted,
        createdByCallId: input.callId ?? null,
        ...(input.callId === undefined ? {} : { consentAt: new Date(ctx.clock.now()), consentHow: 'call' }),
      },
      select: { id: true },
    });
    await tx.patientPhone.create({
      data: {
        id: phoneId,
        clinicId,
        patientId: id,
        phone: cipher.seal('patient_phones', 'phone', phoneId, phone),
        relation: input.relation ?? 'self',
      },
      select: { id: true },
    });
    await writeTokens(tenant, id, [...phoneTerms(phone), ...(input.name === undefined ? [] : nameTerms(input.name))]);
    await recordAudit(tenant, ctx.actor, {
      action: 'patient.register',
      objectKind: 'patient',
      objectId: id,
      new: { phone, ...(input.name === undefined ? {} : { name: input.name }), isToBeCompleted: input.isToBeCompleted },
    });
    return { id };
  });
}

/** An entry that this call made before: for the same name, or for the same missing one. */
async function entryOfCall(
  { tx, clinicId, cipher }: Tenant,
  callId: string,
  name: string | undefined,
): Promise<string | null> {
  const rows = await tx.patient.findMany({
    where: { clinicId, createdByCallId: callId },
    select: { id: true, name: true },
  });
  const wanted = name === undefined ? null : foldName(name);
  const same = rows.find(
    (row) => (row.name === null ? null : foldName(cipher.open('patients', 'name', row.id, row.name))) === wanted,
  );
  return same?.id ?? null;
}

/** Writes the keyed tokens by which a patient is found. */
export async function writeTokens(
  { tx, clinicId, cipher }: Tenant,
  patientId: string,
  terms: SearchTerm[],
): Promise<void> {
  const data = terms.map((term) => ({ clinicId, kind: term.kind, token: cipher.token(term), patientId }));
  await tx.patientToken.createMany({ data, skipDuplicates: true });
}

export const identificationSchema = z.object({
  phone: z.string().max(40, 'is too long'),
  /** As it was heard or typed. Or the patient the caller was matched to by name. */
  name: z.string().max(120, 'is longer than 120 characters'),
  birth: birthSchema,
});

export type Identification = { result: 'none' } | { result: 'ambiguous' } | { result: 'verified'; patientId: string };

/** Tries of one phone within an hour. */
const TRIES = { limit: 6, windowMs: 3_600_000 };

/**
 * Is the caller a patient of this phone? Name and birth must both match; the answer never says which did not. An age counts only from
 * the patient's own registered phone, which all candidates here are on.
 */
export async function identifyCaller(
  ctx: ClinicContext,
  request: z.input<typeof identificationSchema>,
): Promise<Identification> {
  authorise(ctx, 'patients.read');
  const input = parseInput(identificationSchema, request);
  const phone = normalisePhone(input.phone);
  if (phone === null) return { result: 'none' };
  const key = (await ctx.db.cipherFor(ctx.clinicId)).token({ kind: 'phone', term: phone });
  const rate = await countTry(ctx, `identify:${ctx.clinicId}:${key}`, TRIES);
  if (!rate.allowed) return { result: 'none' };
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const candidates = (await candidatesOf(tenant, phone, onlyDoctor(ctx))).filter(
      (candidate) => candidate.name !== null && sameName(candidate.name, input.name),
    );
    const rows = await tx.patient.findMany({
      where: { clinicId, id: { in: candidates.map(({ id }) => id) } },
      select: { id: true, birth: true },
    });
    const matching = rows.filter(
      (row) =>
        row.birth !== null &&
        matchesBirth(cipher.openJson('patients', 'birth', row.id, row.birth) as Birth, input.birth),
    );
    const only = matching[0];
    const result: Identification =
      matching.length > 1
        ? { result: 'ambiguous' }
        : only === undefined
          ? { result: 'none' }
          : { result: 'verified', patientId: only.id };
    await recordAudit(tenant, ctx.actor, {
      action: 'patient.identify',
      objectKind: 'patient',
      ...(result.result === 'verified' ? { objectId: result.patientId } : {}),
      outcome: result.result === 'verified' ? 'done' : 'denied',
    });
    return result;
  });
}

/** Does a spoken name mean a stored one? Every spoken word must sound like a word of it, in either script. */
export function sameName(stored: string, spoken: string): boolean {
  const soundsOf = (name: string) =>
    foldName(name)
      .split(' ')
      .map(soundOf)
      .filter((sound) => sound.length > 0);
  const [known, said] = [soundsOf(stored), soundsOf(spoken)];
  return said.length > 0 && said.every((sound) => known.includes(sound));
}
