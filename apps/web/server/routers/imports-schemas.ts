import { z } from 'zod';

const id = z.uuid();
const kind = z.enum(['patients', 'doctors', 'appointments']);

export const importReportOutput = z.object({
  kind,
  /** Lines that hold anything, without the header. */
  total: z.int(),
  /** Lines that would be written. */
  good: z.int(),
  columns: z.array(z.object({ header: z.string(), field: z.string() })),
  unknownColumns: z.array(z.string()),
  /** Every reason against every bad line. */
  problems: z.array(z.object({ line: z.int(), field: z.string(), reason: z.string() })),
  /** Lines that say what an earlier one says, or what is there already. */
  duplicates: z.array(z.object({ line: z.int(), of: z.union([z.object({ line: z.int() }), z.object({ id })]) })),
});
export type ImportReport = z.infer<typeof importReportOutput>;

export const importResultOutput = z.union([
  z.object({ ok: z.literal(true), importId: id, total: z.int() }),
  z.object({ ok: z.literal(false), reason: z.enum(['bad-lines', 'nothing-left']), report: importReportOutput }),
]);

export const importOutput = z.object({
  id,
  kind,
  status: z.enum(['waiting', 'running', 'done', 'failed', 'undone']),
  total: z.int(),
  made: z.int(),
  skipped: z.int(),
  failed: z.int(),
  startedBy: z.string().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
});

export const importDetailsOutput = importOutput.extend({
  lines: z.array(
    z.object({
      line: z.int(),
      state: z.enum(['failed', 'skipped', 'kept']),
      field: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});

export const undoneImportOutput = z.object({
  removed: z.int(),
  kept: z.array(
    z.object({
      line: z.int(),
      objectId: id,
      reason: z.enum(['was changed since', 'is in use', 'is gone already']),
    }),
  ),
});
