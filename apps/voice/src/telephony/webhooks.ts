import formbody from '@fastify/formbody';
import {
  type ClinicContext,
  type ClinicDeps,
  claimStep,
  endCall,
  findCallBySid,
  getCallState,
  isDatabaseAway,
  type Language,
  leaveCallback,
  localDate,
  localMinutes,
  normalisePhone,
  patientsByPhone,
  recordLegStatus,
  startCall,
  weekdayOf,
} from '@vaani/clinic';
import type { Logger } from '@vaani/observability';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Directory } from '../call/directory.ts';
import { phoneFor, wouldLoop } from '../call/people.ts';
import type { CallPool } from '../call/pool.ts';
import type { PendingCalls } from './pending-calls.ts';
import { afterSchema, dialledSchema, incomingSchema, statusSchema } from './requests.ts';
import { isSignedByTwilio } from './signature.ts';
import type { StreamTokens } from './stream-token.ts';
import { connectStream, dialPhone, hangUp, sayCallback } from './twiml.ts';

export const paths = {
  incoming: '/api/v1/voice/incoming',
  status: '/api/v1/voice/status',
  after: '/api/v1/voice/after',
  dialled: '/api/v1/voice/dialled',
  stream: '/api/v1/voice/stream/',
};

export interface WebhookDeps {
  clinic: ClinicDeps;
  directory: Directory;
  pool: CallPool;
  pending: PendingCalls;
  tokens: StreamTokens;
  /** The public origin, as Twilio was given it. */
  voiceUrl: string;
  authToken: string;
  workerId: string;
  logger: Logger;
  onBadSignature: () => void;
}

/** Twilio's webhooks. Each is signed, idempotent, and answers TwiML or a sentence. */
export async function registerWebhooks(app: FastifyInstance, deps: WebhookDeps): Promise<void> {
  const { clinic, directory, pool, logger } = deps;
  await app.register(formbody, { bodyLimit: 64 * 1024 });
  const xml = (reply: FastifyReply, text: string) => reply.type('text/xml').send(text);
  const context = (clinicId: string): ClinicContext => ({ ...clinic, clinicId, actor: { kind: 'system' } });

  app.addHook('preHandler', async (request, reply) => {
    if (!request.url.startsWith('/api/v1/voice/')) return;
    const params = bodyOf(request);
    const signature = headerOf(request, 'x-twilio-signature');
    if (isSignedByTwilio({ authToken: deps.authToken, url: deps.voiceUrl + request.url, signature, params })) return;
    deps.onBadSignature();
    await reply.code(403).send({ error: 'The signature does not match: this is not from our Twilio account, or the public address differs from the one Twilio was given.' });
  });

  app.post(paths.incoming, async (request, reply) => {
    const call = parse(incomingSchema, request, reply);
    if (call === null) return;
    const dialled = normalisePhone(call.To);
    const found = dialled === null ? null : await directory.byNumber(dialled);
    if (found === null || dialled === null) return reply.code(404).send({ error: 'No clinic of this installation has the dialled number.' });
    const ctx = context(found.clinicId);
    const from = normalisePhone(call.From);
    const forwardedFrom = call.ForwardedFrom === undefined ? undefined : (normalisePhone(call.ForwardedFrom) ?? undefined);
    const people = { from, forwardedFrom };
    if (!pool.reserve(call.CallSid)) {
      logger.warn('all places are taken', { limit: pool.limit });
      return xml(reply, await withoutUs(ctx, found.profile, people, call.CallSid, dialled, 'full'));
    }
    try {
      const candidates = from === null ? [] : await patientsByPhone(ctx, from);
      const language: Language = candidates.find((one) => one.language !== null)?.language ?? found.profile.language;
      const start = { callSid: call.CallSid, direction: 'inbound' as const, from, to: dialled, phoneNumberId: found.phoneNumberId, language, workerId: deps.workerId };
      const { callId } = await startCall(ctx, forwardedFrom === undefined ? start : { ...start, forwardedFrom });
      deps.pending.put(call.CallSid, { callId, clinicId: found.clinicId, from, language, direction: 'inbound', profile: found.profile, candidates });
    } catch (error) {
      pool.release(call.CallSid);
      if (!isDatabaseAway(error)) throw error;
      logger.error('a call could not be taken: the database is away', { error: error instanceof Error ? error : undefined });
      return xml(reply, wouldLoop(found.profile, people) || found.profile.ownPhone === null ? sayCallback() : dial(found.profile.ownPhone, dialled));
    }
    const streamUrl = `${deps.voiceUrl.replace(/^http/, 'ws')}${paths.stream}${call.CallSid}`;
    return xml(reply, connectStream({ streamUrl, token: deps.tokens.issue(call.CallSid), afterUrl: deps.voiceUrl + paths.after }));
  });

  app.post(paths.status, async (request, reply) => {
    const status = parse(statusSchema, request, reply);
    if (status === null) return;
    const known = await findCallBySid(clinic, status.CallSid);
    if (known === null) return reply.code(404).send({ error: 'There is no such call.' });
    await recordLegStatus(context(known.clinicId), status.CallSid, status.CallStatus);
    return reply.code(204).send();
  });

  // After our stream has ended: because the call was over, because the caller goes to a person, or because our socket died.
  app.post(paths.after, async (request, reply) => {
    const after = parse(afterSchema, request, reply);
    if (after === null) return;
    const known = await findCallBySid(clinic, after.CallSid);
    if (known === null) return reply.code(404).send({ error: 'There is no such call.' });
    const ctx = context(known.clinicId);
    const call = await getCallState(ctx, known.callId);
    const profile = await directory.byClinic(known.clinicId);
    if (call === null) return xml(reply, hangUp());
    const wantsPerson = call.outcome === 'transferred' || call.outcome === 'emergency';
    if (call.isOver && !wantsPerson) return xml(reply, hangUp());
    if (!call.isOver && !pool.isReserved(after.CallSid)) {
      logger.warn('a stream died in mid-call', { callId: known.callId, clinicId: known.clinicId });
      await endCall(ctx, known.callId, { outcome: 'failed', durationMs: clinic.clock.now() - Date.parse(call.startedAt), language: call.language === 'hi_en' ? 'hi-en' : call.language });
    }
    const people = { from: call.from, forwardedFrom: call.forwardedFrom };
    const phone = wantsPerson ? phoneFor(profile, call.outcome ?? '', nowAt(profile.zone)) : profile.ownPhone;
    if (phone === null || wouldLoop({ ownPhone: phone }, people)) return xml(reply, await promiseCallback(ctx, known.callId, after.CallSid, call.from));
    return xml(reply, dial(phone, normalisePhone(after.To) ?? after.To));
  });

  // How a transfer ended: nobody answered means that somebody rings back.
  app.post(paths.dialled, async (request, reply) => {
    const dialled = parse(dialledSchema, request, reply);
    if (dialled === null) return;
    if (dialled.DialCallStatus === 'completed') return xml(reply, hangUp());
    const known = await findCallBySid(clinic, dialled.CallSid);
    if (known === null) return xml(reply, sayCallback());
    const ctx = context(known.clinicId);
    const call = await getCallState(ctx, known.callId);
    return xml(reply, await promiseCallback(ctx, known.callId, dialled.CallSid, call?.from ?? null));
  });

  /** A call that we do not take: to the clinic's own phone, or, where that would bring it back to us, a promise to ring back. */
  async function withoutUs(ctx: ClinicContext, profile: { ownPhone: string | null; language: Language }, people: { from: string | null; forwardedFrom: string | undefined }, callSid: string, to: string, why: 'full'): Promise<string> {
    if (profile.ownPhone !== null && !wouldLoop(profile, people)) return dial(profile.ownPhone, to);
    const { callId } = await startCall(ctx, { callSid, direction: 'inbound', from: people.from, to, language: profile.language });
    await endCall(ctx, callId, { outcome: 'message', durationMs: 0, language: profile.language });
    logger.info('a callback is promised', { callId, reason: why });
    return promiseCallback(ctx, callId, callSid, people.from);
  }

  async function promiseCallback(ctx: ClinicContext, callId: string, callSid: string, from: string | null): Promise<string> {
    if (await claimStep(ctx, callSid, 'callback')) {
      await leaveCallback(ctx, { callId, ...(from === null ? {} : { phone: from }), reason: 'The caller could not be put through.' });
    }
    return sayCallback();
  }

  const dial = (phone: string, callerId: string) => dialPhone({ phone, callerId, afterUrl: deps.voiceUrl + paths.dialled });
  const nowAt = (zone: string) => {
    const now = clinic.clock.now();
    return { weekday: weekdayOf(localDate(now, zone)), minutes: localMinutes(now, zone) };
  };
}

function parse<S extends z.ZodType>(schema: S, request: FastifyRequest, reply: FastifyReply): z.output<S> | null {
  const parsed = schema.safeParse(bodyOf(request));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  reply.code(400).send({ error: `${issue?.path.join('.') ?? 'The request'} ${issue?.message ?? 'is wrong'}.` });
  return null;
}

function bodyOf(request: FastifyRequest): Record<string, string> {
  const { body } = request;
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
