import { newId, type Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { once } from '../idempotency.ts';
import { parseInput } from '../input.ts';
import { staffOf } from '../patients/change-patients.ts';
import { authorise } from '../people/authorise.ts';
import { checkFile, type Imported, toReport } from './check-file.ts';
import { CHECK_TIMEOUT_MS, importFileSchema } from './preview-import.ts';
import type { CheckedFile, ImportReport } from './types.ts';

export const importSchema = importFileSchema.extend({
  /** Takes the good lines although others are bad. Without it a file with a bad line is refused whole. */
  isWithoutBadLines: z.boolean().optional(),
  /** Writes lines that say what is there already, too. Without it they are left out. */
  isWithDuplicates: z.boolean().optional(),
  idempotencyKey: z.string().min(8, 'is too short').max(200, 'is too long'),
});

export type ImportResult =
  | { ok: true; importId: string; total: number }
  /** Nothing was taken on. */
  | { ok: false; reason: 'bad-lines' | 'nothing-left'; report: ImportReport };

const ROWS_AT_ONCE = 1_000;

/**
 * Takes a file on: its lines are checked, stored sealed, and written by a job a batch at a time, so that the clinic goes on meanwhile.
 * @throws {ClinicError} `bad-input` for what is wrong with the file as a whole.
 */
export async function runImport(ctx: ClinicContext, request: z.input<typeof importSchema>): Promise<ImportResult> {
  authorise(ctx, 'imports.write');
  const { idempotencyKey: key, ...input } = parseInput(importSchema, request);
  return ctx.db.withTenant(
    ctx.clinicId,
    async (tenant) => {
      const body = String(tenant.cipher.token({ kind: 'word_stem', term: JSON.stringify(input) }));
      const { response } = await once(tenant, { key, operation: 'import.run', body }, () => takeOn(tenant, ctx, input));
      return response;
    },
    { timeoutMs: 2 * CHECK_TIMEOUT_MS },
  );
}

async function takeOn(
  tenant: Tenant,
  ctx: ClinicContext,
  input: Omit<z.output<typeof importSchema>, 'idempotencyKey'>,
): Promise<ImportResult> {
  const { tx, clinicId } = tenant;
  const checked = await checkFile(tenant, input.kind, input.csv, ctx.clock.now());
  const report = toReport(input.kind, checked);
  if (checked.problems.length > 0 && input.isWithoutBadLines !== true)
    return { ok: false, reason: 'bad-lines', report };
  const left = input.isWithDuplicates === true ? checked.good : withoutDuplicates(checked);
  if (left.length === 0) return { ok: false, reason: 'nothing-left', report };
  const importId = newId();
  await tx.import.create({
    data: {
      id: importId,
      clinicId,
      kind: input.kind,
      total: checked.total,
      failed: new Set(checked.problems.map(({ line }) => line)).size,
      skipped: checked.good.length - left.length,
      startedByUserId: staffOf(ctx),
      createdAt: new Date(ctx.clock.now()),
    },
    select: { id: true },
  });
  await storeRows(tenant, importId, checked, new Set(left.map(({ line }) => line)));
  await recordAudit(tenant, ctx.actor, {
    action: 'import.run',
    objectKind: 'import',
    objectId: importId,
    new: { kind: input.kind, lines: checked.total, taken: left.length },
  });
  await ctx.jobs.enqueue(tenant, 'import.run', { clinicId, importId });
  return { ok: true, importId, total: checked.total };
}

function withoutDuplicates({ good, duplicates }: CheckedFile<Imported>) {
  const twice = new Set(duplicates.map(({ line }) => line));
  return good.filter(({ line }) => !twice.has(line));
}

/** Good lines sealed, to be written; of the others only what became of them. */
async function storeRows(
  { tx, clinicId, cipher }: Tenant,
  importId: string,
  checked: CheckedFile<Imported>,
  taken: ReadonlySet<number>,
): Promise<void> {
  const good = checked.good.map(({ line, values }) => {
    const id = newId();
    const isTaken = taken.has(line);
    const rowValues = isTaken ? cipher.sealJson('import_rows', 'row_values', id, values) : null;
    const end = isTaken ? {} : { state: 'skipped' as const, reason: 'is there already' };
    return { id, clinicId, importId, line, rowValues, ...end };
  });
  const bad = [...Map.groupBy(checked.problems, ({ line }) => line)].map(([line, [first]]) => ({
    id: newId(),
    clinicId,
    importId,
    line,
    state: 'failed' as const,
    field: first?.field ?? null,
    reason: first?.reason ?? null,
  }));
  for (const rows of [good, bad]) {
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
      await tx.importRow.createMany({ data: rows.slice(at, at + ROWS_AT_ONCE) });
  }
}
