import type { Clock } from '@vaani/config';
import { type ClinicContext, ClinicError } from '../context.ts';
import { LOCK_TIMEOUT_MS } from './doctor-day-lock.ts';

const queues = new WeakMap<ClinicContext['db'], Map<string, Promise<void>>>();

/**
 * Lets the writers of one doctor in this process go one after another, before they take a connection: those who wait for the lock of the
 * database would else keep every connection from everybody. Other processes are held off by the lock alone.
 * @throws {ClinicError} `busy` where the turn does not come in time.
 */
export async function inTurn<T>(ctx: ClinicContext, doctorId: string, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(ctx.db) ?? new Map<string, Promise<void>>();
  queues.set(ctx.db, queue);
  const key = `${ctx.clinicId}|${doctorId}`;
  const before = queue.get(key) ?? Promise.resolve();
  const mine = Promise.withResolvers<void>();
  const tail = before.then(() => mine.promise);
  queue.set(key, tail);
  try {
    await within(before, ctx.clock);
    return await work();
  } finally {
    mine.resolve();
    if (queue.get(key) === tail) queue.delete(key);
  }
}

async function within(turn: Promise<void>, clock: Clock): Promise<void> {
  const late = Promise.withResolvers<never>();
  const cancel = clock.after(LOCK_TIMEOUT_MS, () =>
    late.reject(new ClinicError('busy', 'Many others are booking just now. Please try again.')),
  );
  try {
    await Promise.race([turn, late.promise]);
  } finally {
    cancel();
  }
}
