import { z } from 'zod';

/** What other systems can be told of, each with when it happens. */
export const webhookEventMeanings = {
  'appointment.booked': 'An appointment was booked.',
  'appointment.moved': 'An appointment was moved: a new one took its place.',
  'appointment.cancelled': 'An appointment was cancelled.',
  'appointment.restored': 'A cancellation was taken back.',
  'appointment.status': 'An appointment was confirmed, checked in, begun, completed or missed.',
  'call.ended': 'A call is over.',
  'call.summarised': 'The summary of a call is written.',
} as const;

export type WebhookEvent = keyof typeof webhookEventMeanings;

export const webhookEvents = Object.keys(webhookEventMeanings) as [WebhookEvent, ...WebhookEvent[]];

export const webhookEventSchema = z.enum(webhookEvents, 'is not an event');

export const isWebhookEvent = (text: string): text is WebhookEvent => Object.hasOwn(webhookEventMeanings, text);
