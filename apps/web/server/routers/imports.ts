import 'server-only';
import {
  getImport,
  importFileSchema,
  importIdSchema,
  importSchema,
  listImports,
  previewImport,
  runImport,
  undoImport,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import {
  importDetailsOutput,
  importOutput,
  importReportOutput,
  importResultOutput,
  undoneImportOutput,
} from './imports-schemas.ts';

/** Files of other systems: patients, doctors, appointments. */
export const importsRouter = router({
  /** What `run` would do, writing nothing. A mutation, because a file does not fit into an address. */
  preview: procedureFor('imports.write')
    .input(importFileSchema)
    .output(importReportOutput)
    .mutation(({ ctx, input }) => previewImport(ctx.clinic, input)),

  /** Takes a file on; a job writes it. */
  run: procedureFor('imports.write')
    .input(importSchema)
    .output(importResultOutput)
    .mutation(({ ctx, input }) => runImport(ctx.clinic, input)),

  list: procedureFor('imports.write')
    .output(z.array(importOutput))
    .query(({ ctx }) => listImports(ctx.clinic)),

  /** One import, with its progress and what became of nothing. */
  byId: procedureFor('imports.write')
    .input(importIdSchema)
    .output(importDetailsOutput)
    .query(({ ctx, input }) => getImport(ctx.clinic, input)),

  /** Removes what an import made, but what was changed or used since. */
  undo: procedureFor('imports.write')
    .input(importIdSchema)
    .output(undoneImportOutput)
    .mutation(({ ctx, input }) => undoImport(ctx.clinic, input)),
});
