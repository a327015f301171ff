import {
  type ClinicContext,
  type ClinicDeps,
  giveUpMessage,
  type JobName,
  localChannel,
  reapCall,
  sendMessage,
  summariseCall,
  sweepHold,
} from '@vaani/clinic';
import { type DeadJob, type JobHandlers, runJobs } from '@vaani/clinic/jobs';
import type { Logger, Metrics } from '@vaani/observability';

/** Runs the clinic's jobs. Each carries ids only; who acts is the system. */
export async function startJobs(options: {
  databaseUrl: string;
  clinic: ClinicDeps;
  logger: Logger;
  metrics: Metrics;
}): Promise<{ stop(): Promise<void> }> {
  const { clinic, logger } = options;
  const done = options.metrics.counter('worker_jobs_total', 'Jobs by name and outcome', ['job', 'outcome'] as const);
  const context = (clinicId: string): ClinicContext => ({ ...clinic, clinicId, actor: { kind: 'system' } });

  /** Counts a job and lets its failure surface: the queue tries it again. */
  async function counted(job: JobName, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      done.inc({ job, outcome: 'done' });
    } catch (error) {
      done.inc({ job, outcome: 'failed' });
      logger.warn('a job failed and will be tried again', { job, error: error instanceof Error ? error : undefined });
      throw error;
    }
  }

  const handlers: JobHandlers = {
    'message.send': ({ clinicId, messageId }) =>
      counted('message.send', () => sendMessage(context(clinicId), messageId, localChannel)),
    'call.summarise': ({ clinicId, callId }) =>
      counted('call.summarise', () => summariseCall(context(clinicId), callId)),
    'call.reap': ({ clinicId, callId, misses }) =>
      counted('call.reap', async () => {
        if (await reapCall(context(clinicId), callId, misses))
          logger.warn('a call lost its worker and was closed', { clinicId, callId });
      }),
    'hold.sweep': ({ clinicId, holdId }) => counted('hold.sweep', () => sweepHold(context(clinicId), holdId)),
  };

  async function onDead({ name, data }: DeadJob): Promise<void> {
    done.inc({ job: name, outcome: 'dead' });
    logger.error('a job was given up', { job: name, clinicId: data.clinicId });
    if (name === 'message.send') await giveUpMessage(context(data.clinicId), data.messageId);
  }

  return runJobs({
    url: options.databaseUrl,
    handlers,
    onDead,
    onError: (error) => logger.warn('the job queue lost its connection', { error }),
  });
}
