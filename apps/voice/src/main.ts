// Wires the voice service from the environment; nothing else here reads it.
import { availableParallelism } from 'node:os';
import { connectClinic } from '@vaani/clinic';
import { requireTls, SettingsError, systemClock, voiceSettings } from '@vaani/config';
import { createLogger } from '@vaani/observability';
import { describeProviders, localSpeechToText, localTextToSpeech } from '@vaani/providers';
import { createLocalVoice, createRecogniserPool } from '@vaani/speech';
import { startVoiceService } from './service.ts';
import { createSileroVad } from './turn/silero.ts';

try {
  await run();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const settings = voiceSettings(process.env);
  requireTls(settings);
  const logger = createLogger({ service: 'voice', level: settings.logLevel });
  const clinic = await connectClinic({ ...settings, clock: systemClock, logger, poolSize: 20 });
  const recogniser = createRecogniserPool({ threads: availableParallelism(), maxSessions: settings.localSpeechCalls });
  const voice = createLocalVoice();
  const vad = await createSileroVad();
  const stt = localSpeechToText(recogniser);
  const tts = localTextToSpeech(voice);
  const service = await startVoiceService({ settings, clinic, clock: systemClock, logger, stt, tts, vad, providers: describeProviders({ stt, tts }) });
  logger.info('voice is ready', { port: service.port });

  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    logger.info('stopping', { signal });
    await service.close();
    await Promise.all([vad.close(), recogniser.close(), clinic.close()]);
    voice.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}
