import { randomUUID } from 'node:crypto';
import { bookAppointment, type ClinicContext, registerPatient } from '@vaani/clinic';
import { type Random, seededRandom, systemClock, withinDeadline } from '@vaani/config';
import { between, inOrder, startTwilioMessages, type TwilioMessages } from '@vaani/sandbox';
import type pg from 'pg';
import { readLink } from '../../../../packages/clinic/src/links/link-token.ts';
import { createTwilioClient } from '../../../../packages/providers/src/twilio-client.ts';
import { type Crash, type CrashStep, crashingWorkers, crashSteps } from './crashing-workers.ts';

/** A clinic whose messages are sent by workers that die. */
export interface CrashHouse {
  ctx: ClinicContext;
  /** Reads everything, as the owner. */
  owner: pg.Client;
  appUrl: string;
  redisUrl: string;
  keys: string;
  /** A free quarter of an hour, another one each time. */
  slot(index: number): { doctorId: string; serviceId: string; branchId: string; startsAt: string; endsAt: string };
}

export interface CrashReport {
  kills: Record<CrashStep, number>;
  messages: number;
  /** Messages that the provider does not hold and the desk was not told of. */
  lost: number;
  /** Messages that the provider holds more than once. */
  doubled: number;
  /** Given up and listed for the desk. */
  dead: number;
  /** Attempts whose end nobody noted, and which the provider turned out to have. */
  found: number;
  /** And not to have. */
  notTaken: number;
  /** Refused connections while the provider was down. */
  refused: number;
  tookMs: number;
}

export interface CrashOptions {
  seed: number;
  kills: number;
  /** Workers at work at once. */
  atOnce: number;
  /** So many messages are always due: workers that find nothing to do would not die. */
  due: number;
  /** For so long the provider, and after it Redis, are away once half of the kills are done. */
  outageMs: number;
  /** Takes Redis away and brings it back. */
  redis: { stop(): Promise<void>; start(): Promise<void> } | null;
  tell: (line: string) => void;
  /** Ends it early. */
  signal?: AbortSignal;
}

const account = { accountSid: `AC${'0c'.repeat(16)}`, authToken: 'c0ffeec0ffeec0ffeec0ffeec0ffee00' };

/**
 * Books, and lets workers send the messages and be killed at every step of it, in an order that the seed decides; takes the provider and Redis away for
 * a while; then lets others end the work, and compares what was to be sent with the provider's own list.
 */
export async function runCrashes(house: CrashHouse, options: CrashOptions): Promise<CrashReport> {
  const random = seededRandom(options.seed);
  const began = performance.now();
  const { owner } = house;
  await impatientQueue(owner);
  let workers: Awaited<ReturnType<typeof crashingWorkers>> | undefined;
  const twilio = await startTwilioMessages({
    ...account,
    senders: ['VAANIC'],
    clock: systemClock,
    latency: between(seededRandom(options.seed + 1), 5, 40),
    // Beside the kills, what a provider does anyway.
    faults: inOrder(
      [{ kind: 'close', isTaken: true }, null, { kind: 'server-error', status: 503, isTaken: false }],
      'messages.create',
    ),
    onRequest: (operation, { body }) => {
      if (operation !== 'messages.create') return;
      const name = /^https?:\/\/(worker-\d+)\.test\//.exec(new URLSearchParams(body).get('StatusCallback') ?? '')?.[1];
      if (name !== undefined) workers?.heard(name);
    },
  });
  workers = await crashingWorkers((name) => ({
    PATH: process.env.PATH ?? '',
    VAANI_ENV: 'local',
    DATABASE_URL: house.appUrl,
    REDIS_URL: house.redisUrl,
    VAANI_KEYS: house.keys,
    VAANI_WEB_URL: `http://${name}.test`,
    TWILIO_ACCOUNT_SID: account.accountSid,
    TWILIO_AUTH_TOKEN: account.authToken,
    TWILIO_SMS_FROM: 'VAANIC',
    VAANI_TWILIO_API_URL: twilio.url,
  }));
  const booking = keepBooking(house, options.due);
  const onAbort = () => void workers?.stop();
  options.signal?.addEventListener('abort', onAbort);
  try {
    const plan = crashPlan(random, options.kills);
    let left = plan.length;
    let outage: Promise<void> | undefined;
    const next = () => {
      if (left === Math.floor(plan.length / 2)) outage ??= takeAway(twilio, options);
      left -= 1;
      if (left >= 0 && left % 20 === 0) options.tell(`${options.kills - left} of ${options.kills} killed`);
      return plan.shift() ?? null;
    };
    await workers.run(next, options.atOnce);
    await outage;
    await booking.stop();
    options.signal?.throwIfAborted();
    options.tell('the rest is sent');
    await workers.finish(2, async () => (await countDue(owner)) === 0);
    return { ...(await compare(house, twilio)), kills: workers.killed(), tookMs: performance.now() - began };
  } finally {
    options.signal?.removeEventListener('abort', onAbort);
    await booking.stop();
    await workers.stop();
    await twilio.close();
  }
}

/** Each step as often as the others, in an order that the seed decides. */
function crashPlan(random: Random, kills: number): Crash[] {
  const crashes = Array.from({ length: kills }, (_, index) => ({
    step: crashSteps[index % crashSteps.length] ?? 'after-send',
    at: 1 + Math.floor(random.next() * 4),
    order: random.next(),
  }));
  return crashes.toSorted((a, b) => a.order - b.order).map(({ step, at }) => ({ step, at }));
}

/** What takes minutes in a clinic takes seconds here: the time until a dead worker's jobs are somebody else's. */
async function impatientQueue(owner: pg.Client): Promise<void> {
  await owner.query(
    `UPDATE pgboss.queue SET expire_seconds = 5, retry_delay = 1, retry_backoff = false, retry_limit = 60 WHERE name = 'message.send'`,
  );
}

async function takeAway(twilio: TwilioMessages, { outageMs, redis, tell }: CrashOptions): Promise<void> {
  const pause = () => new Promise((resolve) => setTimeout(resolve, outageMs));
  tell('the provider is down');
  await twilio.shut();
  await pause();
  await twilio.open();
  tell('the provider is back');
  if (redis === null) return;
  await redis.stop();
  tell('Redis is down');
  await pause();
  await redis.start();
  tell('Redis is back');
}

/** Books as patients do, while there is not enough to send. */
function keepBooking(house: CrashHouse, due: number): { stop(): Promise<void> } {
  let isStopping = false;
  const working = (async () => {
    for (let index = 0; !isStopping; index++) {
      if ((await countDue(house.owner)) < due) await book(house, index);
      else await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  return {
    stop() {
      isStopping = true;
      return working;
    },
  };
}

async function book({ ctx, slot }: CrashHouse, index: number): Promise<void> {
  const phone = `+9198${String(10_000_000 + index)}`;
  const { id: patientId } = await registerPatient(ctx, { phone, name: 'Somebody', isToBeCompleted: false });
  const booked = await bookAppointment(ctx, { slot: slot(index), patientId, idempotencyKey: randomUUID() });
  if (!booked.ok) throw new Error(`could not book: ${booked.reason}`);
}

/** Messages that are due and neither sent nor given up. */
async function countDue(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM message_jobs WHERE kind = 'booking' AND status IN ('waiting', 'sending')`,
  );
  return rows[0]?.count ?? 0;
}

/** What was to be sent, and what the provider says that it has. */
async function compare(house: CrashHouse, twilio: TwilioMessages): Promise<Omit<CrashReport, 'kills' | 'tookMs'>> {
  const held = new Map<string, number>();
  for (const body of await listAll(twilio)) {
    const messageId = readLink(body.split('/a/')[1] ?? '')?.claims.messageId ?? 'none of ours';
    held.set(messageId, (held.get(messageId) ?? 0) + 1);
  }
  const { rows } = await house.owner.query<{ id: string; status: string }>(
    `SELECT id, status::text FROM message_jobs WHERE kind = 'booking'`,
  );
  const count = async (where: string) =>
    (await house.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM message_deliveries WHERE ${where}`))
      .rows[0]?.count ?? 0;
  const known = new Set(rows.map(({ id }) => id));
  return {
    messages: rows.length,
    lost: rows.filter(({ id, status }) => !held.has(id) && status !== 'dead').length,
    // One that is none of ours, or was given up and had arrived, is as wrong as one that arrived twice.
    doubled: [...held].filter(([id, times]) => times > 1 || !known.has(id)).length,
    dead: rows.filter(({ status }) => status === 'dead').length,
    found: await count(`status = 'accepted' AND updated_at - created_at > interval '4 seconds'`),
    notTaken: await count(`error_code = 'not-taken'`),
    refused: await count(`error_code = 'ECONNREFUSED'`),
  };
}

/** Through the provider's own interface, by its own library. */
async function listAll(twilio: TwilioMessages): Promise<string[]> {
  const client = createTwilioClient({ ...account, apiUrl: twilio.url });
  return withinDeadline(systemClock, 60_000, new AbortController().signal, (signal) =>
    client.within(signal, async (api) => (await api.messages.list({ pageSize: 200 })).map(({ body }) => body)),
  );
}
