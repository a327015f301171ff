import 'server-only';
import {
  getClinicProfile,
  getProviderOrder,
  getSpeechSettings,
  providerOrderChangeSchema,
  providerOrderSchema,
  saveProviderOrder,
  saveSpeechSettings,
  speechSettingsSchema,
  versionedSchema,
  versionOf,
} from '@vaani/clinic';
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

  /** How the AI speaks, by language. */
  speech: procedureFor('settings.write')
    .output(z.object({ speech: speechSettingsSchema, version: z.string() }))
    .query(async ({ ctx }) => {
      const speech = await getSpeechSettings(ctx.clinic);
      return { speech, version: versionOf(speech) };
    }),
  saveSpeech: procedureFor('settings.write')
    .input(z.object({ speech: speechSettingsSchema, ...versionedSchema.shape }))
    .output(z.void())
    .mutation(({ ctx, input: { speech, version } }) => saveSpeechSettings(ctx.clinic, speech, version)),

  /** Who hears, thinks and speaks in its calls, and in which order. */
  providers: procedureFor('settings.write')
    .output(z.object({ order: providerOrderSchema, version: z.string() }))
    .query(({ ctx }) => getProviderOrder(ctx.clinic)),
  saveProviders: procedureFor('settings.write')
    .input(providerOrderChangeSchema)
    .output(z.object({ order: providerOrderSchema, version: z.string() }))
    .mutation(({ ctx, input }) => saveProviderOrder(ctx.clinic, input)),
});
