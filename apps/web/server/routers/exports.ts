import 'server-only';
import { listExports, may } from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';

/** Files themselves come from `/exports/appointments` and `/exports/patients`, which stream. */
export const exportsRouter = router({
  /** What this person may take away. */
  access: procedureFor('exports.read')
    .output(z.object({ mayHavePhones: z.boolean() }))
    .query(({ ctx }) => ({ mayHavePhones: may(ctx.session.role, 'exports.phones') })),

  /** Who took lists away, the newest first. */
  recent: procedureFor('exports.read')
    .output(
      z.array(
        z.object({
          id: z.uuid(),
          kind: z.enum(['appointments', 'patients']),
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
