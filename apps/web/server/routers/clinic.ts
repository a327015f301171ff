import 'server-only';
import { getClinicProfile } from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';

const named = { id: z.uuid(), name: z.string(), nameHindi: z.string() };

export const clinicRouter = router({
  /** What pages need to name things: doctors and services. Nothing in it is about a patient. */
  profile: procedureFor('schedule.read')
    .output(
      z.object({
        doctors: z.array(z.object({ ...named, speciality: z.string() })),
        services: z.array(z.object({ ...named, durationMin: z.int() })),
      }),
    )
    .query(({ ctx }) => getClinicProfile(ctx.clinic)),
});
