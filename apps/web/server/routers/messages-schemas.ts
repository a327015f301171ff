import {
  channelNames,
  messageKinds,
  messageSettingsSchema,
  messageTemplateSchema,
  versionedSchema,
} from '@vaani/clinic';
import { z } from 'zod';

const id = z.uuid();
const channel = z.enum(channelNames);
const delivery = z.enum(['attempted', 'unknown', 'accepted', 'sent', 'failed', 'delivered', 'read']);

export const messageSummaryOutput = z.object({
  id,
  kind: z.enum(messageKinds),
  status: z.enum(['waiting', 'sending', 'done', 'cancelled', 'dead']),
  reason: z.string().nullable(),
  language: z.enum(['en', 'hi', 'hi-en']),
  patientId: id.nullable(),
  patientName: z.string().nullable(),
  appointmentId: id.nullable(),
  doctorName: z.string().nullable(),
  doctorNameHindi: z.string().nullable(),
  startsAt: z.string().nullable(),
  sendAfter: z.string(),
  sentAt: z.string().nullable(),
  isDismissed: z.boolean(),
  canRetry: z.boolean(),
  /** The last attempt. */
  channel: channel.nullable(),
  delivery: delivery.nullable(),
  errorCode: z.string().nullable(),
});
export type MessageSummary = z.infer<typeof messageSummaryOutput>;

export const messageDetailOutput = messageSummaryOutput.extend({
  recipient: z.string().nullable(),
  body: z.string().nullable(),
  attempts: z.array(z.object({ channel, status: delivery, errorCode: z.string().nullable(), at: z.string() })),
});
export type MessageDetail = z.infer<typeof messageDetailOutput>;

export const replyOutput = z.object({
  id,
  channel,
  phone: z.string(),
  body: z.string(),
  meaning: z.enum(['confirm', 'cancel', 'stop', 'start', 'other']),
  outcome: z.enum(['confirmed', 'cancelled', 'stopped', 'started', 'kept']).nullable(),
  patientId: id.nullable(),
  patientName: z.string().nullable(),
  appointmentId: id.nullable(),
  receivedAt: z.string(),
  isHandled: z.boolean(),
});
export type Reply = z.infer<typeof replyOutput>;

export const messageWaysOutput = z.object({ channels: z.array(channel), isDemo: z.boolean() });

export const messageSettingsOutput = z.object({
  ...messageSettingsSchema.shape,
  ...versionedSchema.shape,
  templates: z.array(messageTemplateSchema),
});
