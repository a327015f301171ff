import {
  type CallPlacer,
  type ClinicContext,
  type ClinicDeps,
  deliverWebhook,
  type ExpandCalendar,
  fetchCalendar,
  giveUpCall,
  giveUpImport,
  giveUpMessage,
  type JobName,
  type MessageSender,
  markNoShow,
  type Outside,
  offerFreed,
  passOnOffer,
  placeCall,
  queueForAll,
  reapCall,
  rollUp,
  runImportJob,
  type Summarise,
  sendMessage,
  summariseCall,
  sweepHold,
  tidyClinic,
} from '@vaani/clinic';
import { type DeadJob, type JobHandlers, runJobs } from '@vaani/clinic/jobs';
import type { VoicePrices } from '@vaani/config';
import { type Logger, type Metrics, traced } from '@vaani/observability';

/** Runs the clinic's jobs. Each carries ids only; who acts is the system. */
export async function startJobs(options: {
  databaseUrl: string;
  clinic: ClinicDeps;
  outside: Outside;
  messages: Omit<MessageSender, 'signal'>;
  expand: ExpandCalendar;
  /** Null where no phone line is set: calls that are to be placed are refused. */
  placer: CallPlacer | null;
  /** Who writes the summaries of calls, and what that costs. */
  summarise: Summarise;
  prices: VoicePrices;
  logger: Logger;
  metrics: Metrics;
  /** How often it is looked whether a job's worker has died, seconds. */
  lookSeconds?: number;
}): Promise<{ stop(): Promise<void> }> {
  const { clinic, outside, expand, messages, placer, summarise, prices, logger } = options;
  const done = options.metrics.counter('worker_jobs_total', 'Jobs by name and outcome', ['job', 'outcome'] as const);
  const context = (clinicId: string): ClinicContext => ({ ...clinic, clinicId, actor: { kind: 'system' } });

  /** Counts a job and lets its failure surface: the queue tries it again. */
  async function counted(job: JobName, work: () => Promise<void>): Promise<void> {
    try {
      await traced('job', { job }, work, { isRoot: true });
      done.inc({ job, outcome: 'done' });
    } catch (error) {
      done.inc({ job, outcome: 'failed' });
      logger.warn('a job failed and will be tried again', { job, error: error instanceof Error ? error : undefined });
      throw error;
    }
  }

  const handlers: JobHandlers = {
    'message.send': ({ clinicId, messageId }, signal) =>
      counted('message.send', () => sendMessage(context(clinicId), messageId, { ...messages, signal })),
    'call.summarise': ({ clinicId, callId }, signal) =>
      counted('call.summarise', () => summariseCall(context(clinicId), callId, { summarise, prices, signal })),
    'call.reap': ({ clinicId, callId, misses }) =>
      counted('call.reap', async () => {
        if (await reapCall(context(clinicId), callId, misses))
          logger.warn('a call lost its worker and was closed', { clinicId, callId });
      }),
    'callback.place': ({ clinicId, attemptId }, signal) =>
      counted('callback.place', () => placeCall(context(clinicId), attemptId, { placer, signal })),
    'hold.sweep': ({ clinicId, holdId }) => counted('hold.sweep', () => sweepHold(context(clinicId), holdId)),
    'webhook.deliver': ({ clinicId, ...due }, signal) =>
      counted('webhook.deliver', () => deliverWebhook(context(clinicId), due, outside, signal)),
    'calendar.fetch': ({ clinicId, calendarId }, signal) =>
      counted('calendar.fetch', () => fetchCalendar(context(clinicId), calendarId, { outside, expand }, signal)),
    'analytics.roll-up': ({ clinicId }) => counted('analytics.roll-up', () => rollUp(context(clinicId))),
    'clinic.tidy': ({ clinicId }) => counted('clinic.tidy', () => tidyClinic(context(clinicId))),
    'waitlist.offer': ({ clinicId, appointmentId }) =>
      counted('waitlist.offer', () => offerFreed(context(clinicId), appointmentId)),
    'waitlist.pass-on': ({ clinicId, offerId }) =>
      counted('waitlist.pass-on', () => passOnOffer(context(clinicId), offerId)),
    'import.run': ({ clinicId, importId }, signal) =>
      counted('import.run', () => runImportJob(context(clinicId), importId, signal)),
    'appointment.no-show': ({ clinicId, appointmentId }) =>
      counted('appointment.no-show', () => markNoShow(context(clinicId), appointmentId)),
  };

  async function onDead({ name, data }: DeadJob): Promise<void> {
    done.inc({ job: name, outcome: 'dead' });
    logger.error('a job was given up', { job: name, clinicId: data.clinicId });
    if (name === 'message.send') await giveUpMessage(context(data.clinicId), data.messageId);
    if (name === 'callback.place') await giveUpCall(context(data.clinicId), data.attemptId);
    if (name === 'import.run') await giveUpImport(context(data.clinicId), data.importId);
  }

  return runJobs({
    url: options.databaseUrl,
    handlers,
    onSchedule: (name) => queueForAll(clinic, name),
    onDead,
    onError: (error) => logger.warn('the job queue lost its connection', { error }),
    ...(options.lookSeconds === undefined ? {} : { lookSeconds: options.lookSeconds }),
  });
}
