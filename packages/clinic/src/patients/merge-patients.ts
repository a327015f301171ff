import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { moveRows, referencesTo } from '../references.ts';
import { lockCalendars, lockPeople, toDoctorSpan } from '../scheduling/doctor-day-lock.ts';
import { activeStatuses } from '../scheduling/statuses.ts';
import { changePatients, staffOf } from './change-patients.ts';
import { noSuchPatient } from './live-patient.ts';
import type { MergeRecord } from './merge-record.ts';
import { readPhones } from './patient-phones.ts';
import { renewTokens } from './patient-tokens.ts';
import { sameName } from './same-name.ts';
import { type PatientFields, readFields, sealFields } from './sealed-fields.ts';

export const mergeSchema = z.object({
  /** Whose entry stays. */
  keepId: z.uuid('is not an id'),
  /** Whose entry is merged into it. */
  mergeId: z.uuid('is not an id'),
  idempotencyKey: z.string().min(8, 'is too short').max(200, 'is too long'),
});

export interface MergeResult {
  ok: true;
  /** What `undoMerge` is given. */
  mergeId: string;
  patientId: string;
}

/** What has its own way of following a patient, or tells the past as it was. */
const apart = new Set(['patient_tokens', 'patient_merges', 'patient_pairs_apart', 'patients']);

/** A family with years of appointments takes its time. */
const TIMEOUT_MS = 30_000;

/**
 * Makes two entries of one person one: appointments, calls, messages and whatever else is about the second are about the first, with phones and
 * guardians it had not; fields that the first lacks are filled. The second stays, hidden, and is found under the first.
 * @throws {ClinicError} `not-found`; `conflict` where one of them was merged already; `busy`.
 */
export async function mergePatients(ctx: ClinicContext, request: z.input<typeof mergeSchema>): Promise<MergeResult> {
  authorise(ctx, 'patients.write');
  const { idempotencyKey: key, ...body } = parseInput(mergeSchema, request);
  if (body.keepId === body.mergeId)
    throw new ClinicError('bad-input', 'A patient cannot be merged into itself.', 'mergeId');
  return changePatients(
    ctx,
    async (tenant) => {
      const { response } = await once(tenant, { key, operation: 'patient.merge', body }, () =>
        merge(tenant, ctx, body),
      );
      return response;
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

async function merge(
  tenant: Tenant,
  ctx: ClinicContext,
  { keepId, mergeId: from }: { keepId: string; mergeId: string },
): Promise<MergeResult> {
  const { tx, clinicId, cipher } = tenant;
  await lockPair(tenant, keepId, from);
  const keep = await readEntry(tenant, keepId, 'keepId');
  const gone = await readEntry(tenant, from, 'mergeId');
  const to = keepId;
  await lockCalendar(tenant, from);
  const primaryPhones = await primaryPhonesOf(tenant, from);
  const moved: MergeRecord['moved'] = [];
  // Appointments come first by name: whoever changes one holds its row before the patient's.
  for (const reference of await referencesTo(tenant, 'patients')) {
    if (apart.has(reference.table)) continue;
    const only = await rowsToMove(tenant, reference.table, { from, to });
    const ids = await moveRows(tenant, reference, { from, to, ...(only === null ? {} : { only }) });
    if (ids.length > 0) moved.push({ ...reference, ids });
  }
  const movedPhones = moved.find(({ table }) => table === 'patient_phones')?.ids ?? [];
  if (keep.hasPrimaryPhone) {
    await tx.patientPhone.updateMany({ where: { clinicId, id: { in: movedPhones } }, data: { isPrimary: false } });
  }
  const followers = await tx.patient.findMany({ where: { clinicId, mergedIntoId: from }, select: { id: true } });
  const lastSeen = {
    before: keep.lastSeenAt,
    after: keep.lastSeenAt > gone.lastSeenAt ? keep.lastSeenAt : gone.lastSeenAt,
  };
  const record: MergeRecord = {
    moved,
    primaryPhones: primaryPhones.filter((id) => movedPhones.includes(id)),
    followers: followers.map(({ id }) => id),
    filled: filledFields(keep.fields, gone.fields),
    hasCompleted: keep.isToBeCompleted && !gone.isToBeCompleted,
    // What they took back is not given again by an older entry.
    consent: keep.consent === null && !keep.hasWithdrawn ? gone.consent : null,
    lastSeen,
  };
  await tx.patient.updateMany({
    where: { clinicId, OR: [{ id: from }, { mergedIntoId: from }] },
    data: { mergedIntoId: to },
  });
  await tx.patient.update({ where: idOf(tenant, from), data: { version: { increment: 1 } }, select: { id: true } });
  await tx.patient.update({
    where: idOf(tenant, to),
    data: {
      ...sealFields(tenant, to, record.filled),
      ...(record.hasCompleted ? { isToBeCompleted: false } : {}),
      ...(record.consent === null ? {} : { consentAt: new Date(record.consent.at), consentHow: record.consent.how }),
      lastSeenAt: new Date(lastSeen.after),
      version: { increment: 1 },
    },
    select: { id: true },
  });
  await renewTokens(tenant, from);
  await renewTokens(tenant, to);
  const id = newId();
  await tx.patientMerge.create({
    data: {
      id,
      clinicId,
      keepId: to,
      mergedId: from,
      movedValues: cipher.sealJson('patient_merges', 'moved_values', id, record),
      mergedByUserId: staffOf(ctx),
      createdAt: new Date(ctx.clock.now()),
    },
    select: { id: true },
  });
  const entry = {
    action: 'patient.merge' as const,
    objectKind: 'patient',
    new: { mergeId: id, keepId: to, mergedId: from, ...record },
  };
  for (const objectId of [to, from]) await recordAudit(tenant, ctx.actor, { ...entry, objectId });
  return { ok: true, mergeId: id, patientId: to };
}

/** Who moves an appointment of theirs at this moment is waited for: its successor would else be about the entry that is gone. */
async function lockCalendar(tenant: Tenant, patientId: string): Promise<void> {
  const { tx, clinicId } = tenant;
  const { zone } = await settingsOf(tenant);
  const active = await tx.appointment.findMany({
    where: { clinicId, patientId, status: { in: [...activeStatuses] } },
    select: { doctorId: true, startsAt: true, endsAt: true },
  });
  await lockCalendars(tenant, active.map(toDoctorSpan), zone);
}

/** Two who merge the same two the other way round wait for each other in one order. */
export async function lockPair(tenant: Tenant, one: string, other: string): Promise<void> {
  for (const patientId of [one, other].sort()) await lockPeople(tenant, { patientId });
}

export const idOf = ({ clinicId }: Tenant, id: string) => ({ clinicId_id: { clinicId, id } });

async function readEntry(tenant: Tenant, id: string, field: string) {
  const row = await tenant.tx.patient.findUnique({
    where: idOf(tenant, id),
    select: {
      mergedIntoId: true,
      lastSeenAt: true,
      consentAt: true,
      consentHow: true,
      consentWithdrawnAt: true,
      patientPhoneByPatient: { where: { isPrimary: true }, select: { id: true }, take: 1 },
    },
  });
  if (row === null) throw noSuchPatient(field);
  if (row.mergedIntoId !== null)
    throw new ClinicError('conflict', 'This entry was merged into another already.', field);
  return {
    ...(await readFields(tenant, id)),
    lastSeenAt: row.lastSeenAt.toISOString(),
    consent: row.consentAt === null ? null : { at: row.consentAt.toISOString(), how: row.consentHow ?? 'desk' },
    hasWithdrawn: row.consentWithdrawnAt !== null,
    hasPrimaryPhone: row.patientPhoneByPatient.length > 0,
  };
}

async function primaryPhonesOf({ tx, clinicId }: Tenant, patientId: string): Promise<string[]> {
  const rows = await tx.patientPhone.findMany({
    where: { clinicId, patientId, isPrimary: true },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** A phone or a guardian whom the kept entry has as well stays where it is. Null: all rows move. */
async function rowsToMove(
  tenant: Tenant,
  table: string,
  { from, to }: { from: string; to: string },
): Promise<string[] | null> {
  if (table === 'patient_phones') {
    const known = new Set((await readPhones(tenant, to)).map(({ phone }) => phone));
    return (await readPhones(tenant, from)).filter(({ phone }) => !known.has(phone)).map(({ id }) => id);
  }
  if (table === 'guardians') {
    const known = await readGuardians(tenant, to);
    const isKnown = (one: Guardian) => known.some(({ name, phone }) => phone === one.phone && sameName(name, one.name));
    return (await readGuardians(tenant, from)).filter((one) => !isKnown(one)).map(({ id }) => id);
  }
  return null;
}

interface Guardian {
  id: string;
  name: string;
  phone: string;
}

async function readGuardians({ tx, clinicId, cipher }: Tenant, patientId: string): Promise<Guardian[]> {
  const rows = await tx.guardian.findMany({
    where: { clinicId, patientId },
    select: { id: true, name: true, phone: true },
  });
  return rows.map(({ id, name, phone }) => ({
    id,
    name: cipher.open('guardians', 'name', id, name),
    phone: cipher.open('guardians', 'phone', id, phone),
  }));
}

/** The number of the clinic stays with its entry: it is found under the kept one, and can be given to nobody else. */
function filledFields(keep: PatientFields, gone: PatientFields): MergeRecord['filled'] {
  const names = ['name', 'birth', 'language', 'email', 'address', 'abhaNumber', 'notes'] as const;
  return Object.fromEntries(
    names.flatMap((name) => (keep[name] === null && gone[name] !== null ? [[name, gone[name]]] : [])),
  );
}
