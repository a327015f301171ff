import { Prisma, type SearchTerm, type Tenant } from '@vaani/db';
import type { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { cursorOf, parseCursor } from '../cursor.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { type CallQuery, callQuerySchema, conditionsOf, isCostly } from './call-query.ts';
import { summaryColumns, toSummary } from './call-rows.ts';
import { hasWords, parseCallWords, rarestFirst, snippetOf } from './call-words.ts';
import type { CallSummary } from './types.ts';

/** What costs more to count is counted as far as this. */
const MOST_COUNTED = 1_000;

export interface CallPage {
  calls: CallSummary[];
  next: string | null;
  /** All that fit; where `isTotalCut`, there are more. */
  total: number;
  isTotalCut: boolean;
  /** By call: the line that shows why it was found. */
  snippets: Record<string, { who: string; text: string }>;
  /** Nothing was asked for but words that every call has. */
  isTooCommon: boolean;
}

const nothing = { calls: [], next: null, total: 0, isTotalCut: false, snippets: {} };

/**
 * Calls, the newest first, a page at a time: by what was said, and by what came of them. A doctor sees those of patients who have an appointment with
 * them. A search for words is audited.
 */
export async function listCalls(ctx: ClinicContext, query: z.input<typeof callQuerySchema>): Promise<CallPage> {
  authorise(ctx, 'calls.read');
  const q = parseInput(callQuerySchema, query);
  const text = q.text?.trim() ?? '';
  const limit = q.limit ?? 50;
  const after = q.cursor === undefined ? null : parseCursor(q.cursor);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const found = await findCalls(tenant, ctx, { ...q, text: text === '' ? undefined : text }, { limit, after });
    if (text !== '') await recordAudit(tenant, ctx.actor, { action: 'call.search', objectKind: 'call' });
    return found;
  });
}

async function findCalls(
  tenant: Tenant,
  ctx: ClinicContext,
  q: CallQuery,
  { limit, after }: { limit: number; after: { at: Date; id: string } | null },
): Promise<CallPage> {
  const { tx, clinicId, cipher } = tenant;
  const { zone, country } = await settingsOf(tenant);
  const { groups, isTooCommon } = parseCallWords(q.text ?? '', country);
  const tokens = groups.length === 0 ? [] : await rarestFirst(tenant, groups);
  if (isTooCommon || tokens === null) return { ...nothing, isTooCommon };
  const source = sourceOf(clinicId, q, tokens, conditionsOf(q, { clinicId, zone, only: onlyDoctor(ctx) }));
  const page = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM (${source.select(after)}) AS hits ORDER BY started_at DESC, id DESC LIMIT ${limit + 1}`;
  const total = await countOf(tenant, source.select(null), isCostly(q));
  const rows = await tx.callLog.findMany({
    where: { clinicId, id: { in: page.slice(0, limit).map(({ id }) => id) } },
    select: { ...summaryColumns, transcript: groups.length > 0 },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
  });
  const last = page.length > limit ? rows.at(-1) : undefined;
  return {
    calls: rows.map((row) => toSummary(row, cipher)),
    next: last === undefined ? null : cursorOf(last.startedAt, last.id),
    ...total,
    snippets: groups.length === 0 ? {} : snippetsOf(tenant, rows, groups),
    isTooCommon: false,
  };
}

/**
 * Where the calls are read from, newest first: the list's own index, or that of the rarest word. Every condition that leads is one that row-level
 * security leaves to the index: equality of uuid and bigint, order of instants.
 */
function sourceOf(clinicId: string, q: CallQuery, tokens: readonly bigint[][], conditions: Prisma.Sql[]) {
  const [rarest, ...others] = tokens;
  const from = q.from === undefined ? Prisma.empty : Prisma.sql`AND t.started_at >= ${q.from}::timestamptz`;
  const to = q.to === undefined ? Prisma.empty : Prisma.sql`AND t.started_at < ${q.to}::timestamptz`;
  const all = Prisma.join([...conditions, ...hasWords(clinicId, others)], ' AND ');
  return {
    select(after: { at: Date; id: string } | null): Prisma.Sql {
      const later = (row: 'c' | 't', id: string) => {
        const [at, key] = [Prisma.raw(`${row}.started_at`), Prisma.raw(`${row}.${id}`)];
        return after === null
          ? Prisma.empty
          : Prisma.sql`AND ${at} <= ${after.at} AND (${at} < ${after.at} OR ${key} < ${after.id}::uuid)`;
      };
      if (rarest === undefined)
        return Prisma.sql`SELECT c.id, c.started_at FROM call_logs c WHERE ${all} ${later('c', 'id')}`;
      const one = (token: bigint) => Prisma.sql`SELECT t.call_id, t.started_at FROM call_tokens t
        WHERE t.clinic_id = ${clinicId}::uuid AND t.token = ${token} ${from} ${to} ${later('t', 'call_id')}`;
      return Prisma.sql`SELECT w.call_id AS id, w.started_at FROM (${Prisma.join(rarest.map(one), ' UNION ')}) AS w
        JOIN call_logs c ON c.clinic_id = ${clinicId}::uuid AND c.id = w.call_id WHERE ${all}`;
    },
  };
}

async function countOf(
  { tx }: Tenant,
  select: Prisma.Sql,
  isCut: boolean,
): Promise<{ total: number; isTotalCut: boolean }> {
  const limit = isCut ? Prisma.sql`LIMIT ${MOST_COUNTED + 1}` : Prisma.empty;
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (${select} ${limit}) AS hits`;
  const count = row?.count ?? 0;
  return isCut && count > MOST_COUNTED
    ? { total: MOST_COUNTED, isTotalCut: true }
    : { total: count, isTotalCut: false };
}

function snippetsOf(
  { cipher }: Tenant,
  rows: readonly { id: string; transcript: string | null }[],
  groups: SearchTerm[][],
): CallPage['snippets'] {
  return Object.fromEntries(
    rows.flatMap(({ id, transcript }) => {
      const found =
        transcript === null ? null : snippetOf(cipher.open('call_logs', 'transcript', id, transcript), groups);
      return found === null ? [] : [[id, found]];
    }),
  );
}
