import 'server-only';
import { setupProgress, setupSteps } from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import { probedSchema, probeVoice } from '../voice-probe.ts';
import { providersSchema, voiceProviders } from '../voice-providers.ts';

const setting = procedureFor('settings.write');

/** What a clinic still lacks, and what its phone company is to be told. */
export const setupRouter = router({
  progress: setting
    .output(
      z.object({
        steps: z.array(z.object({ step: z.enum(setupSteps), isDone: z.boolean() })),
        missing: z.int(),
      }),
    )
    .query(({ ctx }) => setupProgress(ctx.clinic)),

  /** The addresses that Twilio is given for a number. `isPublic`: can it reach them from outside at all? */
  addresses: setting
    .output(z.object({ incoming: z.url(), status: z.url(), isPublic: z.boolean() }))
    .query(({ ctx }) => {
      const { voiceUrl } = ctx.deps.settings;
      return {
        incoming: `${voiceUrl}/api/v1/voice/incoming`,
        status: `${voiceUrl}/api/v1/voice/status`,
        isPublic: isPublic(voiceUrl),
      };
    }),

  /** What hears, thinks and speaks in calls now; null where the voice service does not answer. */
  providers: setting.output(providersSchema.nullable()).query(({ ctx }) => voiceProviders(ctx.deps)),

  /** Asks each of them once for real: who answers, and how soon. */
  probe: setting
    .input(z.object({}))
    .output(z.array(probedSchema))
    .mutation(({ ctx }) => probeVoice(ctx.deps, { userId: ctx.session.userId, clinicId: ctx.session.clinicId })),
});

/** Twilio asks over the internet, and over TLS. */
function isPublic(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' && !/^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[)/.test(hostname);
}
