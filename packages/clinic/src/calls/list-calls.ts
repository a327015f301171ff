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

/** Calls are counted as far as this; what costs more to find, less far. */
const MOST_COUNTED = 10_000;
const MOST_COSTLY = 1_000;

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
 * @param options.isCountExact counts all of them, however many: for other systems.
 */
export async function listCalls(
  ctx: ClinicContext,
  query: z.input<typeof callQuerySchema>,
  options: { isCountExact?: boolean } = {},
): Promise<CallPage> {
  authorise(ctx, 'calls.read');
  const q = parseInput(callQuerySchema, query);
  const text = q.text?.trim() ?? '';
  const limit = q.limit ?? 50;
  const after = q.cursor === undefined ? null : parseCursor(q.cursor);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const found = await findCalls(
      tenant,
      ctx,
      { ...q, text: text === '' ? undefined : text },
      {
        ...{ limit, after, isCountExact: options.isCountExact ?? false },
      },
    );
    if (text !== '') await recordAudit(tenant, ctx.actor, { action: 'call.search', objectKind: 'call' });
    return found;
  });
}

interface Wanted {
  limit: number;
  after: { at: Date; id: string } | null;
  isCountExact: boolean;
}

async function findCalls(tenant: Tenant, ctx: ClinicContext, q: CallQuery, wanted: Wanted): Promise<CallPage> {
  const { tx, clinicId, cipher } = tenant;
  const { limit } = wanted;
  const found = await searchFor(tenant, ctx, q);
  if (found.select === null) return { ...nothing, isTooCommon: found.isTooCommon };
  const most = wanted.isCountExact ? null : isCostly(q) ? MOST_COSTLY : MOST_COUNTED;
  const { ids, ...total } = await readPage(tenant, found.select, wanted, most);
  const rows = await tx.callLog.findMany({
    where: { clinicId, id: { in: ids.slice(0, limit) } },
    select: { ...summaryColumns, transcript: found.groups.length > 0 },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
  });
  const last = ids.length > limit ? rows.at(-1) : undefined;
  return {
    calls: rows.map((row) => toSummary(row, cipher)),
    next: last === undefined ? null : cursorOf(last.startedAt, last.id),
    ...total,
    snippets: found.groups.length === 0 ? {} : snippetsOf(tenant, rows, found.groups),
    isTooCommon: false,
  };
}

/** Calls by `id` and `started_at`, after one of them or from the newest. */
type Select = (after: Wanted['after']) => Prisma.Sql;

async function searchFor(
  tenant: Tenant,
  ctx: ClinicContext,
  q: CallQuery,
): Promise<{ select: Select | null; groups: SearchTerm[][]; isTooCommon: boolean }> {
  const { clinicId } = tenant;
  const { zone, country } = await settingsOf(tenant);
  const { groups, isTooCommon } = parseCallWords(q.text ?? '', country);
  const tokens = groups.length === 0 ? [] : await rarestFirst(tenant, groups);
  if (isTooCommon || tokens === null) return { select: null, groups, isTooCommon };
  const conditions = conditionsOf(q, { clinicId, zone, only: onlyDoctor(ctx) });
  return { select: selectOf(clinicId, q, tokens, conditions), groups, isTooCommon };
}

/**
 * Where the calls are read from, newest first: the list's own index, or that of the rarest word. Every condition that leads is one that row-level
 * security leaves to the index: equality of uuid and bigint, order of instants.
 */
function selectOf(clinicId: string, q: CallQuery, tokens: readonly bigint[][], conditions: Prisma.Sql[]): Select {
  const [rarest, ...others] = tokens;
  const all = Prisma.join(conditions, ' AND ');
  if (rarest === undefined) {
    return (after) =>
      Prisma.sql`SELECT c.id, c.started_at FROM call_logs c WHERE ${all} ${later(after, 'c.started_at', 'c.id')}`;
  }
  const from = q.from === undefined ? Prisma.empty : Prisma.sql`AND t.started_at >= ${q.from}::timestamptz`;
  const to = q.to === undefined ? Prisma.empty : Prisma.sql`AND t.started_at < ${q.to}::timestamptz`;
  const words = Prisma.join([Prisma.sql`true`, ...hasWords(clinicId, others)], ' AND ');
  // The moment is the call's own, so that the list's index holds all that is asked of the call.
  const join = Prisma.sql`JOIN call_logs c ON c.clinic_id = ${clinicId}::uuid AND c.started_at = w.started_at AND c.id = w.call_id`;
  return (after) => {
    const one = (token: bigint) => Prisma.sql`SELECT t.call_id, t.started_at FROM call_tokens t
      WHERE t.clinic_id = ${clinicId}::uuid AND t.token = ${token} ${from} ${to} ${later(after, 't.started_at', 't.call_id')}`;
    const hits = Prisma.join(rarest.map(one), ' UNION ');
    return Prisma.sql`SELECT w.call_id AS id, w.started_at FROM (${hits}) AS w ${join} WHERE ${all} AND ${words}`;
  };
}

function later(after: Wanted['after'], at: string, id: string): Prisma.Sql {
  if (after === null) return Prisma.empty;
  const [startedAt, key] = [Prisma.raw(at), Prisma.raw(id)];
  return Prisma.sql`AND ${startedAt} <= ${after.at} AND (${startedAt} < ${after.at} OR ${key} < ${after.id}::uuid)`;
}

const newestFirst = Prisma.sql`ORDER BY started_at DESC, id DESC`;

/** A page and how many there are, in one reading; of a later page the number is counted apart. @param most counts no further; null counts all. */
async function readPage(
  { tx }: Tenant,
  select: Select,
  { limit, after }: Wanted,
  most: number | null,
): Promise<{ ids: string[]; total: number; isTotalCut: boolean }> {
  const cut = most === null ? Prisma.empty : Prisma.sql`LIMIT ${most + 1}`;
  const rows = await tx.$queryRaw<{ id: string; count: number }[]>`
    WITH hits AS MATERIALIZED (SELECT id, started_at FROM (${select(after)}) AS found ${newestFirst} ${cut})
    SELECT id, (SELECT count(*)::int FROM hits) AS count FROM hits ${newestFirst} LIMIT ${limit + 1}`;
  const [first] = rows;
  const count = after === null ? (first?.count ?? 0) : await countAll(tx, select, cut);
  const isTotalCut = most !== null && count > most;
  return { ids: rows.map(({ id }) => id), total: isTotalCut ? most : count, isTotalCut };
}

async function countAll(tx: Tenant['tx'], select: Select, cut: Prisma.Sql): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT id FROM (${select(null)}) AS found ${newestFirst} ${cut}) AS hits`;
  return row?.count ?? 0;
}

/** The ids of the calls that a query finds, the newest first, without counting what follows: for who goes through all of them. */
export async function callIds(
  tenant: Tenant,
  ctx: ClinicContext,
  q: CallQuery,
  { limit, after }: Pick<Wanted, 'limit' | 'after'>,
): Promise<string[]> {
  const { select } = await searchFor(tenant, ctx, { ...q, text: q.text?.trim() || undefined });
  if (select === null) return [];
  const rows = await tenant.tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM (${select(after)}) AS found ${newestFirst} LIMIT ${limit}`;
  return rows.map(({ id }) => id);
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
