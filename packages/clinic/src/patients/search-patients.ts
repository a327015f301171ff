import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { clinicPlace } from './clinic-place.ts';
import { findHits } from './find-hits.ts';
import { type PatientBrief, type PatientRow, phoneColumns, rowColumns, toBrief } from './patient-brief.ts';
import { parseSearch, type SearchQuery } from './search-query.ts';
import { fitOf } from './search-rank.ts';

export const patientSearchSchema = z.object({
  /** A name in any script, a phone or its last digits, the clinic's own number; empty for those seen last. */
  text: z.string('is not text').max(100, 'is longer than 100 characters'),
  limit: z.int().min(1, 'is less than 1').max(50, 'is more than 50').optional(),
  /** From the answer before. */
  cursor: z.string().max(120, 'is too long').optional(),
});

export interface PatientSearchResult {
  patients: PatientBrief[];
  next: string | null;
  /** More hit than could be looked at: another letter is asked for. */
  isTooMany: boolean;
}

const USUAL_LIMIT = 20;

/**
 * Finds patients by what a person types: those who fit best first, and among equals those seen last. A doctor finds their own. The look is
 * audited.
 */
export async function searchPatients(
  ctx: ClinicContext,
  request: z.input<typeof patientSearchSchema>,
): Promise<PatientSearchResult> {
  authorise(ctx, 'patients.read');
  const { text, limit = USUAL_LIMIT, cursor } = parseInput(patientSearchSchema, request);
  const after = cursor === undefined ? null : parseCursor(cursor);
  const doctorId = onlyDoctor(ctx);
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { hits, isTooMany } =
      text.trim() === ''
        ? await seenLast(tenant, doctorId, limit, after)
        : await rankHits(tenant, await queryOf(tenant, ctx, text), doctorId);
    const left = after === null ? hits : hits.filter((hit) => compareHits(after, hit) < 0);
    const page = left.slice(0, limit);
    const last = left.length > limit ? page.at(-1) : undefined;
    const patients = await openPage(tenant, page);
    const found = patients.map(({ id }) => id);
    await recordAudit(tenant, ctx.actor, { action: 'patient.find', objectKind: 'patient', new: { found } });
    return { patients, next: last === undefined ? null : cursorOf(last), isTooMany };
  });
}

/** Only a number is read by the clinic's country. */
async function queryOf(tenant: Tenant, ctx: ClinicContext, text: string): Promise<SearchQuery> {
  const country = /\p{N}/u.test(text) ? (await clinicPlace(tenant, ctx.clock.now())).country : '';
  return parseSearch(text, country);
}

/** What orders hits, and where a page ended. */
interface Place {
  id: string;
  fit: number;
  /** Milliseconds since the epoch. */
  seenAt: number;
}

interface Hit extends Place {
  row: PatientRow;
  /** Opened while it was ranked. */
  name: string | null;
}

interface Hits {
  hits: Hit[];
  isTooMany: boolean;
}

async function rankHits(tenant: Tenant, query: SearchQuery, doctorId: string | null): Promise<Hits> {
  const { patientIds, isTooMany } = await findHits(tenant, query, doctorId);
  const isTooShort =
    query.whole.length === 0 && query.words.length > 0 && query.words.every((word) => word.kind === 'initial');
  if (patientIds.length === 0) return { hits: [], isTooMany: isTooShort };
  const rows = await readEntries(tenant, patientIds);
  const hasDigits =
    query.digits !== null || query.whole.length > 0 || query.words.some(({ kind }) => kind === 'digits');
  const phones = hasDigits
    ? await readAllPhones(
        tenant,
        rows.map(({ id }) => id),
      )
    : new Map<string, string[]>();
  const entries = rows.map((row) => ({
    row,
    of: row.mergedIntoId ?? row.id,
    name: row.name === null ? null : tenant.cipher.open('patients', 'name', row.id, row.name),
  }));
  const hits = [...Map.groupBy(entries, ({ of }) => of)].flatMap(([id, group]): Hit[] => {
    const own = group.find(({ row }) => row.id === id);
    const fit = fitOf(query, {
      names: group.flatMap(({ name }) => name ?? []),
      uhids: group.flatMap(({ row }) => row.uhid ?? []),
      phones: group.flatMap(({ row }) => phones.get(row.id) ?? []),
    });
    if (own === undefined || fit === null) return [];
    return [{ id, fit, seenAt: own.row.lastSeenAt.getTime(), row: own.row, name: own.name }];
  });
  return { hits: hits.sort(compareHits), isTooMany };
}

/** The entries with all that was merged into them. In plain SQL: a search reads hundreds, and the client's own way costs several times as much. */
function readEntries(
  { tx, clinicId }: Tenant,
  ids: string[],
): Promise<(PatientRow & { mergedIntoId: string | null })[]> {
  return tx.$queryRaw`
    SELECT id, uhid, name, birth, translate(language::text, '-', '_') AS language, is_to_be_completed AS "isToBeCompleted",
      created_at AS "createdAt", last_seen_at AS "lastSeenAt", merged_into_id AS "mergedIntoId"
    FROM patients WHERE clinic_id = ${clinicId}::uuid AND (id = ANY(${ids}::uuid[]) OR merged_into_id = ANY(${ids}::uuid[]))`;
}

/** Every phone by which each of the entries is found: their own and their guardians'. */
async function readAllPhones({ tx, clinicId, cipher }: Tenant, ids: string[]): Promise<Map<string, string[]>> {
  const of = { where: { clinicId, patientId: { in: ids } }, select: { id: true, patientId: true, phone: true } };
  const own = (await tx.patientPhone.findMany(of)).map((row) => ({ ...row, table: 'patient_phones' }));
  const others = (await tx.guardian.findMany(of)).map((row) => ({ ...row, table: 'guardians' }));
  const phones = new Map<string, string[]>();
  for (const { table, id, patientId, phone } of [...own, ...others])
    phones.set(patientId, [...(phones.get(patientId) ?? []), cipher.open(table, 'phone', id, phone)]);
  return phones;
}

/** Nothing typed: a page of those seen last, one more than is shown. */
async function seenLast(
  { tx, clinicId, cipher }: Tenant,
  doctorId: string | null,
  limit: number,
  after: Place | null,
): Promise<Hits> {
  const at = after === null ? undefined : new Date(after.seenAt);
  const rows = await tx.patient.findMany({
    where: {
      clinicId,
      mergedIntoId: null,
      ...(doctorId === null ? {} : { appointmentByPatient: { some: { clinicId, doctorId } } }),
      ...(after === null || at === undefined
        ? {}
        : { lastSeenAt: { lte: at }, OR: [{ lastSeenAt: { lt: at } }, { lastSeenAt: at, id: { lt: after.id } }] }),
    },
    select: rowColumns,
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const hits = rows.map((row) => ({
    id: row.id,
    fit: 0,
    seenAt: row.lastSeenAt.getTime(),
    row,
    name: row.name === null ? null : cipher.open('patients', 'name', row.id, row.name),
  }));
  return { hits, isTooMany: false };
}

async function openPage({ tx, clinicId, cipher }: Tenant, page: Hit[]): Promise<PatientBrief[]> {
  if (page.length === 0) return [];
  const phones = await tx.patientPhone.findMany({
    where: { clinicId, patientId: { in: page.map(({ id }) => id) } },
    select: { ...phoneColumns, patientId: true },
    orderBy: { id: 'asc' },
  });
  const byPatient = Map.groupBy(phones, ({ patientId }) => patientId);
  return page.map(({ row, name }) => ({
    ...toBrief({ ...row, name: null, patientPhoneByPatient: byPatient.get(row.id) ?? [] }, cipher),
    name,
  }));
}

/** Best fit first, then those seen last. */
function compareHits(a: Place, b: Place): number {
  return b.fit - a.fit || b.seenAt - a.seenAt || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

const cursorOf = ({ fit, seenAt, id }: Place): string => `${fit}|${seenAt}|${id}`;

function parseCursor(cursor: string): Place {
  const [fit = '', seenAt = '', id = ''] = cursor.split('|');
  if (!/^\d{1,4}$/.test(fit) || !/^\d{1,15}$/.test(seenAt) || !z.uuid().safeParse(id).success)
    throw new ClinicError('bad-input', 'cursor is not from an answer of this search.', 'cursor');
  return { id, fit: Number(fit), seenAt: Number(seenAt) };
}
