// Wires the worker from the environment; nothing else here reads it.
import { connectClinic } from '@vaani/clinic';
import { requireTls, SettingsError, systemClock, workerSettings } from '@vaani/config';
import { createLogger, createMetrics } from '@vaani/observability';
import { callPlacer } from './calls.ts';
import { describeChannels, messageChannels } from './channels.ts';
import { startDoor } from './door.ts';
import { startJobs } from './jobs.ts';
import { createOutside } from './outside/create-outside.ts';
import { createExpandCalendar } from './outside/expand-calendar.ts';

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
  const clinic = await connectClinic({ ...settings, clock: systemClock, logger });
  const outside = createOutside({ isLocal: !settings.isProduction });
  const expand = createExpandCalendar({ clock: systemClock });
  const { databaseUrl, webUrl, voiceUrl, messageAccounts: accounts } = settings;
  const channels = messageChannels({ accounts, clock: systemClock, webUrl });
  const messages = { channels, webUrl };
  const placer = callPlacer({ accounts, clock: systemClock, voiceUrl });
  const jobs = await startJobs({ databaseUrl, clinic, outside, expand, messages, placer, logger, metrics });
  const door = await startDoor({ host: settings.host, port: settings.port, clinic, metrics });
  logger.info('worker is ready', { port: settings.port, provider: describeChannels(accounts) });

  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    logger.info('stopping', { signal });
    await jobs.stop();
    await door.close();
    await clinic.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}
