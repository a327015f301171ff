import { attemptStatuses, callbackOutcomes } from '@vaani/clinic';
import { z } from 'zod';

const id = z.uuid();

export const callbackOutput = z.object({
  id,
  callId: id.nullable(),
  isMissed: z.boolean(),
  patientId: id.nullable(),
  patientName: z.string().nullable(),
  phone: z.string().nullable(),
  reason: z.string().nullable(),
  language: z.enum(['en', 'hi', 'hi-en']).nullable(),
  status: z.enum(['open', 'in_progress', 'done', 'dropped']),
  dueAt: z.string(),
  createdAt: z.string(),
  owner: z.object({ userId: id, name: z.string() }).nullable(),
  outcome: z.enum(callbackOutcomes).nullable(),
  note: z.string().nullable(),
  closedAt: z.string().nullable(),
  attempts: z.array(
    z.object({
      attempt: z.int(),
      status: z.enum(attemptStatuses),
      callId: id.nullable(),
      askedBy: z.string().nullable(),
      at: z.string(),
    }),
  ),
});
export type Callback = z.infer<typeof callbackOutput>;

export const callbackPeopleOutput = z.array(z.object({ userId: id, name: z.string() }));

export const callbackPageOutput = z.object({ callbacks: z.array(callbackOutput), next: z.string().nullable() });
