import type { Logger } from '@vaani/observability';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { VoiceMetrics } from '../metrics.ts';
import { callSidSchema, type Signed } from './signed.ts';

const statusSchema = z.object({
  CallSid: callSidSchema,
  StreamEvent: z.string().max(40),
  StreamError: z.string().max(1_000).default(''),
});

/** What Twilio tells of media streams. Only what goes wrong is news: an address it will not open, a message it does not know, a reader too slow for it. */
export function openStreamStatusDoor(
  app: FastifyInstance,
  signed: Signed,
  options: { metrics: VoiceMetrics; logger: Logger },
): void {
  app.post(
    '/api/v1/voice/stream-status',
    signed(statusSchema, async ({ StreamEvent, StreamError }, reply) => {
      if (StreamEvent === 'stream-error') {
        // The text may quote what was sent: only the number of the error is kept.
        const code = /\b31\d{3}\b/.exec(StreamError)?.[0] ?? 'other';
        options.metrics.streamErrors.inc({ code });
        options.logger.warn('a media stream failed at Twilio', { code });
      }
      return reply.code(204).send();
    }),
  );
}
