import 'server-only';
import {
  addPhoneNumber,
  branchChangeSchema,
  clinicDetailsChangeSchema,
  doctorChangeSchema,
  getClinicDetails,
  knowledgeChangeSchema,
  listBranches,
  listDoctors,
  listKnowledge,
  listPhoneNumbers,
  listServices,
  newPhoneNumberSchema,
  phoneNumberChangeSchema,
  removeBranch,
  removeKnowledge,
  saveBranch,
  saveClinicDetails,
  saveDoctor,
  saveKnowledge,
  savePhoneNumber,
  saveService,
  serviceChangeSchema,
} from '@vaani/clinic';
import { z } from 'zod';
import { procedureFor, router } from '../trpc/base.ts';
import {
  branchOutput,
  clinicDetailsOutput,
  doctorOutput,
  knowledgeOutput,
  phoneNumberOutput,
  serviceOutput,
} from './settings-schemas.ts';

const setting = procedureFor('settings.write');
const byId = z.uuid();

/** What the clinic is and offers. Each change names the version that it was made from. */
export const settingsRouter = router({
  clinic: setting.output(clinicDetailsOutput).query(({ ctx }) => getClinicDetails(ctx.clinic)),
  saveClinic: setting
    .input(clinicDetailsChangeSchema)
    .output(clinicDetailsOutput)
    .mutation(({ ctx, input }) => saveClinicDetails(ctx.clinic, input)),

  branches: setting.output(z.array(branchOutput)).query(({ ctx }) => listBranches(ctx.clinic)),
  saveBranch: setting
    .input(branchChangeSchema)
    .output(z.object({ branchId: byId }))
    .mutation(({ ctx, input }) => saveBranch(ctx.clinic, input)),
  removeBranch: setting
    .input(z.object({ branchId: byId }))
    .output(z.void())
    .mutation(({ ctx, input }) => removeBranch(ctx.clinic, input)),

  services: setting.output(z.array(serviceOutput)).query(({ ctx }) => listServices(ctx.clinic)),
  saveService: setting
    .input(serviceChangeSchema)
    .output(z.object({ serviceId: byId }))
    .mutation(({ ctx, input }) => saveService(ctx.clinic, input)),

  doctors: setting.output(z.array(doctorOutput)).query(({ ctx }) => listDoctors(ctx.clinic)),
  saveDoctor: setting
    .input(doctorChangeSchema)
    .output(z.object({ doctorId: byId }))
    .mutation(({ ctx, input }) => saveDoctor(ctx.clinic, input)),

  knowledge: setting.output(z.array(knowledgeOutput)).query(({ ctx }) => listKnowledge(ctx.clinic)),
  saveKnowledge: setting
    .input(knowledgeChangeSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => saveKnowledge(ctx.clinic, input)),
  removeKnowledge: setting
    .input(z.object({ topic: z.string() }))
    .output(z.void())
    .mutation(({ ctx, input }) => removeKnowledge(ctx.clinic, input)),

  numbers: setting.output(z.array(phoneNumberOutput)).query(({ ctx }) => listPhoneNumbers(ctx.clinic)),
  addNumber: setting
    .input(newPhoneNumberSchema)
    .output(z.object({ phoneNumberId: byId }))
    .mutation(({ ctx, input }) => addPhoneNumber(ctx.clinic, input)),
  saveNumber: setting
    .input(phoneNumberChangeSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => savePhoneNumber(ctx.clinic, input)),
});
