import 'server-only';
import { ClinicError, callExportSchema, exportCalls, listExports, may } from '@vaani/clinic';
import { z } from 'zod';
import { putFile } from '../exports/bucket.ts';
import { procedureFor, router } from '../trpc/base.ts';

/** Files themselves come from `/exports/appointments`, `/exports/calls` and `/exports/patients`, which stream. */
export const exportsRouter = router({
  /** What this person may take away. */
  access: procedureFor('exports.read')
    .output(z.object({ mayHavePhones: z.boolean(), hasBucket: z.boolean() }))
    .query(({ ctx }) => ({
      mayHavePhones: may(ctx.session.role, 'exports.phones'),
      hasBucket: ctx.deps.settings.exportBucket !== null,
    })),

  /** Lays calls as a file into the installation's bucket, under the clinic's id. */
  callsToBucket: procedureFor('calls.export')
    .input(callExportSchema)
    .output(z.object({ key: z.string() }))
    .mutation(async ({ ctx, input, signal }) => {
      const bucket = ctx.deps.settings.exportBucket;
      if (bucket === null) throw new ClinicError('unavailable', 'No bucket is set for exports.');
      const { clock } = ctx.deps;
      const stamp = new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-');
      const key = `${ctx.clinic.clinicId}/calls-${stamp}.${input.format}`;
      const type = input.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json';
      const lines = await exportCalls(ctx.clinic, input);
      await putFile(bucket, { key, type, lines }, { clock, signal: signal ?? new AbortController().signal });
      return { key };
    }),

  /** Who took lists away, the newest first. */
  recent: procedureFor('exports.read')
    .output(
      z.array(
        z.object({
          id: z.uuid(),
          kind: z.enum(['appointments', 'calls', 'patients']),
          userId: z.uuid().nullable(),
          userName: z.string().nullable(),
          isDenied: z.boolean(),
          hasPhones: z.boolean(),
          at: z.string(),
        }),
      ),
    )
    .query(({ ctx }) => listExports(ctx.clinic)),
});
