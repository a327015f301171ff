import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { duplicateScore } from './duplicate-score.ts';
import { briefColumns, type PatientBrief, toBrief } from './patient-brief.ts';

export const duplicatesSchema = z.object({
  limit: z.int().min(1, 'is less than 1').max(100, 'is more than 100').optional(),
  /** From the answer before. */
  cursor: z.uuid('is not from an answer of this list').optional(),
});

/** Two entries that may be one person. */
export interface DuplicatePair {
  /** 1–100. */
  score: number;
  newer: PatientBrief;
  older: PatientBrief;
}

const USUAL_LIMIT = 20;
/** So many entries are gone through at a time, and so often a page. */
const AT_ONCE = 500;
const MOST_ROUNDS = 8;

/**
 * Entries of one phone that may be one person, and of which nobody has said that they are two, going back from the newest entry; a page is sorted by how likely it is. Where a page ends early
 * `next` goes on, also from a page without a pair. The look is audited.
 */
export async function findDuplicates(
  ctx: ClinicContext,
  request: z.input<typeof duplicatesSchema> = {},
): Promise<{ pairs: DuplicatePair[]; next: string | null }> {
  authorise(ctx, 'patients.write');
  const { limit = USUAL_LIMIT, cursor } = parseInput(duplicatesSchema, request);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const pairs: DuplicatePair[] = [];
    let next = cursor ?? null;
    for (let round = 0; round < MOST_ROUNDS && pairs.length < limit; round++) {
      const ids = await entriesBefore(tenant, next);
      for (const [newerId, candidates] of await pairsOf(tenant, ids)) {
        if (pairs.length >= limit) break;
        pairs.push(...candidates);
        next = newerId;
      }
      if (pairs.length < limit) next = ids.at(-1) ?? null;
      if (ids.length < AT_ONCE && pairs.length < limit) {
        next = null;
        break;
      }
    }
    const found = pairs.flatMap(({ newer, older }) => [newer.id, older.id]);
    await recordAudit(tenant, ctx.actor, { action: 'patient.duplicates', objectKind: 'patient', new: { found } });
    return { pairs: pairs.sort((a, b) => b.score - a.score), next };
  });
}

/** Ids of entries older than a cursor, the newest first: ids of version 7 sort by when they were made. */
async function entriesBefore({ tx, clinicId }: Tenant, before: string | null): Promise<string[]> {
  const rows = await tx.patient.findMany({
    where: { clinicId, mergedIntoId: null, ...(before === null ? {} : { id: { lt: before } }) },
    select: { id: true },
    orderBy: { id: 'desc' },
    take: AT_ONCE,
  });
  return rows.map(({ id }) => id);
}

/** For each of the entries, in their order, the older ones of its phones that may be the same person. */
async function pairsOf(tenant: Tenant, ids: string[]): Promise<[string, DuplicatePair[]][]> {
  if (ids.length === 0) return [];
  const { tx, clinicId, cipher } = tenant;
  const rows = await tx.$queryRaw<{ newer: string; older: string }[]>`
    SELECT DISTINCT t.patient_id AS newer, o.patient_id AS older
    FROM patient_tokens t
    JOIN patient_tokens o ON o.clinic_id = t.clinic_id AND o.token = t.token AND o.patient_id < t.patient_id
    WHERE t.clinic_id = ${clinicId}::uuid AND t.patient_id = ANY(${ids}::uuid[]) AND t.kind = 'phone'
      AND NOT EXISTS (
        SELECT 1 FROM patient_pairs_apart a
        WHERE a.clinic_id = ${clinicId}::uuid AND a.newer_id = t.patient_id AND a.older_id = o.patient_id)`;
  const wanted = [...new Set(rows.flatMap(({ newer, older }) => [newer, older]))];
  const briefs = new Map(
    (await tx.patient.findMany({ where: { clinicId, id: { in: wanted } }, select: briefColumns })).map((row) => [
      row.id,
      toBrief(row, cipher),
    ]),
  );
  const byNewer = Map.groupBy(
    rows.flatMap((row): DuplicatePair[] => {
      const [newer, older] = [briefs.get(row.newer), briefs.get(row.older)];
      const score = newer === undefined || older === undefined ? null : duplicateScore(newer, older);
      return newer === undefined || older === undefined || score === null ? [] : [{ score, newer, older }];
    }),
    ({ newer }) => newer.id,
  );
  return ids.flatMap((id): [string, DuplicatePair[]][] => {
    const found = byNewer.get(id);
    return found === undefined ? [] : [[id, found]];
  });
}
