import { randomUUID } from 'node:crypto';
import type { Clock, VoiceSettings } from '@vaani/config';
import { allClinicIds, type ClinicDeps } from '@vaani/clinic';
import { createMetrics, type Logger } from '@vaani/observability';
import type { SpeechToText, TextToSpeech } from '@vaani/providers';
import { greeting } from '@vaani/receptionist';
import Fastify from 'fastify';
import type { WebSocket } from 'ws';
import { createDirectory } from './call/directory.ts';
import { createCallPool } from './call/pool.ts';
import { createSession, type Session } from './call/session.ts';
import { createVoiceMetrics } from './metrics.ts';
import { openMediaDoor } from './telephony/media-door.ts';
import { createMediaLine } from './telephony/media-line.ts';
import { createPendingCalls } from './telephony/pending-calls.ts';
import { createStreamTokens } from './telephony/stream-token.ts';
import { registerWebhooks } from './telephony/webhooks.ts';
import type { SileroVad } from './turn/silero.ts';

export interface VoiceService {
  /** Where it listens. */
  port: number;
  activeCalls(): number;
  /** Hangs up what is under way, writes it, and lets go of everything. */
  close(): Promise<void>;
}

/** The voice service over its parts, so that tests bring their own. */
export async function startVoiceService(options: {
  settings: Pick<VoiceSettings, 'host' | 'port' | 'voiceUrl' | 'streamSecret' | 'twilioAuthToken' | 'workerId' | 'maxCalls' | 'maxCallMs' | 'audioBufferMs'>;
  clinic: ClinicDeps;
  clock: Clock;
  logger: Logger;
  stt: SpeechToText;
  tts: TextToSpeech;
  vad: SileroVad;
  /** Which provider stands behind each stage, for the start-up lines and the pages. */
  providers: Record<string, unknown>;
}): Promise<VoiceService> {
  const { settings, clinic, clock, logger, vad } = options;
  const workerId = settings.workerId ?? `voice-${randomUUID().slice(0, 8)}`;
  const metrics = createMetrics({ service: 'voice' });
  const counts = createVoiceMetrics(metrics);
  const sessions = new Map<string, Session>();
  const pool = createCallPool({ limit: settings.maxCalls, clock, onChange: (size) => counts.activeSessions.set(size) });
  const pending = createPendingCalls(pool.isReserved);
  const tokens = createStreamTokens({ secret: settings.streamSecret, workerId, now: clock.now });
  const directory = createDirectory(clinic);
  const app = Fastify({ logger: false, bodyLimit: 64 * 1024, requestTimeout: 15_000 });
  app.setErrorHandler(async (error, request, reply) => {
    const status = typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
    if (status >= 500) logger.error('a request failed', { route: request.routeOptions.url, method: request.method, error: error instanceof Error ? error : undefined });
    const sentence = status === 413 ? 'The request is too large.' : status < 500 ? 'The request could not be read.' : 'Something failed here; it was noted.';
    return reply.code(status).send({ error: sentence });
  });

  // Twilio signs with the public address. Where a free port was asked for, that address is known only when it listens.
  let voiceUrl = settings.voiceUrl;
  const onBadSignature = () => counts.badSignatures.inc();
  await registerWebhooks(app, {
    clinic,
    directory,
    pool,
    pending,
    tokens,
    get voiceUrl() {
      return voiceUrl;
    },
    authToken: settings.twilioAuthToken,
    workerId,
    logger,
    onBadSignature,
  });
  app.get('/health', async () => ({ status: 'alive' }));
  app.get('/ready', async (_, reply) => {
    const isUp = await allClinicIds(clinic).then(
      () => true,
      () => false,
    );
    return reply.code(isUp ? 200 : 503).send({
      status: isUp ? 'ready' : 'the database is away',
      redis: clinic.live.status(),
      calls: { active: pool.size, limit: pool.limit },
      providers: options.providers,
    });
  });
  app.get('/metrics', async (_, reply) => {
    const { contentType, text } = await metrics.expose();
    return reply.type(contentType).send(text);
  });

  function onStream(socket: WebSocket, callSid: string): void {
    let session: Session | undefined;
    const line = createMediaLine(socket, {
      onStart({ callSid: named, parameters }) {
        if (session !== undefined) return;
        const call = named === callSid && tokens.spend(parameters.token ?? '', callSid) ? pending.take(callSid) : null;
        if (call === null || !pool.claim(callSid)) return line.close(1008, 'the token is wrong, used or late');
        const began = clock.monotonic();
        session = createSession(call, line, {
          ctx: { ...clinic, clinicId: call.clinicId, actor: { kind: 'agent', callId: call.callId } },
          profile: call.profile,
          candidates: call.candidates,
          stt: options.stt,
          tts: options.tts,
          vad,
          clock,
          logger,
          workerId,
          maxCallMs: settings.maxCallMs,
          audioBufferMs: settings.audioBufferMs,
          onGap: (gapMs) => counts.gap.observe(gapMs),
          onTurn: (who) => counts.turns.inc({ who }),
        });
        sessions.set(callSid, session);
        session.ended.then(() => {
          sessions.delete(callSid);
          pool.release(callSid);
          counts.duration.observe((clock.monotonic() - began) / 1_000);
        });
      },
      onAudio: (audio) => session?.audio(audio),
      onMark: (name) => session?.mark(name),
      onDigit: (digit) => session?.digit(digit),
      onMalformed: () => counts.malformed.inc(),
      onEnd() {
        session?.hangUp('caller').catch((error) => logger.error('a call could not be put away', { error: error instanceof Error ? error : undefined }));
      },
    });
  }

  await app.listen({ host: settings.host, port: settings.port });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : settings.port;
  if (settings.port === 0) voiceUrl = `http://127.0.0.1:${port}`;
  const door = openMediaDoor({
    server: app.server,
    voiceUrl,
    authToken: settings.twilioAuthToken,
    isExpected: pending.has,
    isUnderWay: (callSid) => sessions.has(callSid),
    onBadSignature,
    onStream,
  });
  warmUp(options).catch((error) => logger.warn('greetings could not be made ahead of time', { error: error instanceof Error ? error : undefined }));

  return {
    port,
    activeCalls: () => pool.size,
    async close() {
      await Promise.all([...sessions.values()].map((session) => session.hangUp('shutdown')));
      door.close();
      pool.close();
      await app.close();
    },
  };

  /** Greetings are spoken ahead of time, in each language, so that the first caller does not wait for them. */
  async function warmUp({ tts }: { tts: TextToSpeech }): Promise<void> {
    for (const clinicId of await allClinicIds(clinic)) {
      const profile = await directory.byClinic(clinicId);
      for (const language of tts.capabilities.languages) {
        const hello = greeting({ now: new Date(clock.now()).toISOString(), zone: profile.zone, clinic: profile, candidates: [], callerPhone: null, hearing: 'local', languageGuess: language });
        await Array.fromAsync(tts.speak({ text: hello.spoken ?? hello.text, language, signal: AbortSignal.timeout(20_000) }));
      }
    }
  }
}
