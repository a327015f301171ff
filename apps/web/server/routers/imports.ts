import 'server-only';
import {
  getImport,
  type ImportReport,
  importFileSchema,
  importIdSchema,
  importSchema,
  listImports,
  previewImport,
  runImport,
  undoImport,
  wordRefusal,
} from '@vaani/clinic';
import { z } from 'zod';
import type { Locale } from '../../i18n/locales.ts';
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
    .mutation(async ({ ctx, input }) => inWords(await previewImport(ctx.clinic, input), ctx.locale)),

  /** Takes a file on; a job writes it. */
  run: procedureFor('imports.write')
    .input(importSchema)
    .output(importResultOutput)
    .mutation(async ({ ctx, input }) => {
      const result = await runImport(ctx.clinic, input);
      return result.ok ? result : { ...result, report: inWords(result.report, ctx.locale) };
    }),

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

/** What is wrong with each line, in the language of the page. */
function inWords(report: ImportReport, locale: Locale): ImportReport {
  const word = ({ line, field, reason }: ImportReport['problems'][number]) => {
    const { about, sentence } = wordRefusal({ sentence: `${field} ${reason}.`, field }, locale, () => null);
    return { line, field, reason: about ?? sentence };
  };
  return { ...report, problems: report.problems.map(word) };
}
