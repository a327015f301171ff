import 'server-only';
import {
  callRequestSchema,
  getPhoneSettings,
  getTransferDirectory,
  listAttempts,
  monthlySpend,
  phoneSettingsSchema,
  requestCall,
  savePhoneSettings,
  saveTransferDirectory,
  setOnDuty,
  transferDirectorySchema,
  versioned,
  versionedSchema,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';

const setting = procedureFor('settings.write');
const attemptOutput = z.object({
  attempt: z.int(),
  status: z.string(),
  callId: z.uuid().nullable(),
  endedAt: z.iso.datetime().nullable(),
});

/** The clinic's phone: when the AI answers it, to whom callers are handed, and calls that it places. */
export const phoneRouter = router({
  settings: setting
    .output(phoneSettingsSchema.and(versionedSchema))
    .query(async ({ ctx }) => versioned(await getPhoneSettings(ctx.clinic))),
  saveSettings: setting
    .input(phoneSettingsSchema.and(versionedSchema))
    .output(z.void())
    .mutation(({ ctx, input: { version, ...settings } }) => savePhoneSettings(ctx.clinic, settings, version)),

  directory: setting
    .output(transferDirectorySchema.and(versionedSchema))
    .query(async ({ ctx }) => versioned(await getTransferDirectory(ctx.clinic))),
  saveDirectory: setting
    .input(transferDirectorySchema.and(versionedSchema))
    .output(z.void())
    .mutation(({ ctx, input: { version, ...directory } }) => saveTransferDirectory(ctx.clinic, directory, version)),

  /** Whoever asks is there for calls from now on, or no longer. */
  setOnDuty: procedureFor('schedule.read')
    .input(z.object({ isOnDuty: z.boolean() }))
    .output(z.void())
    .mutation(({ ctx, input }) => setOnDuty(ctx.clinic, input)),

  /** What this month's calls cost so far, paise. */
  spend: procedureFor('cost.read')
    .output(z.object({ spentPaise: z.int(), capPaise: z.int().nullable() }))
    .query(({ ctx }) => monthlySpend(ctx.clinic)),

  /** Has the AI ring somebody back, now. */
  callBack: procedureFor('patients.write')
    .input(callRequestSchema)
    .output(z.object({ attemptId: z.uuid() }))
    .mutation(({ ctx, input }) => requestCall(ctx.clinic, input)),

  /** What came of the calls that were placed for a callback. */
  attempts: procedureFor('patients.read')
    .input(callRequestSchema)
    .output(z.array(attemptOutput))
    .query(({ ctx, input }) => listAttempts(ctx.clinic, input.callbackId)),
});
