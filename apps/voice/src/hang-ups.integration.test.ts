// Guards that a caller who hangs up at any moment leaves nothing behind: no session, no timer, no socket, no place taken, no call that is open on the desk or in the record.
import { allClinicIds, findCallBySid, findClinicByNumber } from '@vaani/clinic';
import { seededRandom, systemClock, voiceSettings } from '@vaani/config';
import { type Sandbox, startSandbox } from '@vaani/sandbox';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoNumbers } from '../../../prisma/seed.ts';
import { callAndHangUp, drawHangUp, type HangUp, stepOf } from './testing/hang-ups.ts';
import { startVoiceWorld, type VoiceWorker, type VoiceWorld } from './testing/voice-world.ts';

const SEED = 20_261_130;
const CALLS = 100;
const AT_ONCE = 16;
/** How a call ended is remembered so long, for the question that Twilio asks next. */
const REMEMBERED_MS = 120_000;

const texts = ['Doctor Sharma, tomorrow.', 'The first one.', 'Neha Kulkarni.', 'Yes, book it.'];

let world: VoiceWorld;
let sandbox: Sandbox;
let worker: VoiceWorker;
let owner: pg.Client;
const lines: Uint8Array[] = [];
/** Those who want to know what the desk is told of a call. */
const followers = new Map<string, (step: string) => void>();
const watching = new AbortController();
let watched: Promise<void>;

beforeAll(async () => {
  world = await startVoiceWorld();
  sandbox = await startSandbox({ clock: systemClock, random: seededRandom(3) });
  const { deepgram, openai, cartesia } = sandbox.env;
  const { accounts } = voiceSettings({ ...world.env, ...deepgram, ...openai, ...cartesia });
  worker = await world.startWorker({ accounts, maxCalls: 2 * AT_ONCE });
  for (const say of texts) lines.push(await world.voice.speak({ text: say, language: 'en', voice: 'caller' }));
  owner = new pg.Client({ connectionString: world.ownerUrl });
  await owner.connect();
  const clinic = await findClinicByNumber(world.deps, demoNumbers.asha);
  watched = (async () => {
    const events = world.deps.live.subscribe(clinic?.clinicId ?? '', { signal: watching.signal });
    for await (const item of events) {
      if (!('event' in item) || !('callId' in item.event.data)) continue;
      followers.get(String(item.event.data.callId))?.(stepOf(item.event));
    }
  })();
}, 180_000);
afterAll(async () => {
  watching.abort();
  await watched;
  await owner.end();
  await worker.close();
  await sandbox.close();
  await world.close();
});

function follow(callSid: string, onStep: (step: string) => void): () => void {
  let callId: string | undefined;
  let isOver = false;
  findCallBySid(world.deps, callSid).then(
    (call) => {
      callId = call?.callId;
      if (callId !== undefined && !isOver) followers.set(callId, onStep);
    },
    () => undefined,
  );
  return () => {
    isOver = true;
    if (callId !== undefined) followers.delete(callId);
  };
}

const call = (hangUp: HangUp, index: number) =>
  callAndHangUp({
    ...{ world, worker, hangUp, lines, follow },
    from: `+91600012${String(index).padStart(4, '0')}`,
    onSaying: (line) =>
      sandbox.tell({ audio: lines[line] ?? new Uint8Array(0), text: texts[line] ?? '', language: 'en' }),
  });

/** What holds this process up, without what comes and goes by itself: the pool of the database, the agent of `fetch`. */
const sockets = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
const timers = () => world.clock.pending().filter((ms) => ms !== REMEMBERED_MS);
const rows = async (sql: string) => Number((await owner.query<{ count: string }>(sql)).rows[0]?.count);
const snapshots = async () => {
  const clinics = await allClinicIds(world.deps);
  return (await Promise.all(clinics.map((id) => world.deps.live.calls.list(id)))).flat().length;
};
const left = async () => ({
  sessions: worker.switchboard.sessions,
  places: worker.switchboard.admission.taken,
  timers: timers(),
  onDesk: await snapshots(),
  openCalls: await rows(`SELECT count(*) FROM call_logs WHERE ended_at IS NULL`),
  openLegs: await rows(`SELECT count(*) FROM call_legs WHERE ended_at IS NULL`),
});

it(`a hundred callers hang up at a hundred moments (seed ${SEED}), and nothing is left of them`, async () => {
  const random = seededRandom(SEED);
  // As many calls as there will be at once open what is kept: the pools of the database, and the connections of those who ring.
  const first: HangUp = { moment: { at: 'event', event: 'caller has spoken', frames: 5 }, way: 'stop' };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => call(first, 1_000 + index)));
  await expect.poll(left, { timeout: 10_000 }).toMatchObject({ sessions: 0, openCalls: 0, onDesk: 0 });
  const before = { ...(await left()), sockets: sockets() };
  expect(before).toMatchObject({ sessions: 0, places: 0, onDesk: 0 });

  const plan = Array.from({ length: CALLS }, () => drawHangUp(random));
  const done: { callSid: string; hasCome: boolean }[] = [];
  const waiting = plan.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, hangUp] of waiting) done.push(await call(hangUp, index));
    }),
  );
  expect(done).toHaveLength(CALLS);
  // On a slow machine some calls are over before the step is reached; most are not.
  expect(done.filter(({ hasCome }) => hasCome).length).toBeGreaterThan(CALLS / 2);
  const { sockets: socketsBefore, ...leftBefore } = before;
  await expect.poll(left, { timeout: 20_000, interval: 200 }).toEqual(leftBefore);
  await expect.poll(sockets, { timeout: 20_000, interval: 200 }).toBeLessThanOrEqual(socketsBefore);
}, 180_000);

it('and each of them is written once: ended, with its summary due once', async () => {
  const written = await rows(`SELECT count(*) FROM call_logs WHERE from_number IS NOT NULL AND worker_id IS NOT NULL`);
  expect(written).toBeGreaterThan(CALLS / 2);
  const summaries = `SELECT data->>'callId' AS id FROM pgboss.job WHERE name = 'call.summarise'`;
  const { rows: jobs } = await owner.query<{ id: string }>(summaries);
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(jobs.length);
  expect(jobs.length).toBe(written);
  expect(await rows(`SELECT count(*) FROM pgboss.job WHERE state IN ('active', 'failed')`)).toBe(0);
});
