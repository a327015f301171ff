import { z } from 'zod';
import { type ClinicContext, ClinicError } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise } from '../people/authorise.ts';
import type { ImportKind } from './types.ts';

export const importIdSchema = z.object({ importId: z.uuid('is not an id') });

/** How an import stands. */
export interface ImportView {
  id: string;
  kind: ImportKind;
  status: 'waiting' | 'running' | 'done' | 'failed' | 'undone';
  /** Lines of the file; what is in none of the three others is still to be written. */
  total: number;
  made: number;
  skipped: number;
  failed: number;
  /** Name of the member of staff. */
  startedBy: string | null;
  startedAt: string;
  finishedAt: string | null;
  undoneAt: string | null;
}

/** An import and what became of its lines that became nothing, or that an undo left. */
export interface ImportDetails extends ImportView {
  lines: { line: number; state: 'failed' | 'skipped' | 'kept'; field: string | null; reason: string | null }[];
}

const columns = {
  id: true,
  kind: true,
  status: true,
  total: true,
  made: true,
  skipped: true,
  failed: true,
  startedBy: { select: { name: true } },
  createdAt: true,
  finishedAt: true,
  undoneAt: true,
} as const;

const MOST_IMPORTS = 100;

/** The latest imports. */
export async function listImports(ctx: ClinicContext): Promise<ImportView[]> {
  authorise(ctx, 'imports.write');
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const rows = await tx.import.findMany({
      where: { clinicId },
      select: columns,
      orderBy: { createdAt: 'desc' },
      take: MOST_IMPORTS,
    });
    return rows.map(toView);
  });
}

/** One import, with its progress. @throws {ClinicError} `not-found` */
export async function getImport(ctx: ClinicContext, request: z.input<typeof importIdSchema>): Promise<ImportDetails> {
  authorise(ctx, 'imports.write');
  const { importId } = parseInput(importIdSchema, request);
  return ctx.db.withTenant(ctx.clinicId, async ({ tx, clinicId }) => {
    const row = await tx.import.findUnique({ where: { clinicId_id: { clinicId, id: importId } }, select: columns });
    if (row === null) throw noSuchImport();
    const lines = await tx.importRow.findMany({
      where: { clinicId, importId, state: { in: ['failed', 'skipped', 'kept'] } },
      select: { line: true, state: true, field: true, reason: true },
      orderBy: { line: 'asc' },
    });
    return {
      ...toView(row),
      lines: lines.map(({ state, ...line }) => ({ ...line, state: state as 'failed' | 'skipped' | 'kept' })),
    };
  });
}

export const noSuchImport = (): ClinicError => new ClinicError('not-found', 'There is no such import.', 'importId');

interface Row extends Omit<ImportView, 'startedBy' | 'startedAt' | 'finishedAt' | 'undoneAt'> {
  startedBy: { name: string } | null;
  createdAt: Date;
  finishedAt: Date | null;
  undoneAt: Date | null;
}

function toView({ startedBy, createdAt, finishedAt, undoneAt, ...row }: Row): ImportView {
  return {
    ...row,
    startedBy: startedBy?.name ?? null,
    startedAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    undoneAt: undoneAt?.toISOString() ?? null,
  };
}
