import type { Clock } from '@vaani/config';
import type {
  Brain,
  BrainAction,
  BrainInput,
  BrainStep,
  Expectation,
  SayAction,
  ToolCall,
  ToolResult,
} from '@vaani/receptionist';
import type { Dice } from './dice.ts';
import { sleep } from './providers.ts';

/** What the simulated brain was told, said and asked for. */
export interface BrainLog {
  heard: string[];
  /** What the caller keyed, and when it was told. */
  keyed: { digits: string; at: number }[];
  interruptions: string[];
  /** `step` names the answer that it is a part of, `at` when it was made. */
  says: (SayAction & { sentences: number[]; at: number; step?: string })[];
  /** Calls by id, and how often each was run. */
  runs: Map<string, number>;
  writes: { readBackId: string; at: number }[];
  /** Tools that ran before the step that asks for them was taken. */
  early: string[];
}

export interface SimulatedBrain {
  brain: Brain<BrainState>;
  log: BrainLog;
  /** A step was taken: what it answers was really said, and what it asks for may be done. */
  taken(step: string): void;
  execute(
    call: ToolCall,
    t: { authority: { mayWrite(id: string): string | null; spend(id: string): void } },
  ): Promise<ToolResult>;
  /** An answer is being made. */
  readonly isThinking: boolean;
  /** What is said asks for a number. */
  readonly isNumberAsked: boolean;
}

interface BrainState {
  asked: Expectation['asked'];
  silences: number;
  readBackId: string | null;
}

const yes = /\b(haan book|yes book)/;

/** A brain that streams, waits, uses tools, reads back and books, ends calls: as the seed says. Every sentence has a number. */
export function createSimulatedBrain(options: { clock: Clock; dice: Dice }): SimulatedBrain {
  const { clock, dice } = options;
  const log: BrainLog = { heard: [], keyed: [], interruptions: [], says: [], runs: new Map(), writes: [], early: [] };
  /** Steps of the brain, speculative ones too: the words that each answers, and its tools. */
  const steps = new Map<string, { heard: string | null; isTaken: boolean }>();
  const askedBy = new Map<string, string>();
  const slowness = { first: dice.between(0, 2_500), next: dice.between(50, 2_000), tool: dice.between(50, 7_000) };
  const breaks = dice.chance(0.02);
  let sentence = 0;
  let calls = 0;
  let working = 0;
  let isNumberAsked = false;

  function say(count: number, purpose: SayAction['purpose'] = 'reply', readBackId?: string): SayAction {
    const sentences = Array.from({ length: count }, () => ++sentence);
    const text = sentences.map((number) => `${wordsOf(number, dice.between(2, 8))}.`).join(' ');
    const action: SayAction = {
      ...{ kind: 'say', text, language: 'en', purpose },
      ...(readBackId === undefined ? {} : { readBackId }),
    };
    log.says.push({ ...action, sentences, at: clock.monotonic() });
    return action;
  }
  const call = (name: string, args: Record<string, unknown> = {}): BrainAction => ({
    kind: 'tool',
    call: { id: `c${++calls}`, name, arguments: args },
  });

  async function* stream(count: number, signal: AbortSignal): AsyncGenerator<BrainAction> {
    for (let at = 0; at < count; at++) {
      await sleep(clock, at === 0 ? dice.between(0, slowness.first) : dice.between(0, slowness.next));
      if (signal.aborted) return;
      yield say(1);
    }
  }

  async function* answer(
    state: BrainState,
    input: BrainInput,
    signal: AbortSignal,
  ): AsyncGenerator<BrainAction, BrainState> {
    const open: BrainState = { asked: 'anything', silences: 0, readBackId: null };
    switch (input.kind) {
      case 'call-started':
        yield say(2);
        return open;
      case 'interrupted':
        log.interruptions.push(input.heardText);
        return state;
      case 'silence':
        yield say(1, state.silences === 2 ? 'goodbye' : 'reply');
        if (state.silences === 2) yield { kind: 'end', outcome: 'abandoned' };
        return { ...state, silences: state.silences + 1 };
      case 'whispered':
      case 'said-for-staff':
        return state;
      case 'handed-back':
        yield say(1);
        return open;
      case 'unclear':
      case 'long-call':
        yield say(1);
        return state;
      case 'trouble':
        yield say(1);
        yield { kind: 'transfer', reason: 'trouble' };
        return state;
      case 'tool-result':
        if (input.result.ok && dice.chance(0.3)) return yield* readBack();
        yield* stream(dice.between(1, 3), signal);
        return open;
      case 'keyed':
        if (state.readBackId !== null && input.digits === '1') {
          yield call('book_appointment', { readBackId: state.readBackId });
          return open;
        }
        yield* stream(1, signal);
        return open;
      case 'heard':
        if (breaks && dice.chance(0.1)) throw new Error('the brain broke, as the seed says');
        if (state.readBackId !== null && yes.test(input.text)) {
          yield call('book_appointment', { readBackId: state.readBackId });
          return open;
        }
        return yield* turn(open, signal);
    }
  }

  async function* readBack(): AsyncGenerator<BrainAction, BrainState> {
    const readBackId = `rb${++calls}`;
    yield say(2, 'read-back', readBackId);
    return { asked: 'confirm', silences: 0, readBackId };
  }

  async function* turn(open: BrainState, signal: AbortSignal): AsyncGenerator<BrainAction, BrainState> {
    const what = dice.between(0, 99);
    const asked = dice.pick(['anything', 'day', 'phone', 'yes-no'] as const);
    isNumberAsked = what < 45 && asked === 'phone';
    if (what < 45) yield* stream(dice.between(1, 4), signal);
    else if (what < 65) {
      if (dice.chance(0.3)) yield say(1);
      yield call('search_slots');
    } else if (what < 85) return yield* readBack();
    else if (what < 90) yield say(2, 'emergency');
    else if (what < 94) {
      yield say(1, 'goodbye');
      yield { kind: 'end', outcome: 'informed' };
    } else if (what < 97) {
      yield say(1);
      yield { kind: 'transfer', reason: 'asked' };
    } else {
      yield say(1);
      return { ...open, asked: 'yes-no' };
    }
    return { ...open, asked };
  }

  const brain: Brain<BrainState> = {
    kind: 'model',
    begin: () => ({ asked: 'anything', silences: 0, readBackId: null }),
    async *take(state, input, _context, signal): AsyncGenerator<BrainAction, BrainStep<BrainState>> {
      working++;
      try {
        const actions: BrainAction[] = [];
        const step = `step${steps.size}`;
        steps.set(step, { heard: heardIn(input), isTaken: false });
        if (input.kind === 'keyed') log.keyed.push({ digits: input.digits, at: clock.monotonic() });
        const answers = answer(state, input, signal);
        for (;;) {
          const next = await answers.next();
          if (next.done === true) {
            const { asked } = next.value;
            const expect: Expectation = {
              ...{ asked, language: 'en', grammar: asked, activity: { key: step } },
              ...(asked === 'phone' ? { keypad: { maxDigits: 10, endsWithHash: true } } : {}),
            };
            return { state: next.value, actions, expect };
          }
          actions.push(next.value);
          const made = log.says.at(-1);
          if (next.value.kind === 'say' && made?.text === next.value.text) made.step = step;
          if (next.value.kind === 'tool') askedBy.set(next.value.call.id, step);
          yield next.value;
        }
      } finally {
        working--;
      }
    },
    outcomeOf: () => null,
    languageOf: () => 'en',
    takesNote: () => true,
  };

  return {
    brain,
    log,
    get isNumberAsked() {
      return isNumberAsked;
    },
    get isThinking() {
      return working > 0;
    },
    taken(name) {
      const step = steps.get(name);
      if (step === undefined || step.isTaken) return;
      step.isTaken = true;
      if (step.heard !== null) log.heard.push(step.heard);
    },
    async execute(one, { authority }) {
      working++;
      if (steps.get(askedBy.get(one.id) ?? '')?.isTaken !== true) log.early.push(one.id);
      log.runs.set(one.id, (log.runs.get(one.id) ?? 0) + 1);
      const readBackId = typeof one.arguments.readBackId === 'string' ? one.arguments.readBackId : null;
      try {
        if (readBackId !== null) {
          if (authority.mayWrite(readBackId) !== null) return { ok: false, code: 'not-confirmed' };
          log.writes.push({ readBackId, at: clock.monotonic() });
          authority.spend(readBackId);
        }
        await sleep(clock, dice.between(20, slowness.tool));
        return dice.chance(0.9) ? { ok: true, value: {} } : { ok: false, code: 'unavailable' };
      } finally {
        working--;
      }
    },
  };
}

/** What the caller said, that an input tells of. */
function heardIn(input: BrainInput): string | null {
  if (input.kind === 'heard') return input.text;
  if (input.kind !== 'handed-back') return null;
  return input.turns.flatMap(({ who, text }) => (who === 'caller' ? [text] : [])).join(' ');
}

const letters = 'abcdefghij';
/** "s12a s12b s12c": each word says where it stands. */
const wordsOf = (number: number, count: number): string =>
  [...letters.slice(0, count)].map((letter) => `s${number}${letter}`).join(' ');
