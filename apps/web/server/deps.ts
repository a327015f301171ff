import 'server-only';
import { type ClinicDeps, createDatabase } from '@vaani/clinic';
import { createJobQueue, type JobQueue } from '@vaani/clinic/jobs';
import { systemClock, type WebSettings, webSettings } from '@vaani/config';
import { createLive, createRedis } from '@vaani/live';
import { createLogger, createMetrics, type Logger, type Metrics } from '@vaani/observability';

/** What the web process holds once: its settings and its connections. */
export interface WebDeps extends ClinicDeps {
  settings: WebSettings;
  logger: Logger;
  metrics: Metrics;
  jobs: JobQueue & { close(): Promise<void> };
}

/** Next compiles pages and routes apart, each with its own copy of this module: the one instance hangs on the process. */
const holder = globalThis as typeof globalThis & { vaaniWebDeps?: WebDeps };

/** @throws {SettingsError} at the first call, where the environment lacks something. */
export function webDeps(): WebDeps {
  holder.vaaniWebDeps ??= connect(webSettings(process.env));
  return holder.vaaniWebDeps;
}

function connect(settings: WebSettings): WebDeps {
  const logger = createLogger({ service: 'web', level: settings.logLevel });
  const metrics = createMetrics({ service: 'web' });
  const db = createDatabase({ url: settings.databaseUrl, keyRing: settings.keyRing, metrics });
  const live = createLive({
    redis: createRedis(settings.redisUrl),
    cipherFor: (clinicId) => db.cipherFor(clinicId),
    clock: systemClock,
    logger,
  });
  const jobs = lazyJobs(settings.databaseUrl, logger);
  return { settings, logger, metrics, db, live, jobs, clock: systemClock };
}

/** Closes what `webDeps` opened. Called once, when the process is told to stop. */
export async function closeWebDeps(): Promise<void> {
  const deps = holder.vaaniWebDeps;
  delete holder.vaaniWebDeps;
  if (!deps) return;
  await deps.jobs.close();
  await deps.live.close();
  await deps.db.close();
}

/** The job queue, connected when the first change of this process puts a job into it: most pages only read. */
function lazyJobs(url: string, logger: Logger): JobQueue & { close(): Promise<void> } {
  let queue: ReturnType<typeof createJobQueue> | undefined;
  const connected = () => {
    queue ??= createJobQueue({ url, onError: (error) => logger.error('the job queue failed', { error }) });
    return queue;
  };
  return {
    enqueue: async (tenant, name, data, options) => (await connected()).enqueue(tenant, name, data, options),
    enqueueAll: async (tenant, name, jobs) => (await connected()).enqueueAll(tenant, name, jobs),
    close: async () => (await queue)?.close(),
  };
}
