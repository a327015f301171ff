import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { VoiceMetrics } from '../metrics.ts';
import { isSignedByTwilio } from './signature.ts';

/** Makes a handler of a webhook, which takes what Twilio signed and is of the shape, and nothing else. */
export type Signed = <S extends z.ZodType>(
  schema: S,
  work: (body: z.output<S>, reply: FastifyReply) => Promise<unknown>,
) => (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/** The shape is of the form's fields and of the address's own, which are ours: Twilio signs both. */
export function createSigned(options: { authToken: string; voiceUrl: string; metrics: VoiceMetrics }): Signed {
  const { authToken, voiceUrl, metrics } = options;
  const fields = z.record(z.string(), z.string());
  return (schema, work) => async (request, reply) => {
    const params = fields.safeParse(request.body ?? {});
    const signature = request.headers['x-twilio-signature'];
    const isGood =
      params.success &&
      isSignedByTwilio({
        authToken,
        url: voiceUrl + request.url,
        signature: typeof signature === 'string' ? signature : undefined,
        params: params.data,
      });
    if (!isGood) {
      metrics.badSignatures.inc({ door: 'webhook' });
      return reply.code(403).type('text/plain').send('The signature is not good.');
    }
    const query = fields.safeParse(request.query ?? {});
    const body = schema.safeParse({ ...params.data, ...(query.success ? query.data : {}) });
    if (!body.success) return reply.code(400).type('text/plain').send('The request is not understood.');
    return work(body.data, reply);
  };
}

export const callSidSchema = z.string().regex(/^CA[0-9a-f]{32}$/i);
export const sendXml = (reply: FastifyReply, twiml: string) => reply.type('text/xml').send(twiml);
/** Statuses of a call that is over. */
export const overStatuses: readonly string[] = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];
