// Wires the worker from the environment; nothing else here reads it.
import { connectClinic } from '@vaani/clinic';
import { requireTls, SettingsError, systemClock, systemRandom, workerSettings } from '@vaani/config';
import { createLogger, createMetrics, startTracing } from '@vaani/observability';
import { createThinking } from '@vaani/providers';
import { callPlacer } from './calls.ts';
import { describeChannels, messageChannels } from './channels.ts';
import { startDoor } from './door.ts';
import { startJobs } from './jobs.ts';
import { createOutside } from './outside/create-outside.ts';
import { createExpandCalendar } from './outside/expand-calendar.ts';
import { createSummariser, summaryDeadlines } from './summariser.ts';

try {
  await run();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const settings = workerSettings(process.env);
  requireTls(settings);
  const logger = createLogger({ service: 'worker', level: settings.logLevel });
  const metrics = createMetrics({ service: 'worker' });
  const tracing = await startTracing({ service: 'worker', endpoint: settings.otlpEndpoint });
  const clinic = await connectClinic({ ...settings, clock: systemClock, logger, metrics });
  const outside = createOutside({ isLocal: !settings.isProduction });
  const expand = createExpandCalendar({ clock: systemClock });
  const { databaseUrl, webUrl, voiceUrl, messageAccounts: accounts } = settings;
  const channels = messageChannels({ accounts, clock: systemClock, webUrl });
  const messages = { channels, webUrl };
  const placer = callPlacer({ accounts, clock: systemClock, voiceUrl });
  const thinking = createThinking({
    accounts: () => settings.accounts,
    ...{ clock: systemClock, random: systemRandom, deadlines: summaryDeadlines },
    onEvent(event) {
      if (event.kind === 'switched')
        logger.warn('a model was passed over', { stage: 'llm', state: event.from, reason: event.reason });
    },
  });
  const summarise = createSummariser({ model: thinking?.model ?? null, clock: systemClock, logger, metrics });
  const { prices } = settings;
  const jobs = await startJobs({
    ...{ databaseUrl, clinic, outside, expand, messages, placer, summarise, prices, logger, metrics },
  });
  const door = await startDoor({ host: settings.host, port: settings.port, clinic, metrics });
  logger.info('worker is ready', { port: settings.port, provider: describeChannels(accounts) });

  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    logger.info('stopping', { signal });
    await jobs.stop();
    thinking?.close();
    await door.close();
    await clinic.close();
    await tracing.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}
