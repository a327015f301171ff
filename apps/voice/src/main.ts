import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { connectClinic } from '@vaani/clinic';
import { requireTls, SettingsError, systemClock, systemRandom, voiceSettings } from '@vaani/config';
import { createLogger, createMetrics, startTracing } from '@vaani/observability';
import {
  createVoiceProviders,
  describeProviders,
  localSpeechToText,
  localTextToSpeech,
  twilioCalls,
} from '@vaani/providers';
import { createRecogniserPool, createVoice } from '@vaani/speech';
import { createCallTraces } from './call/call-traces.ts';
import { createCallbackPromises } from './call/callback-promises.ts';
import { createDirectory } from './call/directory.ts';
import { createHandOver } from './call/hand-over.ts';
import { createProviderWatch } from './call/provider-watch.ts';
import { createSwitchboard } from './call/switchboard.ts';
import { createWarmGreetings } from './call/warm-greetings.ts';
import { warmRecogniser } from './call/warm-recogniser.ts';
import { createVoiceMetrics } from './metrics.ts';
import { createProviderKeys } from './provider-keys.ts';
import { createVoiceServer } from './telephony/server.ts';
import { createStreamTokens } from './telephony/stream-token.ts';
import { createWays } from './telephony/ways.ts';
import { createSileroVad } from './turn/silero/silero.ts';

/** Of so many clinics the greetings are bought ahead at each start: three languages, by day and when closed. */
const MOST_GREETINGS = 50;

async function main(): Promise<void> {
  const settings = voiceSettings(process.env);
  requireTls(settings);
  const clock = systemClock;
  const logger = createLogger({ service: 'voice', level: settings.logLevel });
  const registry = createMetrics({ service: 'voice' });
  const metrics = createVoiceMetrics(registry);
  const workerId = settings.workerId ?? `voice-${randomUUID().slice(0, 8)}`;
  const tracing = await startTracing({ service: 'voice', endpoint: settings.otlpEndpoint });
  const deps = await connectClinic({
    databaseUrl: settings.databaseUrl,
    redisUrl: settings.redisUrl,
    keyRing: settings.keyRing,
    clock,
    logger,
    metrics: registry,
  });
  const pool = createRecogniserPool({ threads: availableParallelism(), maxCalls: settings.localSpeechCalls });
  const voice = createVoice();
  const local = { stt: localSpeechToText(pool), tts: localTextToSpeech(voice) };
  const watch = createProviderWatch({ metrics, logger });
  const traces = createCallTraces({ clock });
  const keys = createProviderKeys({ environment: process.env, file: settings.providerKeysFile, logger });
  if (settings.providerKeysFile !== undefined) process.on('SIGHUP', keys.reload);
  const providers = createVoiceProviders({
    accounts: keys.accounts,
    ...{ local, clock, random: systemRandom },
    onEvent(event) {
      watch.onEvent(event);
      traces.onEvent(event);
    },
  });
  const { stt, llm, tts, chainsFor } = providers;
  const vad = await createSileroVad();
  const directory = createDirectory(deps);
  const promises = createCallbackPromises({ clock, logger });
  const { twilioAccountSid: accountSid, twilioAuthToken: authToken, twilioApiUrl: apiUrl } = settings;
  const telephony =
    accountSid === undefined ? null : twilioCalls({ account: async () => ({ accountSid, authToken, apiUrl }), clock });
  const stopping = new AbortController();
  const ways = createWays({ voiceUrl: settings.voiceUrl });
  const handOver = createHandOver({
    ...{ promises, logger, telephony, clock, legUrls: ways.legUrls, afterUrl: ways.afterDialUrl },
    signal: stopping.signal,
  });
  const tokens = createStreamTokens({ secret: settings.streamSecret, workerId, now: clock.now });
  const switchboard = createSwitchboard({
    ...{ deps, directory, promises, workerId, vad, chainsFor, watch, traces, tokens, metrics, logger, clock },
    ...{ handOver, ways, telephony, voiceUrl: settings.voiceUrl },
    prices: settings.prices,
    limits: { maxCalls: settings.maxCalls, maxCallMs: settings.maxCallMs, audioBufferMs: settings.audioBufferMs },
  });
  let isWarm = false;
  const server = await createVoiceServer({
    ...{ deps, directory, promises, switchboard, handOver, ways, tts, metrics, registry, logger },
    authToken,
    ...{ voiceUrl: settings.voiceUrl, webUrl: settings.webUrl, probe: providers.probe },
    providers: () => ({ stt: stt.name, llm: describeProviders({ stt, llm, tts }).thinking.provider, tts: tts.name }),
    isWarm: () => isWarm,
  });
  await server.listen({ host: settings.host, port: settings.port });
  logger.info('listening', { port: settings.port, workerId });

  let isStopping = false;
  let stopWarming = (): void => undefined;
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    logger.info('stopping', { signal });
    stopWarming();
    await server.close();
    stopping.abort();
    await providers.close();
    voice.close();
    await pool.close();
    await vad.close();
    await deps.close();
    await tracing.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));

  // By the voice of this machine: it costs nothing, and is there when the others are not.
  const localGreetings = createWarmGreetings({ deps, tts: local.tts, logger });
  await localGreetings.warm();
  isWarm = true;
  // By the provider's, where there is one: a greeting that is kept needs nobody when a call comes.
  const greetings =
    tts === local.tts ? localGreetings : createWarmGreetings({ deps, tts, logger, most: MOST_GREETINGS });
  await greetings.warm();
  stopWarming = greetings.keepWarm(clock);
  await warmRecogniser({ stt: local.stt, logger });
}

main().catch((error: unknown) => {
  if (error instanceof SettingsError) console.error(error.message);
  else console.error(error);
  process.exit(1);
});
