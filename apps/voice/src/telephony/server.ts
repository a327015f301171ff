import formbody from '@fastify/formbody';
import {
  type ClinicContext,
  type ClinicDeps,
  endCall,
  findCallBySid,
  getCallState,
  recordLegStatus,
} from '@vaani/clinic';
import type { Logger, Metrics } from '@vaani/observability';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type AfterStream, type GoingOn, routeAfterDial, routeAfterStream } from '../call/after-stream.ts';
import type { CallbackPromises } from '../call/callback-promises.ts';
import type { Directory } from '../call/directory.ts';
import type { Switchboard } from '../call/switchboard.ts';
import type { VoiceMetrics } from '../metrics.ts';
import { readinessOf } from '../readiness.ts';
import { isSignedByTwilio } from './signature.ts';
import { openStreamDoor } from './stream-door.ts';
import type { StreamTokens } from './stream-token.ts';
import { connectStream, dialPhone, hangUp, refuse, sayCallback } from './twiml.ts';

const base = '/api/v1/voice';
const sid = z.string().regex(/^CA[0-9a-f]{32}$/i);
const incomingSchema = z.object({
  CallSid: sid,
  From: z.string().max(64).default(''),
  To: z.string().min(1).max(64),
  ForwardedFrom: z.string().max(64).optional(),
});
const statusSchema = z.object({ CallSid: sid, CallStatus: z.string().max(32) });
const afterSchema = z.object({
  CallSid: sid,
  From: z.string().max(64).default(''),
  To: z.string().max(64).default(''),
  ForwardedFrom: z.string().max(64).optional(),
  DialCallStatus: z.string().max(32).optional(),
});
const overStatuses = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];

export interface VoiceServerOptions {
  deps: ClinicDeps;
  directory: Directory;
  promises: CallbackPromises;
  switchboard: Switchboard;
  tokens: StreamTokens;
  authToken: string;
  /** The public origin that Twilio was given. */
  voiceUrl: string;
  metrics: VoiceMetrics;
  registry: Metrics;
  logger: Logger;
  /** Name of what serves each stage now. */
  providers: () => { stt: string; llm: string; tts: string };
  /** Everything is started and spoken once. */
  isWarm: () => boolean;
}

/** Twilio's two doors (webhooks and media stream), and what operators ask. */
export async function createVoiceServer(options: VoiceServerOptions): Promise<{
  listen(address: { host: string; port: number }): Promise<number>;
  close(): Promise<void>;
}> {
  const { deps, switchboard, tokens, authToken, voiceUrl, metrics, logger } = options;
  const app = Fastify({ logger: false, bodyLimit: 64_000, requestTimeout: 15_000, forceCloseConnections: true });
  await app.register(formbody);
  const streamOrigin = voiceUrl.replace(/^http/, 'ws');

  app.setErrorHandler((error: unknown, _request, reply) => {
    const status =
      error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
    if (status >= 500) logger.error('a request failed', error instanceof Error ? { error } : {});
    return reply
      .code(status)
      .type('text/plain')
      .send(status >= 500 ? 'Something went wrong here.' : 'The request is not understood.');
  });

  app.addHook('onResponse', async (request, reply) => {
    const operation = request.routeOptions.url?.replace(`${base}/`, '') ?? 'none';
    metrics.requests.observe({ interface: 'http', operation, status: String(reply.statusCode) }, reply.elapsedTime);
  });

  /** Refuses what Twilio did not sign, and what is not of the shape. */
  const signed =
    <S extends z.ZodType>(schema: S, work: (body: z.output<S>, reply: FastifyReply) => Promise<unknown>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const params = z.record(z.string(), z.string()).safeParse(request.body ?? {});
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
      const body = schema.safeParse(params.data);
      if (!body.success) return reply.code(400).type('text/plain').send('The request is not understood.');
      return work(body.data, reply);
    };
  const xml = (reply: FastifyReply, twiml: string) => reply.type('text/xml').send(twiml);
  const afterDialUrl = `${voiceUrl}${base}/after-dial`;
  const answerAfter = (reply: FastifyReply, after: AfterStream, callerId: string) => {
    switch (after.kind) {
      case 'unknown-call':
        return reply.code(404).type('text/plain').send('There is no such call.');
      case 'hang-up':
        return xml(reply, hangUp());
      case 'dial':
        return xml(reply, dialPhone({ phone: after.phone, callerId, afterUrl: afterDialUrl }));
      case 'call-back':
        return xml(reply, sayCallback());
    }
  };

  app.post(
    `${base}/incoming`,
    signed(incomingSchema, async ({ CallSid, From, To, ForwardedFrom }, reply) => {
      const reception = await switchboard.receive({
        callSid: CallSid,
        from: From,
        to: To,
        ...(ForwardedFrom === undefined ? {} : { forwardedFrom: ForwardedFrom }),
      });
      switch (reception.kind) {
        case 'unknown-number':
          return reply.code(404).type('text/plain').send('No clinic has this number.');
        case 'blocked':
          return xml(reply, refuse());
        case 'talk':
          return xml(
            reply,
            connectStream({
              streamUrl: `${streamOrigin}${base}/stream/${CallSid}`,
              token: tokens.issue(CallSid),
              afterUrl: `${voiceUrl}${base}/after-stream`,
            }),
          );
        case 'dial':
          return xml(reply, dialPhone({ ...reception, afterUrl: afterDialUrl }));
        case 'call-back':
          return xml(reply, sayCallback());
      }
    }),
  );
  app.post(
    `${base}/after-stream`,
    signed(afterSchema, async (body, reply) => {
      const ended = switchboard.endingOf(body.CallSid);
      return answerAfter(reply, await routeAfterStream(options, goingOn(body), ended), body.To);
    }),
  );
  app.post(
    `${base}/after-dial`,
    signed(afterSchema, async (body, reply) =>
      answerAfter(reply, await routeAfterDial(options, goingOn(body), body.DialCallStatus ?? ''), body.To),
    ),
  );
  app.post(
    `${base}/status`,
    signed(statusSchema, async ({ CallSid, CallStatus }, reply) => {
      const isOver = overStatuses.includes(CallStatus);
      // First: its place is free again, even where the database is away.
      if (isOver) switchboard.over(CallSid);
      // Asked after that: of a caller who hung up before the stream came nothing is left here, and nobody else closes the call.
      const isOurs = switchboard.mayOpen(CallSid) !== 'unknown' || switchboard.endingOf(CallSid) !== undefined;
      const call = await findCallBySid(deps, CallSid);
      if (call === null) return reply.code(404).type('text/plain').send('There is no such call.');
      const ctx: ClinicContext = { ...deps, clinicId: call.clinicId, actor: { kind: 'system' } };
      await recordLegStatus(ctx, CallSid, CallStatus);
      if (isOver && !isOurs) await endLost(ctx, call.callId);
      return reply.code(204).send();
    }),
  );

  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const readiness = await readinessOf(deps, options.isWarm());
    const { taken, most } = switchboard.admission;
    return reply
      .code(readiness.isReady ? 200 : 503)
      .send({ ...readiness, providers: options.providers(), calls: { taken, most } });
  });
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await options.registry.expose();
    return reply.type(contentType).send(text);
  });

  const closeDoor = openStreamDoor({
    server: app.server,
    switchboard,
    authToken,
    streamOrigin,
    path: `${base}/stream/`,
    metrics,
  });
  return {
    async listen({ host, port }) {
      await app.listen({ host, port });
      const address = app.server.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    },
    async close() {
      await switchboard.close();
      closeDoor();
      await app.close();
    },
  };
}

const goingOn = ({ CallSid, From, To, ForwardedFrom }: z.output<typeof afterSchema>): GoingOn => ({
  callSid: CallSid,
  from: From,
  to: To,
  ...(ForwardedFrom === undefined ? {} : { forwardedFrom: ForwardedFrom }),
});

/** The call's worker is gone, and the caller too: nobody else closes it. */
async function endLost(ctx: ClinicContext, callId: string): Promise<void> {
  const state = await getCallState(ctx, callId);
  if (state === null || state.isOver) return;
  const durationMs = Math.max(0, ctx.clock.now() - Date.parse(state.startedAt));
  await endCall(ctx, callId, {
    outcome: 'abandoned',
    durationMs,
    language: state.language === 'hi_en' ? 'hi-en' : state.language,
  });
  await ctx.live.calls.remove(ctx.clinicId, callId);
}
