import 'server-only';
import { draftSchema, noteGreetingHeard, speechSettingsSchema } from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import { playGreeting } from '../voice-greeting.ts';
import { deskLineUrl, issueTicket, keepDraft } from '../voice-tickets.ts';

const language = z.enum(['en', 'hi', 'hi-en']);

/** What the AI sounds like, before a caller hears it. */
export const tryCallRouter = router({
  /** A line to a worker on which the clinic is rung, answered in a language or in the clinic's own. The ticket is good once, for half a minute. */
  open: procedureFor('live.act')
    .input(z.object({ language: language.optional() }))
    .output(z.object({ url: z.string(), ticket: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { deps, session } = ctx;
      const { userId, clinicId } = session;
      const ticket = await issueTicket(deps, { userId, clinicId, purpose: 'try', language: input.language });
      return { url: deskLineUrl(deps.settings.voiceUrl), ticket };
    }),

  /** The same on which the AI behaves as on the page, before that is saved. Nothing that is done in it stays. */
  openDraft: procedureFor('settings.write')
    .input(draftSchema.extend({ language: language.optional() }))
    .output(z.object({ url: z.string(), ticket: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { deps, session } = ctx;
      const { userId, clinicId } = session;
      const { language: spoken, ...draft } = input;
      await keepDraft(deps, { userId, clinicId, draft });
      const ticket = await issueTicket(deps, { userId, clinicId, purpose: 'draft', language: spoken });
      return { url: deskLineUrl(deps.settings.voiceUrl), ticket };
    }),

  /** The greeting as a caller hears it: mu-law, 8 kHz, base64. With `speech` as it would be, where that is not saved yet. */
  greeting: procedureFor('settings.write')
    .input(z.object({ language, speech: speechSettingsSchema.optional() }))
    .output(z.object({ audio: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const { deps, session, clinic } = ctx;
      const audio = await playGreeting(deps, { userId: session.userId, clinicId: session.clinicId, ...input });
      await noteGreetingHeard(clinic, input);
      return { audio: audio.toString('base64') };
    }),
});
