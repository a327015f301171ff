import { randomBytes } from 'node:crypto';
import { type ClinicDeps, connectClinic } from '@vaani/clinic';
import {
  type Clock,
  parseKeyRing,
  seededRandom,
  systemClock,
  type VoiceAccounts,
  type VoicePrices,
} from '@vaani/config';
import { createLogger, createMetrics, type Metrics } from '@vaani/observability';
import {
  createVoiceProviders,
  describeProviders,
  localSpeechToText,
  localTextToSpeech,
  type ProviderEvent,
  type SpeechToText,
  type Telephony,
  type TextToSpeech,
} from '@vaani/providers';
import { freePort } from '@vaani/services';
import { testDatabase, testRedisUrl } from '@vaani/services/testing';
import { createRecogniserPool, createVoice, type LocalVoice } from '@vaani/speech';
import { seedDemo } from '../../../../prisma/seed.ts';
import { createCallTraces } from '../call/call-traces.ts';
import { createCallbackPromises } from '../call/callback-promises.ts';
import { createDirectory } from '../call/directory.ts';
import { createHandOver } from '../call/hand-over.ts';
import { createProviderWatch } from '../call/provider-watch.ts';
import { createSwitchboard, type Switchboard } from '../call/switchboard.ts';
import { warmRecogniser } from '../call/warm-recogniser.ts';
import { createVoiceMetrics } from '../metrics.ts';
import { createVoiceServer } from '../telephony/server.ts';
import { createStreamTokens } from '../telephony/stream-token.ts';
import { createWays } from '../telephony/ways.ts';
import { createSileroVad, type SileroVad } from '../turn/silero/silero.ts';
import { type CountedClock, createCountedClock } from './counted-clock.ts';

/** Monday, 23 November 2026, 10:30 in the demo clinics' zone. */
/** Where the pages of the desk come from. */
export const webUrl = 'http://desk.test';
const NOW = Date.parse('2026-11-23T05:00:00Z');

export interface VoiceWorker {
  voiceUrl: string;
  switchboard: Switchboard;
  registry: Metrics;
  /** What the chains told. */
  events: readonly ProviderEvent[];
  close(): Promise<void>;
}

/** The demo clinics in a database of their own, and voice workers in this process. */
export interface VoiceWorld {
  deps: ClinicDeps;
  ownerUrl: string;
  authToken: string;
  voice: LocalVoice;
  vad: SileroVad;
  log: string[];
  /** All time in this world. */
  clock: CountedClock;
  /** What a worker in a process of its own is told. */
  env: Record<string, string>;
  startWorker(options?: {
    maxCalls?: number;
    voiceUrl?: string;
    stt?: SpeechToText;
    tts?: TextToSpeech;
    /** Providers in front of the local ones. */
    accounts?: VoiceAccounts;
    prices?: VoicePrices;
    maxCallMs?: number;
    isWarm?: () => boolean;
    /** Twilio's REST interface, where there is one. */
    telephony?: Telephony;
  }): Promise<VoiceWorker>;
  close(): Promise<void>;
}

/**
 * @param options.databaseUrl what the workers reach the database by, given its own address: a wire that can be cut.
 * @param options.redisUrl another Redis than the shared one.
 * @param options.clock whose time passes here; the machine's without.
 */
export async function startVoiceWorld(
  options: {
    recogniserThreads?: number;
    databaseUrl?: (appUrl: string) => Promise<string>;
    redisUrl?: string;
    clock?: Clock;
  } = {},
): Promise<VoiceWorld> {
  const database = await testDatabase();
  const databaseUrl = (await options.databaseUrl?.(database.appUrl)) ?? database.appUrl;
  const redisUrl = options.redisUrl ?? testRedisUrl();
  const keys = `test:${randomBytes(32).toString('base64')}`;
  const streamSecret = randomBytes(24).toString('hex');
  const real = options.clock ?? systemClock;
  const began = real.monotonic();
  const clock = createCountedClock({ ...real, now: () => NOW + Math.round(real.monotonic() - began) });
  const log: string[] = [];
  const logger = createLogger({
    service: 'voice-test',
    level: 'debug',
    destination: { write: (line) => void log.push(line) },
  });
  const deps = await connectClinic({
    databaseUrl,
    redisUrl,
    keyRing: parseKeyRing(keys),
    clock,
    logger,
    poolSize: 4,
  });
  await seedDemo({ db: deps.db, ownerUrl: database.ownerUrl, now: NOW });
  const voice = createVoice();
  const pool = createRecogniserPool({ threads: options.recogniserThreads ?? 1, maxCalls: 16 });
  const vad = await createSileroVad();
  const authToken = randomBytes(16).toString('hex');
  const closing: (() => Promise<unknown>)[] = [];

  return {
    deps,
    ownerUrl: database.ownerUrl,
    authToken,
    voice,
    vad,
    log,
    clock,
    env: {
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      VAANI_KEYS: keys,
      VAANI_STREAM_SECRET: streamSecret,
      TWILIO_AUTH_TOKEN: authToken,
    },
    async startWorker({
      maxCalls = 5,
      voiceUrl,
      accounts = { deepgram: null, openai: null, secondModel: null, cartesia: null },
      prices = {},
      stt: ownStt,
      tts: ownTts,
      maxCallMs = 600_000,
      isWarm = () => true,
      telephony: line,
    } = {}) {
      const port = await freePort();
      const url = voiceUrl ?? `http://127.0.0.1:${port}`;
      const registry = createMetrics({ service: 'voice', hasProcessMetrics: false });
      const metrics = createVoiceMetrics(registry);
      const directory = createDirectory(deps);
      const workerId = `worker-${port}`;
      const promises = createCallbackPromises({ clock, logger });
      const telephony = line ?? null;
      const stopping = new AbortController();
      const ways = createWays({ voiceUrl: url });
      const handOver = createHandOver({
        ...{ promises, logger, telephony, clock, legUrls: ways.legUrls, afterUrl: ways.afterDialUrl },
        signal: stopping.signal,
      });
      const tokens = createStreamTokens({ secret: streamSecret, workerId, now: clock.now });
      const watch = createProviderWatch({ metrics, logger });
      const traces = createCallTraces({ clock });
      const events: ProviderEvent[] = [];
      const providersInUse = createVoiceProviders({
        accounts: () => accounts,
        local: { stt: localSpeechToText(pool), tts: localTextToSpeech(voice) },
        ...{ clock, random: seededRandom(1) },
        onEvent(event) {
          events.push(event);
          watch.onEvent(event);
          traces.onEvent(event);
        },
      });
      const stt = ownStt ?? providersInUse.stt;
      const tts = ownTts ?? providersInUse.tts;
      const { llm } = providersInUse;
      if (stt.capabilities.hasFreeText) await warmRecogniser({ stt: localSpeechToText(pool), logger });
      const limits = { maxCalls, maxCallMs, audioBufferMs: 30_000 };
      const switchboard = createSwitchboard({
        deps,
        directory,
        promises,
        workerId,
        vad,
        // What the test brings stands in every order.
        chainsFor: (order) => ({
          ...providersInUse.chainsFor(order),
          ...(ownStt === undefined ? {} : { stt: ownStt }),
          ...(ownTts === undefined ? {} : { tts: ownTts }),
        }),
        watch,
        traces,
        prices,
        ...{ tokens, handOver, ways, telephony, voiceUrl: url },
        metrics,
        logger,
        clock,
        limits,
      });
      const providers = () => ({
        ...{ stt: stt.name, tts: tts.name },
        llm: describeProviders({ stt, llm, tts }).thinking.provider,
      });
      const server = await createVoiceServer({
        deps,
        directory,
        promises,
        switchboard,
        ...{ handOver, ways },
        authToken,
        ...{ voiceUrl: url, webUrl, tts },
        metrics,
        registry,
        logger,
        ...{ providers, probe: providersInUse.probe },
        isWarm,
      });
      await server.listen({ host: '127.0.0.1', port });
      const close = async () => {
        await server.close();
        stopping.abort();
        await providersInUse.close();
      };
      closing.push(close);
      return { voiceUrl: `http://127.0.0.1:${port}`, switchboard, registry, events, close };
    },
    async close() {
      for (const close of closing) await close();
      voice.close();
      await pool.close();
      await vad.close();
      await deps.close();
      await database.drop();
    },
  };
}
