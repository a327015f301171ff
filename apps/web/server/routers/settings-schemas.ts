import { z } from 'zod';

const id = z.uuid();
const version = z.string();
const minutes = z.int();

export const clinicDetailsOutput = z.object({
  details: z.object({
    name: z.string(),
    nameHindi: z.string(),
    language: z.enum(['en', 'hi', 'hi-en']),
    ownPhone: z.string().nullable(),
    emergencyNumbers: z.array(z.string()),
    minimumNoticeMin: minutes,
    maximumAdvanceDays: z.int(),
    unverifiedBookingLimit: z.int(),
    waitlistOfferMin: minutes,
    noShowGraceMin: minutes.nullable(),
  }),
  zone: z.string(),
  version,
});
export type ClinicDetails = z.infer<typeof clinicDetailsOutput>;

export const branchOutput = z.object({
  id,
  name: z.string(),
  nameHindi: z.string(),
  address: z.string(),
  isDefault: z.boolean(),
  version,
});
export type Branch = z.infer<typeof branchOutput>;

export const serviceOutput = z.object({
  id,
  name: z.string(),
  nameHindi: z.string(),
  durationMin: minutes,
  feePaise: z.int(),
  bufferBeforeMin: minutes,
  bufferAfterMin: minutes,
  isDefault: z.boolean(),
  isFollowUp: z.boolean(),
  minimumNoticeMin: minutes.nullable(),
  maximumAdvanceDays: z.int().nullable(),
  isActive: z.boolean(),
  version,
});
export type Service = z.infer<typeof serviceOutput>;

export const doctorOutput = z.object({
  id,
  name: z.string(),
  nameHindi: z.string(),
  speciality: z.string(),
  initials: z.string(),
  branchId: id,
  colour: z.int(),
  gridMin: minutes,
  capacity: z.int(),
  dailyCap: z.int().nullable(),
  followUpDays: z.int().nullable(),
  isActive: z.boolean(),
  services: z.array(z.object({ serviceId: id, durationMin: minutes.nullable(), feePaise: z.int().nullable() })),
  version,
});
export type Doctor = z.infer<typeof doctorOutput>;

export const knowledgeOutput = z.object({
  topic: z.string(),
  en: z.string(),
  hi: z.string(),
  hiEn: z.string(),
  version,
});
export type Knowledge = z.infer<typeof knowledgeOutput>;

export const phoneNumberOutput = z.object({
  id,
  number: z.string(),
  label: z.string(),
  isActive: z.boolean(),
  lastCallAt: z.string().nullable(),
});
export type PhoneNumber = z.infer<typeof phoneNumberOutput>;

const span = { weekday: z.int(), fromMin: minutes, toMin: minutes };
export const weekOutput = z.object({
  week: z.object({
    windows: z.array(z.object({ ...span, branchId: id })),
    breaks: z.array(z.object(span)),
  }),
  from: z.string().nullable(),
  version,
});
export type WeekHours = z.infer<typeof weekOutput>;

export const weekPreviewOutput = z.object({
  zone: z.string(),
  serviceId: id,
  days: z.array(z.object({ date: z.string(), slots: z.array(z.string()), count: z.int(), isHoliday: z.boolean() })),
});
export type WeekPreview = z.infer<typeof weekPreviewOutput>;
