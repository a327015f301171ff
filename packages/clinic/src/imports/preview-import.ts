import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import { checkFile, toReport } from './check-file.ts';
import { MOST_BYTES } from './read-csv.ts';
import type { ImportReport } from './types.ts';

/** A file and what it holds. Its length is counted in bytes where it is read; this keeps away what is far beyond. */
export const importFileSchema = z.object({
  kind: z.enum(['patients', 'doctors', 'appointments'], 'is none of patients, doctors and appointments'),
  csv: z.string('is not text').max(MOST_BYTES, 'is larger than 10 MB: part it into smaller files'),
});

/** Thousands of lines are compared with those who are there. */
export const CHECK_TIMEOUT_MS = 60_000;

/**
 * What `runImport` would do with a file, writing nothing: every bad line with every reason, what is there twice, what columns mean nothing.
 * @throws {ClinicError} `bad-input` for what is wrong with the file as a whole.
 */
export async function previewImport(
  ctx: ClinicContext,
  request: z.input<typeof importFileSchema>,
): Promise<ImportReport> {
  authorise(ctx, 'imports.write');
  const { kind, csv } = parseInput(importFileSchema, request);
  return ctx.db.withTenant(
    ctx.clinicId,
    async (tenant) => {
      const checked = await checkFile(tenant, kind, csv, ctx.clock.now());
      await recordAudit(tenant, ctx.actor, {
        action: 'import.preview',
        objectKind: 'import',
        new: { kind, lines: checked.total, bad: checked.problems.length },
      });
      return toReport(kind, checked);
    },
    { timeoutMs: CHECK_TIMEOUT_MS },
  );
}
