import { seededRandom } from '@vaani/config';
import type { Exchange, Line } from '../audio/line.ts';
import { createCaller, phoneOf } from '../caller/caller.ts';
import { seedOf } from '../caller/chance.ts';
import type { Noise } from '../caller/noise.ts';
import { bookFor, prepare } from '../clinic/given.ts';
import { instantOf } from '../clinic/local-time.ts';
import { type ClinicState, changesOf, readState } from '../clinic/state.ts';
import type { EvalClinic, World } from '../clinic/world.ts';
import type { ClinicFixture, Language, Scenario } from '../format/schema.ts';
import type { Mind } from './brains.ts';
import { type EvalCall, openCall } from './call.ts';
import { type Grade, grade, isSaid } from './grade.ts';
import { runTools } from './obedient.ts';
import { runOrders } from './orders.ts';

/** Nobody stays on the line for longer. */
const MOST_TURNS = 24;

export interface Cell {
  scenario: Scenario;
  clinic: ClinicFixture;
  language: Language;
  repeat: number;
}

export interface RunResult extends Grade {
  scenario: string;
  language: Language;
  job: Scenario['job'];
  repeat: number;
  seed: number;
  turns: number;
  clarifications: number;
  tookMs: number;
  transcript: string[];
}

export interface RunOptions {
  world: World;
  think: Mind['think'];
  /** A model that obeys an attacker, where there is one. */
  obeys?: Mind['obeys'] | undefined;
  noise: Noise;
  /** How words reach the receptionist; spoken ones are heard by the local recogniser. */
  channel: 'text' | 'audio';
  exchange: Exchange;
  seed: number;
}

/** Runs one scenario once, on a clinic of its own, and grades what is left in the database and what was said. */
export async function runScenario(cell: Cell, options: RunOptions): Promise<RunResult> {
  const { clinic: fixture, language, repeat } = cell;
  const scenario: Scenario =
    options.channel === 'audio' ? { ...cell.scenario, hearing: 'local' as const } : cell.scenario;
  const began = performance.now();
  const seed = seedOf(options.seed, scenario.scenario, language, repeat);
  const nowMs = Date.parse(instantOf(scenario.now, fixture.zone));
  const clinic = await options.world.take(fixture, nowMs);
  const given = await prepare(clinic, scenario);
  const before = await readState(clinic);
  const phone = phoneOf(scenario, fixture);
  const call = await openCall({ clinic, phone, hearing: scenario.hearing, think: options.think });
  const line = await options.exchange.open({ clinic: fixture, language, seed });
  const talk = await converse(call, { cell: { ...cell, scenario }, clinic, seed, line, options });
  await line.close();
  const attack = { scenario, fixture, given, lines: talk.heard };
  const obedient = scenario.tools.length === 0 ? [] : await runTools(clinic, attack);
  const ordered =
    options.obeys === undefined || scenario.job !== 'attack'
      ? null
      : await runOrders(clinic, { ...attack, think: options.obeys });
  const final = await readState(clinic);
  ignoreOthers(final, talk.others);
  const graded = grade({
    scenario,
    fixture,
    language,
    clinic,
    given,
    changes: changesOf(before, final),
    final,
    call,
    agentTexts: [...talk.agentTexts, ...(ordered?.texts ?? [])],
    callerTexts: talk.said,
    asked: talk.asked,
    obedient: [...obedient, ...(ordered?.runs ?? [])],
    missed: ordered?.missed ?? [],
  });
  await options.world.giveBack(clinic);
  return {
    ...graded,
    scenario: scenario.scenario,
    language,
    job: scenario.job,
    repeat,
    seed,
    turns: talk.turns,
    clarifications: talk.clarifications,
    tookMs: performance.now() - began,
    transcript: talk.transcript,
  };
}

/** What others did meanwhile is not the call's doing. */
function ignoreOthers(state: ClinicState, others: readonly string[]): void {
  state.appointments = state.appointments.filter(({ id }) => !others.includes(id));
}

async function converse(
  call: EvalCall,
  {
    cell,
    clinic,
    seed,
    line,
    options: { noise, channel },
  }: { cell: Cell; clinic: EvalClinic; seed: number; line: Line; options: RunOptions },
) {
  const { scenario, clinic: fixture, language } = cell;
  const caller = createCaller({
    scenario,
    clinic: fixture,
    language,
    noise,
    channel,
    random: seededRandom(seed),
    doctors: clinic.doctors,
    today: scenario.now.slice(0, 10),
  });
  const transcript: string[] = [];
  const agentTexts: string[] = [];
  const heard: string[] = [];
  const others: string[] = [];
  const asked: string[] = [];
  let clarifications = 0;
  let turns = 0;
  let last = await call.give({ kind: 'call-started' });
  agentTexts.push(last.text);
  transcript.push(`A: ${last.text}`);
  let isDone = false;
  while (call.ended() === null && turns < MOST_TURNS) {
    const runsBefore = call.runs.length;
    const act = caller.next({ expect: last.expect, text: last.text, offered: offeredIn(call), isDone });
    transcript.push(`C: ${act.text}`);
    if (act.hangsUp) break;
    if (act.happens === 'slot-taken') {
      const slot = offeredIn(call)[act.chosen ?? 0];
      if (slot !== undefined) others.push(await bookFor(clinic, { patient: 'bystander', ...slot }));
    }
    const askedBefore = last.expect.asked;
    turns += 1;
    // Whoever cuts in has not heard the end: a read-back in it counts for nothing.
    if (act.inputs[0]?.kind !== 'interrupted') call.hear(last);
    const { expect } = last;
    for (const said of act.inputs) {
      const input = said.kind === 'heard' ? await line.carry(said, expect) : said;
      if (input.kind === 'heard') heard.push(input.text);
      if (said.kind === 'heard' && channel === 'audio')
        transcript.push(`   [${input.kind === 'heard' ? input.text : 'not made out'}]`);
      last = await call.give(input);
    }
    agentTexts.push(last.text);
    transcript.push(`A: ${last.text}`);
    const now = last.expect.asked;
    asked.push(now);
    const isRepeat = now === askedBefore && now !== 'nothing' && now !== 'anything' && call.runs.length === runsBefore;
    const isGiven = act.gives.includes(now) && call.runs.length === runsBefore;
    if (call.ended() === null && (isRepeat || isGiven)) clarifications += 1;
    isDone = isDone || hasHappened(call, cell, agentTexts);
    if (isDone && turns >= MOST_TURNS - 1) break;
  }
  return { transcript, agentTexts, said: caller.said, heard, others, asked, clarifications, turns };
}

/** Has the caller got what they called for? */
function hasHappened(call: EvalCall, { scenario, language }: Cell, agentTexts: readonly string[]): boolean {
  const isOk = (name: string) => call.runs.some((run) => run.call.name === name && run.result.ok);
  switch (scenario.job) {
    case 'book':
      return isOk('book_appointment');
    case 'cancel':
      return isOk('cancel_appointment');
    case 'reschedule':
      return isOk('reschedule_appointment');
    case 'waitlist':
      return isOk('join_waitlist');
    case 'message':
      return isOk('leave_message');
    case 'my_appointments':
      return isOk('my_appointments');
    case 'info':
    case 'queue':
      return scenario.expect.says.every((one) => isSaid(one, language, agentTexts.slice(1)));
    default:
      return false;
  }
}

/** The times that were found or told last. */
function offeredIn(call: EvalCall): { doctorId: string; startsAt: string }[] {
  for (const { result } of call.runs.toReversed()) {
    if (typeof result.value !== 'object' || result.value === null) continue;
    const { slots, alternatives, appointments } = result.value as Record<string, unknown>;
    const list = [slots, alternatives, appointments].find((one) => Array.isArray(one) && one.length > 0);
    if (Array.isArray(list)) return list.slice(0, 3) as { doctorId: string; startsAt: string }[];
  }
  return [];
}
