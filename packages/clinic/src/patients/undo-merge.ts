import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { moveRows } from '../references.ts';
import { changePatients } from './change-patients.ts';
import { idOf, lockPair } from './merge-patients.ts';
import { type MergeRecord, mergeRecordSchema } from './merge-record.ts';
import { renewTokens } from './patient-tokens.ts';
import { type PatientFields, readFields, sealFields } from './sealed-fields.ts';

const TIMEOUT_MS = 30_000;

/**
 * Takes a merge back: the rows that moved go home, the fields that were filled and not changed since are emptied. What the kept entry got since
 * stays with it. Taken back twice it answers the same.
 * @throws {ClinicError} `not-found`; `conflict` where the kept entry was itself merged since: that is taken back first; `busy`.
 */
export async function undoMerge(
  ctx: ClinicContext,
  request: { mergeId: string },
): Promise<{ keptId: string; restoredId: string }> {
  authorise(ctx, 'patients.write');
  const { mergeId } = parseInput(z.object({ mergeId: z.uuid('is not an id') }), request);
  return changePatients(ctx, (tenant) => undo(tenant, ctx, mergeId), { timeoutMs: TIMEOUT_MS });
}

async function undo(
  tenant: Tenant,
  ctx: ClinicContext,
  mergeId: string,
): Promise<{ keptId: string; restoredId: string }> {
  const { tx, clinicId, cipher } = tenant;
  const where = idOf(tenant, mergeId);
  const found = await tx.patientMerge.findUnique({ where, select: { keepId: true, mergedId: true } });
  if (found === null) throw new ClinicError('not-found', 'There is no such merge.', 'mergeId');
  const { keepId, mergedId } = found;
  await lockPair(tenant, keepId, mergedId);
  const merge = await tx.patientMerge.findUniqueOrThrow({ where, select: { movedValues: true, undoneAt: true } });
  const answer = { keptId: keepId, restoredId: mergedId };
  if (merge.undoneAt !== null) return answer;
  const merged = await tx.patient.findUniqueOrThrow({ where: idOf(tenant, mergedId), select: { mergedIntoId: true } });
  if (merged.mergedIntoId !== keepId)
    throw new ClinicError('conflict', 'The kept entry was merged into another since: take that back first.', 'mergeId');
  const record = mergeRecordSchema.parse(cipher.openJson('patient_merges', 'moved_values', mergeId, merge.movedValues));

  const returned: MergeRecord['moved'] = [];
  for (const { ids, ...reference } of record.moved) {
    const back = await moveRows(tenant, reference, { from: keepId, to: mergedId, only: ids });
    if (back.length > 0) returned.push({ ...reference, ids: back });
  }
  await tx.patientPhone.updateMany({
    where: { clinicId, patientId: mergedId, id: { in: record.primaryPhones } },
    data: { isPrimary: true },
  });
  await tx.patient.updateMany({
    where: { clinicId, id: { in: record.followers }, mergedIntoId: keepId },
    data: { mergedIntoId: mergedId },
  });
  await tx.patient.update({
    where: idOf(tenant, mergedId),
    data: { mergedIntoId: null, version: { increment: 1 } },
    select: { id: true },
  });
  const emptied = await emptyFilled(tenant, keepId, record);
  await requirePrimary(tenant, keepId);
  await renewTokens(tenant, keepId);
  await renewTokens(tenant, mergedId);
  await tx.patientMerge.update({ where, data: { undoneAt: new Date(ctx.clock.now()) }, select: { id: true } });
  const entry = {
    action: 'patient.unmerge' as const,
    objectKind: 'patient',
    new: { mergeId, keepId, mergedId, moved: returned, emptied },
  };
  for (const objectId of [keepId, mergedId]) await recordAudit(tenant, ctx.actor, { ...entry, objectId });
  return answer;
}

/** What the merge filled and nobody changed since is empty again. @returns the names of those fields. */
async function emptyFilled(tenant: Tenant, keepId: string, record: MergeRecord): Promise<string[]> {
  const { fields, isToBeCompleted } = await readFields(tenant, keepId);
  const isAsFilled = (name: keyof MergeRecord['filled']) =>
    JSON.stringify(fields[name]) === JSON.stringify(record.filled[name]);
  const names = (Object.keys(record.filled) as (keyof MergeRecord['filled'])[]).filter(isAsFilled);
  const empty = Object.fromEntries(names.map((name) => [name, null])) as Partial<PatientFields>;
  const where = idOf(tenant, keepId);
  const now = await tenant.tx.patient.findUniqueOrThrow({ where, select: { consentAt: true, lastSeenAt: true } });
  const isConsentOurs = record.consent !== null && now.consentAt?.toISOString() === record.consent.at;
  const isSeenSince = now.lastSeenAt.toISOString() !== record.lastSeen.after;
  await tenant.tx.patient.update({
    where,
    data: {
      ...sealFields(tenant, keepId, empty),
      ...(record.hasCompleted && !isToBeCompleted ? { isToBeCompleted: true } : {}),
      ...(isConsentOurs ? { consentAt: null, consentHow: null } : {}),
      ...(isSeenSince ? {} : { lastSeenAt: new Date(record.lastSeen.before) }),
      version: { increment: 1 },
    },
    select: { id: true },
  });
  return names;
}

/** Messages to the kept one still go somewhere, where the phone they went to has gone home. */
async function requirePrimary({ tx, clinicId }: Tenant, patientId: string): Promise<void> {
  const phones = await tx.patientPhone.findMany({
    where: { clinicId, patientId },
    select: { id: true, isPrimary: true },
    orderBy: { id: 'asc' },
  });
  const [heir] = phones;
  if (heir === undefined || phones.some(({ isPrimary }) => isPrimary)) return;
  const where = { clinicId_id: { clinicId, id: heir.id } };
  await tx.patientPhone.update({ where, data: { isPrimary: true }, select: { id: true } });
}
