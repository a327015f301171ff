import formbody from '@fastify/formbody';
import { type ClinicContext, type ClinicDeps, findCallBySid, recordLegStatus } from '@vaani/clinic';
import type { Logger, Metrics } from '@vaani/observability';
import type { Probed, TextToSpeech } from '@vaani/providers';
import Fastify, { type FastifyReply } from 'fastify';
import { z } from 'zod';
import { logAfterRing } from '../call/after-ring.ts';
import { type AfterStream, onRecord, routeAfterStream } from '../call/after-stream.ts';
import type { CallbackPromises } from '../call/callback-promises.ts';
import type { Directory } from '../call/directory.ts';
import { endLost } from '../call/end-lost.ts';
import type { HandOver } from '../call/hand-over.ts';
import { atMost } from '../call/in-time.ts';
import type { Reception } from '../call/reception.ts';
import type { Switchboard } from '../call/switchboard.ts';
import type { VoiceMetrics } from '../metrics.ts';
import { readinessOf } from '../readiness.ts';
import { deskDoor } from './desk-door.ts';
import { openGreetingDoor } from './greeting-door.ts';
import { openOutboundDoors } from './outbound-doors.ts';
import { openProbeDoor } from './probe-door.ts';
import { callSidSchema, createSigned, overStatuses, sendXml } from './signed.ts';
import { streamDoor } from './stream-door.ts';
import { openStreamStatusDoor } from './stream-status-door.ts';
import { goingOn, openTransferDoors } from './transfer-doors.ts';
import { dialPhones, hangUp, refuse, sayCallback } from './twiml.ts';
import { openUpgrades } from './upgrades.ts';
import type { Ways } from './ways.ts';

const base = '/api/v1/voice';
/** So long phones that are being rung are waited for at the end. */
const RINGING_MS = 6_000;
const sid = callSidSchema;
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
});
const afterRingSchema = z.object({
  ...afterSchema.shape,
  CallStatus: z.string().max(32).default(''),
  DialCallStatus: z.string().max(32).default(''),
  DialCallDuration: z.coerce.number().int().min(0).max(86_400).default(0),
});

export interface VoiceServerOptions {
  deps: ClinicDeps;
  directory: Directory;
  promises: CallbackPromises;
  switchboard: Switchboard;
  handOver: HandOver;
  ways: Ways;
  /** What speaks in calls. */
  tts: TextToSpeech;
  authToken: string;
  /** The public origin that Twilio was given. */
  voiceUrl: string;
  /** The public origin of the desk's pages: browsers from elsewhere are refused. */
  webUrl: string;
  metrics: VoiceMetrics;
  registry: Metrics;
  logger: Logger;
  /** Asks each provider once for real. */
  probe: (signal: AbortSignal) => Promise<Probed[]>;
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
  const { deps, switchboard, handOver, ways, authToken, voiceUrl, metrics, logger } = options;
  /** Phones that are being rung for callers who were told to wait. */
  const ringing = new Set<Promise<void>>();
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

  const signed = createSigned({ authToken, voiceUrl, metrics });
  const plainDial = (dial: { phone: string; callerId: string }) =>
    dialPhones({ phones: [dial.phone], callerId: dial.callerId, afterUrl: ways.afterDialUrl(0) });
  const answerAfter = async (reply: FastifyReply, after: AfterStream) => {
    switch (after.kind) {
      case 'unknown-call':
        return reply.code(404).type('text/plain').send('There is no such call.');
      case 'hang-up':
        return sendXml(reply, hangUp());
      case 'way': {
        const { way, caller } = after;
        await sendXml(reply, await switchboard.twimlOf(way, caller));
        if (way.kind === 'wait') {
          const rung = handOver.ring(caller, way.step).finally(() => ringing.delete(rung));
          ringing.add(rung);
        }
        return reply;
      }
      case 'dial':
        return sendXml(reply, plainDial(after));
      case 'call-back':
        return sendXml(reply, sayCallback());
    }
  };
  const answerIncoming = (reply: FastifyReply, reception: Reception, callSid: string) => {
    switch (reception.kind) {
      case 'unknown-number':
        return reply.code(404).type('text/plain').send('No clinic has this number.');
      case 'blocked':
        return sendXml(reply, refuse());
      case 'talk':
        return sendXml(reply, switchboard.streamTwiml(callSid));
      case 'ring-first': {
        const { phone, callerId, ringSeconds } = reception;
        return sendXml(reply, dialPhones({ phones: [phone], callerId, ringSeconds, afterUrl: ways.afterRingUrl }));
      }
      default:
        return answerAfter(reply, reception);
    }
  };

  app.post(
    `${base}/incoming`,
    signed(incomingSchema, async (body, reply) =>
      answerIncoming(reply, await switchboard.receive(goingOn(body)), body.CallSid),
    ),
  );

  /** The clinic's phone rang first. */
  app.post(
    `${base}/after-ring`,
    signed(afterRingSchema, async (body, reply) => {
      const going = goingOn(body);
      const isOver = await logAfterRing(options, going, {
        ...{ status: body.DialCallStatus, isCallOver: overStatuses.includes(body.CallStatus) },
        durationMs: body.DialCallDuration * 1_000,
      });
      if (isOver) return sendXml(reply, hangUp());
      return answerIncoming(reply, await switchboard.receive({ ...going, hasRung: true }), body.CallSid);
    }),
  );

  app.post(
    `${base}/after-stream`,
    signed(afterSchema, async (body, reply) => {
      const ended = switchboard.endingOf(body.CallSid);
      await answerAfter(reply, await routeAfterStream(options, goingOn(body), ended));
      switchboard.answered(body.CallSid);
      return reply;
    }),
  );

  openTransferDoors(app, signed, answerAfter, options);
  openStreamStatusDoor(app, signed, { metrics, logger });
  openGreetingDoor(app, { path: `${base}/greeting`, deps, tts: options.tts, logger });
  openProbeDoor(app, { path: `${base}/probe`, deps, probe: options.probe, logger });
  openOutboundDoors(app, signed, { deps, switchboard, onLegOver: waitNoLonger });

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
      if (isOver && !isOurs) await endLost(ctx, call.callId, 'abandoned');
      if (isOver) await waitNoLonger(CallSid);
      return reply.code(204).send();
    }),
  );

  /** Whoever waited for a person and hung up is waited for no longer. */
  async function waitNoLonger(callSid: string): Promise<void> {
    const known = await onRecord(options, callSid);
    if (known !== null && known.caller.callSid === callSid) await handOver.gone(known.caller);
  }

  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const readiness = await readinessOf(deps, options.isWarm() && !switchboard.isStopping);
    const { taken, most } = switchboard.admission;
    return reply
      .code(readiness.isReady ? 200 : 503)
      .send({ ...readiness, providers: options.providers(), calls: { taken, most } });
  });
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await options.registry.expose();
    return reply.type(contentType).send(text);
  });

  const closeDoors = openUpgrades({
    server: app.server,
    metrics,
    doors: [
      streamDoor({ switchboard, authToken, streamOrigin, path: `${base}/stream/`, metrics }),
      deskDoor({
        ...{ path: `${base}/desk`, webOrigin: new URL(options.webUrl).origin, live: deps.live },
        ...{ hosts: switchboard.deskHosts, clock: deps.clock, metrics, logger },
      }),
    ],
  });
  return {
    async listen({ host, port }) {
      await app.listen({ host, port });
      const address = app.server.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    },
    async close() {
      await switchboard.close();
      await atMost(deps.clock, RINGING_MS, ringing);
      closeDoors();
      await app.close();
    },
  };
}
