import 'server-only';
import {
  addGuardian,
  addPhone,
  apartSchema,
  blockCaller,
  blockCallOf,
  callBlockSchema,
  callerBlockSchema,
  completePatient,
  consentSchema,
  duplicatesSchema,
  findDuplicates,
  getPatient,
  getUhidSeries,
  guardianOfSchema,
  isCallBlocked,
  keepApart,
  listBlockedCallers,
  listToBeCompleted,
  mergePatients,
  mergeSchema,
  newGuardianSchema,
  newPatientSchema,
  newPhoneSchema,
  patientChangeSchema,
  patientOptOutSchema,
  patientOptOuts,
  patientSearchSchema,
  phoneOfSchema,
  recordConsent,
  registerPatient,
  removeGuardian,
  removePhone,
  searchPatients,
  setPatientOptOut,
  setPrimaryPhone,
  setUhidSeries,
  toBeCompletedSchema,
  uhidSeriesSchema,
  unblockCaller,
  unblockCallOf,
  undoMerge,
  updatePatient,
  withdrawConsent,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import {
  blockedCallersOutput,
  duplicatesOutput,
  optOutsOutput,
  patientDetailsOutput,
  patientPageOutput,
  patientSearchOutput,
  versionOutput,
} from './patients-schemas.ts';

const ok = z.object({ ok: z.literal(true) });
const done = { ok: true } as const;
const id = z.uuid();

export const patientsRouter = router({
  /** By a name in either script, a phone or its last digits, the clinic's own number; with nothing typed those seen last. */
  find: procedureFor('patients.read')
    .input(patientSearchSchema)
    .output(patientSearchOutput)
    .query(({ ctx, input }) => searchPatients(ctx.clinic, input)),

  /** One patient with family, appointments and calls. Each look is audited. */
  get: procedureFor('patients.read')
    .input(z.object({ patientId: id }))
    .output(patientDetailsOutput)
    .query(({ ctx, input }) => getPatient(ctx.clinic, input)),

  register: procedureFor('patients.write')
    .input(newPatientSchema)
    .output(z.object({ id }))
    .mutation(({ ctx, input }) => registerPatient(ctx.clinic, input)),

  update: procedureFor('patients.write')
    .input(patientChangeSchema)
    .output(versionOutput)
    .mutation(({ ctx, input }) => updatePatient(ctx.clinic, input)),

  /** Entries that calls left, the oldest first. */
  toBeCompleted: procedureFor('patients.write')
    .input(toBeCompletedSchema)
    .output(patientPageOutput)
    .query(({ ctx, input }) => listToBeCompleted(ctx.clinic, input)),

  complete: procedureFor('patients.write')
    .input(patientChangeSchema)
    .output(versionOutput)
    .mutation(({ ctx, input }) => completePatient(ctx.clinic, input)),

  consent: procedureFor('patients.write')
    .input(consentSchema)
    .output(versionOutput)
    .mutation(({ ctx, input }) => recordConsent(ctx.clinic, input)),

  withdrawConsent: procedureFor('patients.write')
    .input(consentSchema.pick({ patientId: true }))
    .output(versionOutput)
    .mutation(({ ctx, input }) => withdrawConsent(ctx.clinic, input)),

  /** Which of their addresses want to hear no more. */
  optOuts: procedureFor('patients.write')
    .input(z.object({ patientId: id }))
    .output(optOutsOutput)
    .query(({ ctx, input }) => patientOptOuts(ctx.clinic, input)),
  setOptOut: procedureFor('patients.write')
    .input(patientOptOutSchema)
    .output(optOutsOutput)
    .mutation(({ ctx, input }) => setPatientOptOut(ctx.clinic, input)),

  addPhone: procedureFor('patients.write')
    .input(newPhoneSchema)
    .output(versionOutput.extend({ phoneId: id }))
    .mutation(({ ctx, input }) => addPhone(ctx.clinic, input)),
  removePhone: procedureFor('patients.write')
    .input(phoneOfSchema)
    .output(versionOutput)
    .mutation(({ ctx, input }) => removePhone(ctx.clinic, input)),
  setPrimaryPhone: procedureFor('patients.write')
    .input(phoneOfSchema)
    .output(versionOutput)
    .mutation(({ ctx, input }) => setPrimaryPhone(ctx.clinic, input)),

  addGuardian: procedureFor('patients.write')
    .input(newGuardianSchema)
    .output(versionOutput.extend({ guardianId: id }))
    .mutation(({ ctx, input }) => addGuardian(ctx.clinic, input)),
  removeGuardian: procedureFor('patients.write')
    .input(guardianOfSchema)
    .output(versionOutput)
    .mutation(({ ctx, input }) => removeGuardian(ctx.clinic, input)),

  /** Pairs that may be one person, a page at a time. */
  duplicates: procedureFor('patients.write')
    .input(duplicatesSchema)
    .output(duplicatesOutput)
    .query(({ ctx, input }) => findDuplicates(ctx.clinic, input)),
  /** Two entries are two people, whatever they look like. */
  keepApart: procedureFor('patients.write')
    .input(apartSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => keepApart(ctx.clinic, input)),
  merge: procedureFor('patients.write')
    .input(mergeSchema)
    .output(ok.extend({ mergeId: id, patientId: id }))
    .mutation(({ ctx, input }) => mergePatients(ctx.clinic, input)),
  undoMerge: procedureFor('patients.write')
    .input(z.object({ mergeId: id }))
    .output(z.object({ keptId: id, restoredId: id }))
    .mutation(({ ctx, input }) => undoMerge(ctx.clinic, input)),

  /** Phones that are not answered. */
  blocked: procedureFor('patients.write')
    .output(blockedCallersOutput)
    .query(({ ctx }) => listBlockedCallers(ctx.clinic)),
  block: procedureFor('patients.write')
    .input(callerBlockSchema)
    .output(z.object({ id }))
    .mutation(({ ctx, input }) => blockCaller(ctx.clinic, input)),
  unblock: procedureFor('patients.write')
    .input(callerBlockSchema.pick({ phone: true }))
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await unblockCaller(ctx.clinic, input);
      return done;
    }),

  /** Is the caller of a call blocked? Null where there is no number to block. */
  callBlock: procedureFor('patients.write')
    .input(callBlockSchema.pick({ callId: true }))
    .output(z.object({ isBlocked: z.boolean().nullable() }))
    .query(async ({ ctx, input }) => ({ isBlocked: await isCallBlocked(ctx.clinic, input) })),
  /** Blocks the caller of a call, whose number nobody is shown. */
  blockCall: procedureFor('patients.write')
    .input(callBlockSchema)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await blockCallOf(ctx.clinic, input);
      return done;
    }),
  unblockCall: procedureFor('patients.write')
    .input(callBlockSchema.pick({ callId: true }))
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await unblockCallOf(ctx.clinic, input);
      return done;
    }),

  /** How the clinic numbers its patients. */
  numbering: procedureFor('patients.read')
    .output(uhidSeriesSchema)
    .query(({ ctx }) => getUhidSeries(ctx.clinic)),
  setNumbering: procedureFor('settings.write')
    .input(uhidSeriesSchema)
    .output(ok)
    .mutation(async ({ ctx, input }) => {
      await setUhidSeries(ctx.clinic, input);
      return done;
    }),
});
