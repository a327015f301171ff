import { z } from 'zod';

const sid = z.string().regex(/^CA[0-9a-f]{32}$/i, 'is not a call sid');

/** What Twilio posts when a call comes in; much else that it sends is not used. */
export const incomingSchema = z.object({
  CallSid: sid,
  From: z.string().max(64).default(''),
  To: z.string().max(64),
  ForwardedFrom: z.string().max(64).optional(),
});
export type Incoming = z.infer<typeof incomingSchema>;

export const statusSchema = z.object({ CallSid: sid, CallStatus: z.string().max(32) });

export const afterSchema = z.object({ CallSid: sid, From: z.string().max(64).default(''), To: z.string().max(64).default(''), ForwardedFrom: z.string().max(64).optional() });

export const dialledSchema = z.object({ CallSid: sid, DialCallStatus: z.string().max(32).default('failed') });
