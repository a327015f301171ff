import { z } from 'zod';
import { callQuerySchema } from '../calls/call-query.ts';
import { summaryColumns, toSummary } from '../calls/call-rows.ts';
import { callIds } from '../calls/list-calls.ts';
import type { CallSummary } from '../calls/types.ts';
import { settingsOf } from '../clinic/settings-of.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { zonedIso } from '../scheduling/civil-time.ts';
import { type CsvRow, csvText } from './csv.ts';
import { admitExport } from './export-access.ts';

export const callExportSchema = z.object({
  /** A spreadsheet has a line a call; JSON also what was said in it. */
  format: z.enum(['csv', 'json'], 'is neither csv nor json'),
  /** As the list of calls is asked for. */
  query: callQuerySchema.omit({ cursor: true, limit: true }),
});
export type CallExport = z.input<typeof callExportSchema>;

const BATCH = 200;

const columns = [
  ...[
    'call_id',
    'date',
    'time',
    'direction',
    'caller',
    'language',
    'outcome',
    'mood',
    'seconds',
    'turns',
    'interruptions',
  ],
  ...['switched_provider', 'wishes', 'disposition', 'summary', 'notes'],
];

/** One call as it leaves. There is no sound of it to take away, and no number that is not masked. */
interface Leaving extends CallSummary {
  /** By the clinic's clock. */
  localAt: string;
  notes: string | null;
  transcript: string | null;
}

interface Batch {
  calls: Leaving[];
  /** Null after the last. */
  last: { at: Date; id: string } | null;
}

/**
 * The calls that a query finds as a file, read and handed on a batch at a time, the newest first. Audited before the first line.
 * @throws {ClinicError} before anything is read.
 */
export async function exportCalls(ctx: ClinicContext, request: CallExport): Promise<AsyncIterable<string>> {
  const { format, query } = parseInput(callExportSchema, request);
  await admitExport(ctx, 'calls', { format, ...query, hasPhones: false });
  const batches = batchesOf(ctx, query, format === 'json');
  return format === 'csv' ? csvText(columns, rowsOf(batches)) : jsonText(batches);
}

async function* batchesOf(
  ctx: ClinicContext,
  query: z.output<typeof callExportSchema>['query'],
  hasWords: boolean,
): AsyncGenerator<Leaving[]> {
  let after: Batch['last'] = null;
  for (;;) {
    const batch: Batch = await readBatch(ctx, query, hasWords, after);
    yield batch.calls;
    if (batch.last === null) return;
    after = batch.last;
  }
}

function readBatch(
  ctx: ClinicContext,
  query: z.output<typeof callExportSchema>['query'],
  hasWords: boolean,
  after: Batch['last'],
): Promise<Batch> {
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId, cipher } = tenant;
    const { zone } = await settingsOf(tenant);
    const ids = await callIds(tenant, ctx, query, { limit: BATCH, after });
    const rows = await tx.callLog.findMany({
      where: { clinicId, id: { in: ids } },
      select: { ...summaryColumns, notes: true, transcript: hasWords },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    });
    const open = (column: string, id: string, value: string | null | undefined) =>
      value ? cipher.open('call_logs', column, id, value) : null;
    const calls = rows.map((row) => ({
      ...toSummary(row, cipher),
      localAt: zonedIso(row.startedAt.getTime(), zone),
      notes: open('notes', row.id, row.notes),
      transcript: open('transcript', row.id, row.transcript),
    }));
    const last = rows.at(-1);
    return { calls, last: ids.length < BATCH || last === undefined ? null : { at: last.startedAt, id: last.id } };
  });
}

async function* rowsOf(batches: AsyncIterable<Leaving[]>): AsyncGenerator<CsvRow[]> {
  for await (const calls of batches)
    yield calls.map((call) => ({
      ...{ call_id: call.id, date: call.localAt.slice(0, 10), time: call.localAt.slice(11, 16) },
      ...{ direction: call.direction, caller: call.caller, language: call.language, outcome: call.outcome },
      ...{ mood: call.mood, seconds: call.durationSeconds, turns: call.turnCount, interruptions: call.interruptions },
      ...{ switched_provider: call.hasFallenBack ? 'yes' : 'no', wishes: call.wishes.join(' ') },
      ...{ disposition: call.disposition, summary: call.summary, notes: call.notes },
    }));
}

async function* jsonText(batches: AsyncIterable<Leaving[]>): AsyncGenerator<string> {
  let isFirst = true;
  yield '[';
  for await (const calls of batches) {
    if (calls.length === 0) continue;
    const parts = calls.map(({ localAt, patientId: _patientId, startedAt: _startedAt, transcript, ...call }) =>
      JSON.stringify({ ...call, startedAt: localAt, transcript: transcript?.split('\n') ?? [] }),
    );
    yield `${isFirst ? '\n' : ',\n'}${parts.join(',\n')}`;
    isFirst = false;
  }
  yield '\n]\n';
}
