import 'server-only';
import { answerModes, readDuty, setAnswerMode } from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';

const answers = z.enum(answerModes);

/** Who is there for calls, and when the AI answers. One's own switch is `phone.setOnDuty`. */
export const dutyRouter = router({
  now: procedureFor('schedule.read')
    .output(
      z.object({
        people: z.array(z.object({ userId: z.uuid(), name: z.string(), since: z.string() })),
        isOnDuty: z.boolean(),
        answers,
      }),
    )
    .query(({ ctx }) => readDuty(ctx.clinic)),

  setAnswers: procedureFor('settings.write')
    .input(z.object({ answers }))
    .output(z.void())
    .mutation(({ ctx, input }) => setAnswerMode(ctx.clinic, input)),
});
