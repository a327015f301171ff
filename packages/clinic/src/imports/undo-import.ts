import type { Tenant } from '@vaani/db';
import type { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { forgetClinicProfile } from '../clinic/profile.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { changePatients } from '../patients/change-patients.ts';
import { authorise } from '../people/authorise.ts';
import { type Announce, announcements } from '../scheduling/calendar-write.ts';
import { importIdSchema, noSuchImport } from './read-import.ts';
import { removeAppointments } from './remove-appointments.ts';
import { removeDoctors } from './remove-doctors.ts';
import { removePatients } from './remove-patients.ts';
import type { ImportKind } from './types.ts';

/** Why something that an import made is left. */
export type KeptReason = 'was changed since' | 'is in use' | 'is gone already';

/** What became of each object that was to be removed: gone, or left for a reason. */
export type Removal = Map<string, KeptReason | null>;

export interface UndoneImport {
  removed: number;
  kept: { line: number; objectId: string; reason: KeptReason }[];
}

const atOnce: Record<ImportKind, number> = { patients: 200, doctors: 20, appointments: 20 };
const TIMEOUT_MS = 30_000;

/**
 * Removes what an import made, but what was changed or used since: that is named and stays. A batch a transaction; broken off and asked for again it goes
 * on, and asked for once more it answers what stayed.
 * @throws {ClinicError} `not-found`, or `conflict` while the import still runs.
 */
export async function undoImport(ctx: ClinicContext, request: z.input<typeof importIdSchema>): Promise<UndoneImport> {
  authorise(ctx, 'imports.write');
  const { importId } = parseInput(importIdSchema, request);
  for (let isDone = false; !isDone; ) {
    const words = announcements(ctx);
    isDone = await changePatients(ctx, (tenant) => removeBatch(tenant, ctx, importId, words), {
      timeoutMs: TIMEOUT_MS,
    });
    await words.tell();
  }
  forgetClinicProfile(ctx);
  return ctx.db.withTenant(ctx.clinicId, (tenant) => readOutcome(tenant, importId));
}

/** The last lines first, as what came later may hang on what came before. @returns true where nothing is left to do. */
async function removeBatch(tenant: Tenant, ctx: ClinicContext, importId: string, announce: Announce): Promise<boolean> {
  const { tx, clinicId } = tenant;
  const [current] = await tx.$queryRaw<{ kind: ImportKind; status: string }[]>`
    SELECT kind::text AS kind, status::text AS status FROM imports
    WHERE clinic_id = ${clinicId}::uuid AND id = ${importId}::uuid FOR NO KEY UPDATE`;
  if (current === undefined) throw noSuchImport();
  if (current.status === 'waiting' || current.status === 'running')
    throw new ClinicError('conflict', 'This import is still running.', 'importId');
  const rows = await tx.importRow.findMany({
    where: { clinicId, importId, state: 'made' },
    select: { id: true, objectId: true },
    orderBy: { line: 'desc' },
    take: atOnce[current.kind],
  });
  if (rows.length === 0) {
    await finish(tenant, ctx, importId, current.status);
    return true;
  }
  const ids = rows.flatMap(({ objectId }) => objectId ?? []);
  const removal = await remove(tenant, ctx, current.kind, ids, announce);
  for (const [reason, ofReason] of Map.groupBy(rows, ({ objectId }) => removal.get(objectId ?? '') ?? null)) {
    await tx.importRow.updateMany({
      where: { clinicId, id: { in: ofReason.map(({ id }) => id) } },
      data: reason === null ? { state: 'undone' } : { state: 'kept', reason },
    });
  }
  return false;
}

function remove(
  tenant: Tenant,
  ctx: ClinicContext,
  kind: ImportKind,
  ids: string[],
  announce: Announce,
): Promise<Removal> {
  switch (kind) {
    case 'patients':
      return removePatients(tenant, ids);
    case 'doctors':
      return removeDoctors(tenant, ids);
    case 'appointments':
      return removeAppointments(tenant, ctx, ids, announce);
  }
}

async function finish(tenant: Tenant, ctx: ClinicContext, importId: string, status: string): Promise<void> {
  if (status === 'undone') return;
  const { tx, clinicId } = tenant;
  await tx.import.update({
    where: { clinicId_id: { clinicId, id: importId } },
    data: { status: 'undone', undoneAt: new Date(ctx.clock.now()) },
    select: { id: true },
  });
  const { removed, kept } = await readOutcome(tenant, importId);
  await recordAudit(tenant, ctx.actor, {
    action: 'import.undo',
    objectKind: 'import',
    objectId: importId,
    new: { removed, kept: kept.length },
  });
}

async function readOutcome({ tx, clinicId }: Tenant, importId: string): Promise<UndoneImport> {
  const removed = await tx.importRow.count({ where: { clinicId, importId, state: 'undone' } });
  const kept = await tx.importRow.findMany({
    where: { clinicId, importId, state: 'kept' },
    select: { line: true, objectId: true, reason: true },
    orderBy: { line: 'asc' },
  });
  return {
    removed,
    kept: kept.map(({ line, objectId, reason }) => ({ line, objectId: objectId ?? '', reason: reason as KeptReason })),
  };
}
