import {
  type ClinicDeps,
  getCallState,
  getTransferStep,
  normalisePhone,
  noteCallbackPhone,
  whisperOf,
} from '@vaani/clinic';
import type { Logger } from '@vaani/observability';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { type AfterStream, type GoingOn, onRecord, routeAfterDial, system } from '../call/after-stream.ts';
import type { CallbackPromises } from '../call/callback-promises.ts';
import type { Directory } from '../call/directory.ts';
import type { HandOver } from '../call/hand-over.ts';
import { insist } from '../call/insist.ts';
import type { VoiceMetrics } from '../metrics.ts';
import { holdMusic } from './hold-music.ts';
import { callSidSchema, overStatuses, type Signed, sendXml } from './signed.ts';
import { enterRoom, goOn, hangUp, sayThanks, whisper } from './twiml.ts';
import type { Ways } from './ways.ts';

const base = '/api/v1/voice';
const step = z.coerce.number().int().min(0).max(20);
const about = { clinic: z.uuid(), call: z.uuid(), step };
const leg = z.coerce.number().int().min(0).max(50);
/** Only what somebody is rung for by REST has one: a leg that the caller's own dials has none. */
const whisperSchema = z.object({ ...about, CallSid: callSidSchema, leg: leg.optional() });
const keySchema = z.object({ ...whisperSchema.shape, Digits: z.string().max(20).default('') });
const legStatusSchema = z.object({ ...about, leg, CallSid: callSidSchema, CallStatus: z.string().max(32) });
const party = { CallSid: callSidSchema, From: z.string().max(64).default(''), To: z.string().max(64).default('') };
const afterDialSchema = z.object({
  ...party,
  ForwardedFrom: z.string().max(64).optional(),
  CallStatus: z.string().max(32).default(''),
  DialCallStatus: z.string().max(32).default(''),
  step: step.default(0),
});
const keyedSchema = z.object({ ...party, Digits: z.string().max(20).default('') });

export interface TransferDoorsOptions {
  deps: ClinicDeps;
  directory: Directory;
  promises: CallbackPromises;
  handOver: HandOver;
  ways: Ways;
  metrics: VoiceMetrics;
  logger: Logger;
}

/** What Twilio asks and tells while a caller is on the way to a person. */
export function openTransferDoors(
  app: FastifyInstance,
  signed: Signed,
  answer: (reply: FastifyReply, after: AfterStream) => unknown,
  options: TransferDoorsOptions,
): void {
  const { deps, handOver, ways, metrics } = options;

  app.post(
    `${base}/after-dial`,
    signed(afterDialSchema, async (body, reply) => {
      // Without it nobody was dialled: a caller comes out of their room.
      if (body.DialCallStatus !== '') metrics.transfers.inc({ result: body.DialCallStatus });
      const isCallOver = overStatuses.includes(body.CallStatus);
      const dial = { step: body.step, status: body.DialCallStatus, isCallOver };
      return answer(reply, await routeAfterDial(options, goingOn(body), dial));
    }),
  );

  /** Somebody picked up for a caller: what it is about, and the key. */
  app.post(
    `${base}/whisper`,
    signed(whisperSchema, async (body, reply) => {
      const found = await callerOf(body);
      if (found === null) return sendXml(reply, hangUp());
      const { text, language } = await whisperOf(found.ctx, body.call, found.said);
      const of = { clinicId: body.clinic, callId: body.call };
      return sendXml(reply, whisper({ text, language, keyUrl: ways.keyUrl(of, body.step, body.leg ?? null) }));
    }),
  );

  app.post(
    `${base}/whisper-key`,
    signed(keySchema, async (body, reply) => {
      const found = await callerOf(body, true);
      const isTaking = found !== null && body.Digits === '1' && (await handOver.accept(found, body.step, body.CallSid));
      // Somebody else was quicker, the caller is gone, or they would not.
      if (!isTaking) return sendXml(reply, hangUp());
      return sendXml(reply, body.leg === undefined ? goOn() : enterRoom(ways.roomOf(body.call)));
    }),
  );

  /** A leg that we placed is over: the last of a step leads to the next. */
  app.post(
    `${base}/leg-status`,
    signed(legStatusSchema, async (body, reply) => {
      if (!overStatuses.includes(body.CallStatus)) return reply.code(204).send();
      metrics.transfers.inc({ result: body.CallStatus });
      // It is told once: whatever is away now is waited for.
      void insist({ clock: deps.clock, logger: options.logger, callId: body.call }, async () => {
        const found = await callerOf(body, true);
        if (found !== null) await handOver.legOver(found, body.step, body.leg, body.CallStatus);
      });
      return reply.code(204).send();
    }),
  );

  /** A caller whose number is withheld keyed one. */
  app.post(
    `${base}/keyed-number`,
    signed(keyedSchema, async ({ CallSid, Digits }, reply) => {
      const known = await onRecord(options, CallSid);
      if (known === null) return reply.code(404).type('text/plain').send('There is no such call.');
      const { ctx, callId } = known.caller;
      const phone = normalisePhone(Digits, known.profile.country);
      const isNoted = phone !== null && (await noteCallbackPhone(ctx, { callId, phone }));
      return sendXml(
        reply,
        isNoted ? sayThanks() : ways.twimlOf({ kind: 'call-back', hasNumber: false }, known.caller),
      );
    }),
  );

  app.get(`${base}/hold-music.wav`, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type('audio/wav').send(Buffer.from(holdMusic())),
  );

  /** @param isAnyStatus also of a step that is settled: Twilio repeats itself. */
  async function callerOf(of: { clinic: string; call: string; step: number }, isAnyStatus = false) {
    const ctx = system(deps, of.clinic);
    const taken = await getTransferStep(ctx, { callId: of.call, step: of.step });
    const state = await getCallState(ctx, of.call);
    if (taken === null || state === null || state.callSid === null) return null;
    if (!isAnyStatus && taken.status !== 'ringing') return null;
    const known = await onRecord(options, state.callSid);
    return known === null ? null : { ...known.caller, said: taken.reason };
  }
}

export const goingOn = (body: {
  CallSid: string;
  From: string;
  To: string;
  ForwardedFrom?: string | undefined;
}): GoingOn => ({
  callSid: body.CallSid,
  from: body.From,
  to: body.To,
  ...(body.ForwardedFrom === undefined ? {} : { forwardedFrom: body.ForwardedFrom }),
});
