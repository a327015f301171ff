// The worker, except that it kills itself at a step of sending that it is told: a process of its own, spoken to over IPC.
import { connectClinic, type SendStep } from '@vaani/clinic';
import { systemClock, workerSettings } from '@vaani/config';
import { createLogger, createMetrics } from '@vaani/observability';
import { messageChannels } from '../channels.ts';
import { startJobs } from '../jobs.ts';
import { createOutside } from '../outside/create-outside.ts';
import { createExpandCalendar } from '../outside/expand-calendar.ts';
import { createSummariser } from '../summariser.ts';

/** At which step it ends, and at the how manieth message that gets there; null: never. */
export type CrashPlan = { step: SendStep; at: number } | null;

const settings = workerSettings(process.env);
const logger = createLogger({ service: 'worker', level: 'silent' });
const clinic = await connectClinic({ ...settings, clock: systemClock, logger, poolSize: 6 });
const metrics = createMetrics({ service: 'worker' });
const channels = messageChannels({ accounts: settings.messageAccounts, clock: systemClock, webUrl: settings.webUrl });

process.once('message', ({ plan }: { plan: CrashPlan }) => {
  let passed = 0;
  const onStep = (step: SendStep) => {
    if (plan === null || step !== plan.step) return;
    passed += 1;
    // Nothing of this process gets to do anything any more: no finally, no note, no farewell.
    if (passed === plan.at) process.kill(process.pid, 'SIGKILL');
  };
  startJobs({
    databaseUrl: settings.databaseUrl,
    clinic,
    messages: {
      channels,
      webUrl: settings.webUrl,
      onStep,
      patience: { deadlineMs: 4_000, settleMs: 8_000, reportMs: 60_000 },
    },
    outside: createOutside({ isLocal: true }),
    placer: null,
    expand: createExpandCalendar({ clock: systemClock }),
    summarise: createSummariser({ model: null, clock: systemClock, logger, metrics }),
    prices: settings.prices,
    logger,
    metrics,
    lookSeconds: 2,
  }).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
process.send?.('ready');
