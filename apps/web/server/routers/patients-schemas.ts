import { birthSchema } from '@vaani/clinic';
import { z } from 'zod';

const id = z.uuid();
const languageOutput = z.enum(['en', 'hi', 'hi-en']).nullable();

export const patientBriefOutput = z.object({
  id,
  /** The clinic's own number. */
  uhid: z.string().nullable(),
  /** Null where a call could not hear it and the desk has yet to ask. */
  name: z.string().nullable(),
  birth: birthSchema.nullable(),
  language: languageOutput,
  /** E.164, the primary one first. */
  phones: z.array(z.object({ phone: z.string(), relation: z.string() })),
  isToBeCompleted: z.boolean(),
  createdAt: z.string(),
  /** Null where they came with a file and have not been seen since. */
  lastSeenAt: z.string().nullable(),
});
export type PatientBrief = z.infer<typeof patientBriefOutput>;

export const patientSearchOutput = z.object({
  patients: z.array(patientBriefOutput),
  next: z.string().nullable(),
  /** More hit than could be looked at: another letter is asked for. */
  isTooMany: z.boolean(),
});

export const patientPageOutput = z.object({ patients: z.array(patientBriefOutput), next: z.string().nullable() });

export const patientDetailsOutput = z.object({
  id,
  /** To be named by whoever changes the entry. */
  version: z.int(),
  name: z.string().nullable(),
  uhid: z.string().nullable(),
  birth: birthSchema.nullable(),
  /** Null where the birth is not known. */
  isMinor: z.boolean().nullable(),
  language: languageOutput,
  email: z.string().nullable(),
  address: z.string().nullable(),
  abhaNumber: z.string().nullable(),
  notes: z.string().nullable(),
  isToBeCompleted: z.boolean(),
  consent: z.object({ at: z.string(), how: z.string() }).nullable(),
  consentWithdrawnAt: z.string().nullable(),
  createdAt: z.string(),
  lastSeenAt: z.string().nullable(),
  phones: z.array(z.object({ id, phone: z.string(), relation: z.string(), isPrimary: z.boolean() })),
  guardians: z.array(z.object({ id, name: z.string(), phone: z.string(), relation: z.string() })),
  /** Others of the same phones. */
  family: z.array(z.object({ id, name: z.string().nullable(), isToBeCompleted: z.boolean() })),
  appointments: z.array(z.object({ id, doctorId: id, serviceId: id, startsAt: z.string(), status: z.string() })),
  calls: z.array(z.object({ id, startedAt: z.string(), outcome: z.string().nullable() })),
  /** Entries that were merged into this one. */
  merged: z.array(z.object({ mergeId: id, patientId: id, at: z.string() })),
});
export type PatientDetails = z.infer<typeof patientDetailsOutput>;

export const optOutsOutput = z.array(
  z.object({
    kind: z.enum(['phone', 'email']),
    address: z.string(),
    stopped: z.array(
      z.object({
        channel: z.enum(['sms', 'whatsapp', 'email', 'local']),
        source: z.enum(['reply', 'provider', 'desk']),
        at: z.string(),
      }),
    ),
    /** Every channel that reaches it. */
    isWhole: z.boolean(),
  }),
);
export type AddressOptOut = z.infer<typeof optOutsOutput>[number];

export const versionOutput = z.object({ version: z.int() });

export const duplicatesOutput = z.object({
  pairs: z.array(
    z.object({
      /** 1–100. */
      score: z.int(),
      newer: patientBriefOutput,
      older: patientBriefOutput,
    }),
  ),
  next: id.nullable(),
});

export const blockedCallersOutput = z.array(
  z.object({
    id,
    phone: z.string(),
    reason: z.string().nullable(),
    blockedBy: z.string().nullable(),
    blockedAt: z.string(),
  }),
);
