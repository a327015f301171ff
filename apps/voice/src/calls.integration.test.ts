// Guards the main job: each scenario as an audio call through the public doors ends in the appointment it should, with its transcript sealed and without its audio.
import { type CallDetail, type ClinicContext, findClinicByNumber, searchSlots } from '@vaani/clinic';
import { type CallResult, placeCall } from '@vaani/sandbox';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rawRows } from '../../../packages/clinic/src/testing/index.ts';
import { listenToClinic } from '../../../scripts/call/listener.ts';
import { scenarioOf } from './testing/provider-calls.ts';
import { startVoiceWorld, type VoiceWorker, type VoiceWorld } from './testing/voice-world.ts';

/** What each caller wants, said here once more so that it does not come from the dialogue: whom, and how many days from today. */
const wishes = [
  { name: 'book-english', doctor: 'Dr Anita Sharma', inDays: 1 },
  { name: 'book-hindi', doctor: 'Dr Suresh Rao', inDays: 2 },
  { name: 'book-hinglish', doctor: 'Dr Anita Sharma', inDays: 2 },
] as const;
type Wish = (typeof wishes)[number];

interface Placed {
  detail: CallDetail;
  result: CallResult;
  /** The conversation as the desk saw it while it was going on. */
  live: { who: string; text: string; isUnclear: boolean }[];
}

let world: VoiceWorld;
let worker: VoiceWorker;
let owner: pg.Client;
let ctx: ClinicContext;
/** What the clinic's calendar offered on each wished day before anybody rang. */
const free = new Map<Wish['name'], string[]>();
const placed = new Map<Wish['name'], Placed>();
let bytesBefore = 0;

/** A date on the wall of the clinics, as 2026-11-24: by the platform's own calendar, not ours. */
const dateInKolkata = (at: number | string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata', dateStyle: 'short' }).format(new Date(at));
const wishedDate = ({ inDays }: Wish) => dateInKolkata(world.deps.clock.now() + inDays * 24 * 3_600_000);

/** Everything that all tables hold, in letters. */
async function storedLetters(): Promise<number> {
  return [...(await rawRows(owner)).values()].reduce((sum, text) => sum + text.length, 0);
}

beforeAll(async () => {
  world = await startVoiceWorld({ recogniserThreads: 2 });
  worker = await world.startWorker();
  owner = new pg.Client({ connectionString: world.ownerUrl });
  await owner.connect();
  const clinic = await findClinicByNumber(world.deps, scenarioOf('book-english').to);
  ctx = { ...world.deps, clinicId: clinic?.clinicId ?? '', actor: { kind: 'system' } };
  for (const wish of wishes) {
    const { rows } = await owner.query<{ id: string }>('SELECT id FROM doctors WHERE name = $1', [wish.doctor]);
    const day = wishedDate(wish);
    const slots = await searchSlots(ctx, { doctorId: rows[0]?.id ?? '', from: day, to: day });
    free.set(
      wish.name,
      slots.map(({ startsAt }) => startsAt),
    );
  }
  bytesBefore = await storedLetters();
}, 120_000);
afterAll(async () => {
  await owner.end();
  await world.close();
});

async function call(name: string): Promise<Placed> {
  const scenario = scenarioOf(name);
  const live: Placed['live'] = [];
  const listener = await listenToClinic(world.deps, { number: scenario.to, onTurn: (turn) => live.push(turn) });
  const result = await placeCall({
    voiceUrl: worker.voiceUrl,
    authToken: world.authToken,
    from: scenario.from,
    to: scenario.to,
    lines: scenario.lines,
    ears: listener.ears,
    voiceOf: (text) => world.voice.speak({ text, language: scenario.language === 'en' ? 'en' : 'hi', voice: 'caller' }),
    onCall: listener.follow,
    maxMs: 150_000,
  });
  const detail = await listener.result();
  listener.stop();
  return { detail, result, live };
}

it.concurrent.each(wishes)(
  'books by voice: $name',
  async (wish) => {
    const mine = await call(wish.name);
    placed.set(wish.name, mine);
    const { detail, result, live } = mine;
    const tools = detail.events.filter(({ kind }) => kind === 'tool').map(({ payload }) => payload);
    // What was said and what the tools answered stands beside a failure.
    const story = JSON.stringify({ live, tools }, null, 1);
    expect(detail.outcome, story).toBe('booked');
    expect(result).toMatchObject({ closedBy: 'agent', after: { verb: 'hangup' } });
    expect(detail.language).toBe(scenarioOf(wish.name).language);

    expect(detail.appointments).toHaveLength(1);
    const [made] = detail.appointments;
    expect(made).toMatchObject({ doctorName: wish.doctor, status: 'scheduled' });
    expect(dateInKolkata(made?.startsAt ?? 0), story).toBe(wishedDate(wish));
    expect(free.get(wish.name), story).toContain(made?.startsAt);
  },
  180_000,
);

it('keeps of each call the words that were said, sealed', async () => {
  const rows = await rawRows(owner);
  const everything = [...rows.values()].join('\n');
  expect(rows.get('public.call_turns') ?? '').not.toBe('');
  for (const { name } of wishes) {
    const { detail, live } = placed.get(name) as Placed;
    const written = detail.turns.map(({ who, text }) => ({ who, text }));
    expect(written.filter(({ who }) => who === 'agent').length).toBeGreaterThan(3);
    expect(written.filter(({ who }) => who === 'caller').length).toBeGreaterThan(2);
    const seen = live.map(({ who, text }) => ({ who, text }));
    // The desk saw turns in the order of their ends; in the record they stand in the order of their beginnings.
    const byText = (a: { who: string; text: string }, b: { who: string; text: string }) =>
      `${a.who}${a.text}`.localeCompare(`${b.who}${b.text}`);
    expect([...written].sort(byText)).toEqual(seen.sort(byText));
    const transcript = await ctx.db.withTenant(ctx.clinicId, async ({ tx, cipher }) => {
      const where = { clinicId_id: { clinicId: ctx.clinicId, id: detail.id } };
      const { transcript: sealed } = await tx.callLog.findUniqueOrThrow({ where, select: { transcript: true } });
      return cipher.open('call_logs', 'transcript', detail.id, sealed ?? '');
    });
    expect(transcript).toBe(written.map(({ who, text }) => `${who}: ${text}`).join('\n'));
    for (const { text } of written.filter(({ text: said }) => said.length > 12))
      expect(everything.includes(text), `${name}: ${text}`).toBe(false);
  }
});

it('keeps no audio: what all calls left in the database is far smaller than their sound', async () => {
  const durationMs = [...placed.values()].reduce((sum, { result }) => sum + result.durationMs, 0);
  expect(durationMs).toBeGreaterThan(30_000);
  // Sound of one side is 8 bytes a millisecond.
  expect((await storedLetters()) - bytesBefore).toBeLessThan(durationMs * 2);
});

it('writes no name, number or word of a call into its log, and leaves nothing behind', () => {
  const log = world.log.join('');
  expect(world.log.length).toBeGreaterThan(10);
  const names = ['Neha', 'Kulkarni', 'सुनीता', 'यादव', 'Sunita', 'Vikram', 'Chauhan', 'विक्रम', 'चौहान'];
  const numbers = wishes.map(({ name }) => scenarioOf(name).from.slice(-10));
  const words = [...placed.values()].flatMap(({ detail }) => detail.turns.map(({ text }) => text));
  for (const canary of [...names, ...numbers, ...words.filter((text) => text.length > 3)])
    expect(log.includes(canary), canary).toBe(false);
  expect(worker.switchboard.sessions).toBe(0);
  expect(worker.switchboard.admission.taken).toBe(0);
});
