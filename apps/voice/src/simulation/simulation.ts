import type { CallTurnInput, ClinicContext, ClinicProfile } from '@vaani/clinic';
import { createLogger, createMetrics } from '@vaani/observability';
import type { CallWriter } from '../call/call-writer.ts';
import type { Desk } from '../call/desk.ts';
import { createSession } from '../call/session.ts';
import type { SessionOptions } from '../call/session-options.ts';
import { createVoiceMetrics } from '../metrics.ts';
import { createFrameOrder } from '../telephony/frame-order.ts';
import { createSimulatedBrain } from './brain.ts';
import { type Caller, createCaller } from './caller.ts';
import { createCallerSound } from './caller-sound.ts';
import { chainedEars } from './chained-ears.ts';
import { chainedVoice } from './chained-voice.ts';
import { deafRecogniser } from './deaf-recogniser.ts';
import { createSimulatedDesk } from './desk.ts';
import { createDice } from './dice.ts';
import { createPhoneLine } from './phone-line.ts';
import { createResources, scriptedRecogniser, scriptedVad, scriptedVoice } from './providers.ts';
import { createVirtualClock } from './virtual-clock.ts';
import { createWatcher, type Violation } from './watcher.ts';

const FRAME_MS = 20;
/** Of so many calls the providers are chains of several that fail. */
const CHAINED = 0.4;
/** So many come to the longest that a call may last. */
const SHORT_CALLS = 0.05;
/** Monday, 23 November 2026, 10:30 in Pune. */
const BEGINS = Date.parse('2026-11-23T05:00:00Z');
/** A call that has not ended by then never does. */
const LONGEST_MS = 900_000;
/** A transcript may come so long after the words. */
const TOLD_LATE_MS = 8_000;
/** What is still to come when a call is over comes by then. */
const AFTERMATH_MS = 12_000;

const profile: ClinicProfile = {
  ...{ id: '01900000-0000-7000-8000-0000000000a1', name: 'Asha Clinic', nameHindi: 'आशा क्लिनिक' },
  ...{ zone: 'Asia/Kolkata', country: 'IN', language: 'en', ownPhone: null, emergencyNumbers: ['112'] },
  ...{ branches: [], doctors: [], services: [], knowledge: [], transfer: [], speech: {}, demoSeededAt: null },
};
const metrics = createVoiceMetrics(createMetrics({ service: 'simulation', hasProcessMetrics: false }));
const logger = createLogger({ service: 'simulation', level: 'silent' });

export interface SimulatedCall {
  seed: number;
  violations: readonly Violation[];
  durationMs: number;
  outcome: string;
  /** What happened, a line each: for reading a failure. */
  events: readonly string[];
  counts: {
    turns: number;
    interrupted: number;
    pauses: number;
    resumed: number;
    fillers: number;
    writes: number;
    foreseen: number;
    inVain: number;
    acts: number;
    takeOvers: number;
    /** Another provider took over, and the same was asked again. */
    switches: number;
    /** Keys that were told to the brain, and calls that came to their longest. */
    keys: number;
    limits: number;
    /** Frames that silence stands for. */
    gaps: number;
  };
}

/**
 * A whole call in virtual time. The same seed is the same call, to the millisecond.
 * @param planted changes what the session works with: a fault that the watcher must see.
 */
export function createSimulation(seed: number, planted: Plant = (whole) => whole): { run(): Promise<SimulatedCall> } {
  return { run: () => runCall(seed, planted) };
}

/** What the session is given, and what it gets instead. */
export type Plant = (whole: SessionOptions) => SessionOptions;

async function runCall(seed: number, planted: Plant): Promise<SimulatedCall> {
  const dice = createDice(seed);
  const clock = createVirtualClock(BEGINS);
  const own = clock.lend();
  const resources = createResources();
  const events: string[] = [];
  const note = (what: string) => events.push(`${String(clock.monotonic()).padStart(6)}  ${what}`);
  const counts = {
    turns: 0,
    interrupted: 0,
    pauses: 0,
    resumed: 0,
    fillers: 0,
    writes: 0,
    foreseen: 0,
    inVain: 0,
    acts: 0,
    takeOvers: 0,
    switches: 0,
    keys: 0,
    limits: 0,
    gaps: 0,
  };
  const mind = createSimulatedBrain({ clock, dice: dice.apart('brain') });
  let outcome = 'none';
  let endedAt: number | null = null;
  let floor = 'thinking';
  let awaySince: number | null = null;

  const isAway = () => session.floor === 'person' || session.floor === 'waiting';
  const watcher = createWatcher({ clock, caller: () => caller, log: mind.log, isAway });
  const line = createPhoneLine({
    clock,
    dice: dice.apart('line'),
    events: {
      onSent: (frame) => watcher.sent(frame),
      onClear() {
        note('clear');
        watcher.cleared();
      },
      onHeard: (frame) => watcher.heard(frame),
      onMark: (name) => session.mark(name),
    },
  });
  const caller: Caller = createCaller({
    ...{ clock, dice: dice.apart('caller'), lengthMs: 90_000, isNumberAsked: () => mind.isNumberAsked },
    onKey(key) {
      note(`caller presses ${key}`);
      // Nobody keys anything to a person, or to one who takes their leave.
      if (session.floor !== 'closing' && session.floor !== 'over' && !isAway()) watcher.keyed(key);
      session.digit(key);
    },
    onHangUp() {
      note('caller hangs up');
      line.hangUp();
      session.hungUp();
    },
  });

  const writer: CallWriter = {
    turn(turn: CallTurnInput) {
      const state = turn.isUnclear === true ? ' (unclear)' : turn.isInterrupted === true ? ' (interrupted)' : '';
      note(`${turn.who}: ${turn.text}${state}`);
      counts.turns++;
      if (turn.isInterrupted === true) counts.interrupted++;
      watcher.turn(turn);
    },
    event: () => undefined,
    caller: () => undefined,
    callback: () => undefined,
    end: () => undefined,
    written: async () => undefined,
  };
  const desk = silentDesk((step) => {
    mind.taken(step);
    watcher.asked(step);
  });
  const { stt, tts, close } = providersOf({
    ...{ dice: dice.apart('providers'), own: own.clock, clock, resources, caller: () => caller },
    onLost: (words) => watcher.lost(words),
    events: {
      onEvent(event) {
        if (event.kind === 'switched') note(`${event.stage}: ${event.from} → ${event.to} (${event.reason})`);
        if (event.kind === 'reopened') note(`${event.stage}: ${event.provider} once more (${event.reason})`);
        if (event.kind === 'switched' || event.kind === 'reopened') counts.switches++;
      },
    },
  });
  const limiting = dice.apart('limit');
  const maxCallMs = limiting.chance(SHORT_CALLS) ? limiting.between(10_000, 60_000) : 300_000;
  const whole: SessionOptions = {
    // Nothing of the clinic is asked but the time: the tools are the simulation's.
    ctx: { clock: own.clock, clinicId: profile.id, actor: { kind: 'system' } } as unknown as ClinicContext,
    ...{ callId: 'simulated', profile, candidates: [], callerPhone: '+919810012345', language: 'en' },
    vad: firstOnly(scriptedVad(() => caller, clock, resources)),
    stt: hearsFirst(stt),
    tts,
    createBrain: () => mind.brain,
    watch: { onEvent: () => undefined, follow: () => () => undefined },
    ...{ prices: {}, line, desk, writer, clock: own.clock, logger },
    metrics: {
      ...metrics,
      foresight(result) {
        if (result === 'used') counts.foreseen++;
        else counts.inVain++;
      },
    },
    ...{ deskUrl: 'ws://simulated', againstTransfer: async () => 'There is no such entry in the directory.' },
    limits: { maxCallMs, audioBufferMs: 30_000 },
    execute: (call, t) => mind.execute(call, t),
    onEnd(ending) {
      note(`ended: ${ending.outcome}, by the ${ending.by}`);
      outcome = ending.outcome;
      endedAt = clock.monotonic();
      // What a person was told last nobody else need know.
      if (awaySince !== null)
        watcher.lost(
          caller.utterances
            .filter(({ endsAt }) => endsAt >= (awaySince ?? 0) - TOLD_LATE_MS)
            .flatMap(({ words }) => words.map(({ text }) => text)),
        );
      people.stop();
      watcher.ended();
    },
  };
  const session = createSession(planted(whole));
  const people = createSimulatedDesk({ clock, dice: dice.apart('desk'), session: () => session, note });

  const order = createFrameOrder(clock, {
    onAudio(audio) {
      if (endedAt === null) session.audio(audio);
    },
    onFilled: (ms) => (counts.gaps += ms / FRAME_MS),
  });
  const sound = createCallerSound(dice.apart('sound'), order);
  let spoken = 0;
  clock.every(FRAME_MS, () => {
    line.tick();
    caller.tick(line.isAudible);
    for (const one of caller.utterances.slice(spoken)) {
      const words = one.words.map(({ text }) => text).join(' ');
      note(`caller, ${one.kind}${one.isOver ? ' over the agent' : ''}, until ${one.endsAt}: ${words}`);
      spoken++;
    }
    if (endedAt !== null) return;
    // On hold nobody hears the caller.
    if (session.floor === 'waiting') watcher.lost(caller.wordsAt(clock.monotonic()));
    sound.tick(clock.monotonic());
    const next = session.floor;
    if (next !== floor) {
      note(`${floor} → ${next}`);
      const isTaken = next === 'person' || next === 'waiting';
      if (isTaken) watcher.keysLost();
      if (next !== 'over') awaySince = isTaken ? (awaySince ?? clock.monotonic()) : null;
      if (next === 'paused') counts.pauses++;
      if (floor === 'paused' && next === 'speaking') counts.resumed++;
      floor = next;
    }
    const isVoice = caller.isVoiceAt(clock.monotonic());
    watcher.tick({ isAudible: line.isAudible, floor: next, isThinking: mind.isThinking, isVoice });
  });

  await clock.run(LONGEST_MS, () => endedAt !== null);
  order.close();
  close();
  await clock.run(clock.monotonic() + AFTERMATH_MS, () => false);
  watcher.conclude({ timers: own.timers(), resources });
  counts.fillers = tts.fillers();
  counts.limits = (endedAt ?? 0) >= maxCallMs ? 1 : 0;
  counts.keys = mind.log.keyed.length;
  counts.writes = mind.log.writes.length;
  Object.assign(counts, { acts: people.acts, takeOvers: people.takeOvers });
  return { seed, violations: watcher.violations, durationMs: endedAt ?? LONGEST_MS, outcome, events, counts };
}

type Ears = Parameters<typeof chainedEars>[0];

/** Who hears and speaks in a call: one of each, who is late and breaks, or the product's own chains over several. */
function providersOf(options: Ears) {
  const { dice, clock, resources, caller, onLost } = options;
  if (!dice.chance(CHAINED)) {
    const stt = scriptedRecogniser({ caller, clock, dice: dice.apart('stt'), resources, onLost });
    return { stt, tts: scriptedVoice({ clock, dice: dice.apart('tts'), resources }), close: () => undefined };
  }
  const ears = chainedEars({ ...options, dice: dice.apart('ears') });
  const voice = chainedVoice({ ...options, dice: dice.apart('voice') });
  return {
    ...{ stt: ears.stt, tts: voice.tts },
    close() {
      ears.close();
      voice.close();
    },
  };
}

/** The caller's ears are the first that are opened; those of a person of the clinic hear nothing. */
function firstOnly(vad: SessionOptions['vad']): SessionOptions['vad'] {
  let opened = 0;
  return {
    ...vad,
    open: (onWindow, onFailure) => (opened++ === 0 ? vad.open(onWindow, onFailure) : silentVad),
  };
}
const silentVad = { push: () => undefined, close: () => true };
function hearsFirst(stt: SessionOptions['stt']): SessionOptions['stt'] {
  let opened = 0;
  return {
    ...stt,
    open: (request) => (opened++ === 0 ? stt.open(request) : deafRecogniser.open(request)),
  };
}

function silentDesk(onActivity: (key: string) => void): Desk {
  const nothing = () => undefined;
  return {
    snapshot: {
      ...{ callId: 'simulated', workerId: 'simulation', state: 'talking', direction: 'inbound', language: 'en' },
      ...{ startedAt: new Date(BEGINS).toISOString(), activity: { key: 'greeting', values: {} }, isVerified: false },
      personal: { caller: '', turns: [] },
    } as unknown as Desk['snapshot'],
    ...{ started: nothing, state: nothing, language: nothing, words: nothing, tool: nothing },
    ...{ caller: nothing, provider: nothing, proposal: nothing, putAgain: nothing, owner: nothing, listeners: nothing },
    activity: ({ key }) => onActivity(key),
    ended: async () => undefined,
  };
}
