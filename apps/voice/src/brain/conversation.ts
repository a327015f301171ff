import type { Clock } from '@vaani/config';
import type {
  Brain,
  BrainAction,
  BrainContext,
  BrainInput,
  CallAuthority,
  CallOutcome,
  Expectation,
  SayAction,
  ToolCall,
  ToolResult,
} from '@vaani/receptionist';
import { type HeardInput, type Speculation, speculate } from './speculation.ts';

export interface ConversationEvents {
  say(say: SayAction): void;
  /** No more is said for this input. */
  onDone(): void;
  onExpect(expectation: Expectation): void;
  onTool(call: ToolCall, result: ToolResult | null): void;
  onTransfer(reason: string): void;
  onEnd(outcome: CallOutcome): void;
  /** It will be said, if the turn ends as it seems to. */
  onForeseen?(say: SayAction): void;
  onForesight?(result: Foresight): void;
  /** The brain itself broke down. */
  onBroken(error: unknown): void;
}

/** What became of an answer that was begun ahead of its time. */
export type Foresight = 'used' | 'discarded';

/** Takes inputs one after another to the brain and runs what it asks for. One input is answered, tools and all, before the next. */
export interface Conversation {
  take(input: BrainInput): void;
  /** The caller has probably said this. The answer is begun; nothing of it is said or done before the same is taken. */
  foresee(input: HeardInput): void;
  /** The caller goes on. */
  forget(): void;
  readonly isWorking: boolean;
  /** How long the present tool has run; null where none does. */
  readonly toolMs: number | null;
  /** The caller cut in and had heard so much. What the brain is still saying is not said any more, and what it asks for is not done. */
  interrupt(heardText: string): void;
  /** A note of the clinic's staff for the brain alone. False where it can make nothing of it: then nothing is told. */
  whisper(note: string): boolean;
  /**
   * From now on nothing is said or asked for: somebody else has the talk. What a tool that runs answers is still known, and what is taken meanwhile waits.
   * Resolves when no tool runs, with what the caller had said and nobody had answered.
   */
  hush(): Promise<string[]>;
  /** The talk is the brain's again: what was taken meanwhile comes first. */
  resume(): void;
  readonly language: SayAction['language'];
  /** What has come of the call so far. */
  readonly outcome: CallOutcome | null;
  close(): void;
}

export interface ConversationOptions {
  /** Who answers. What it keeps of the call is its own affair. */
  brain: Brain<unknown>;
  /** How things stand now: who hears may change within a call. */
  context: () => BrainContext;
  authority: CallAuthority;
  runTool: (call: ToolCall) => Promise<ToolResult>;
  clock: Clock;
  events: ConversationEvents;
}

export function createConversation(options: ConversationOptions): Conversation {
  const { context, authority, runTool, clock, events } = options;
  const { brain } = options;
  const closing = new AbortController();
  let state = brain.begin(context());
  const inputs: BrainInput[] = [];
  let isWorking = false;
  let isClosed = false;
  let isHushed = false;
  /** Somebody else has the talk. */
  let isSilenced = false;
  let onIdle: (() => void)[] = [];
  let toolSince: number | null = null;
  let foreseen: Speculation<unknown> | undefined;

  function forget(): void {
    if (foreseen === undefined) return;
    foreseen.discard();
    foreseen = undefined;
    events.onForesight?.('discarded');
  }

  /** The answer to an input: the one that was begun, if it was for this. */
  function stepsFor(input: BrainInput): ReturnType<Brain<unknown>['take']> {
    if (foreseen?.isFor(input) !== true) {
      forget();
      return brain.take(state, input, context(), closing.signal);
    }
    const steps = foreseen.take();
    foreseen = undefined;
    events.onForesight?.('used');
    return steps;
  }

  async function work(): Promise<void> {
    isWorking = true;
    try {
      while (!isClosed && !isSilenced) {
        const input = inputs.shift();
        if (input === undefined) break;
        await answer(input);
      }
    } catch (error) {
      if (!isClosed) events.onBroken(error);
    } finally {
      isWorking = false;
    }
  }

  async function answer(input: BrainInput): Promise<void> {
    isHushed = isSilenced;
    authority.listen(input);
    for (let next: BrainInput | null = input; next !== null && !isClosed; ) next = await takeStep(next);
    if (!isClosed) events.onDone();
  }

  /** Answers the tool's result, where there was one: the brain goes on with it. */
  async function takeStep(input: BrainInput): Promise<BrainInput | null> {
    const steps = stepsFor(input);
    for (;;) {
      const next = await steps.next();
      if (isClosed) return null;
      if (next.done !== true) {
        perform(next.value);
        continue;
      }
      const { actions, expect } = next.value;
      state = next.value.state;
      events.onExpect(expect);
      const tool = actions.find((action) => action.kind === 'tool');
      if (tool === undefined) return null;
      return isHushed
        ? { kind: 'tool-result', call: tool.call, result: { ok: false, code: 'interrupted' } }
        : runOne(tool.call);
    }
  }

  /** A tool waits until the step is whole: then its state is known. */
  function perform(action: BrainAction): void {
    if (isHushed) return;
    if (action.kind === 'say') events.say(action);
    if (action.kind === 'transfer') events.onTransfer(action.reason);
    if (action.kind === 'end') events.onEnd(action.outcome);
  }

  async function runOne(call: ToolCall): Promise<BrainInput> {
    events.onTool(call, null);
    toolSince = clock.monotonic();
    const result = await runTool(call).finally(() => {
      toolSince = null;
      // Its result is known; what would be said of it is not.
      isHushed ||= isSilenced;
      for (const tell of onIdle) tell();
      onIdle = [];
    });
    if (!isClosed) events.onTool(call, result);
    return { kind: 'tool-result', call, result };
  }

  return {
    take(input) {
      if (isClosed) return;
      inputs.push(input);
      if (!isWorking && !isSilenced) void work();
    },
    whisper(note) {
      if (!brain.takesNote(state, note, context())) return false;
      this.take({ kind: 'whispered', text: note });
      return true;
    },
    async hush() {
      isSilenced = true;
      forget();
      const unanswered = inputs.flatMap((input) => (input.kind === 'heard' ? [input.text] : []));
      inputs.splice(0, inputs.length, ...inputs.filter(({ kind }) => isNote(kind)));
      if (toolSince === null) isHushed = true;
      else await new Promise<void>((resolve) => onIdle.push(resolve));
      return unanswered;
    },
    resume() {
      if (!isSilenced || isClosed) return;
      isSilenced = false;
      if (!isWorking) void work();
    },
    foresee(input) {
      if (isClosed || isWorking || isSilenced) return;
      forget();
      const onSay = (say: SayAction) => events.onForeseen?.(say);
      foreseen = speculate({ brain, state, input, context: context(), signal: closing.signal, onSay });
    },
    forget,
    interrupt(heardText) {
      // What a tool that runs already does is told: it may have booked.
      if (isWorking && toolSince === null) isHushed = true;
      this.take({ kind: 'interrupted', heardText });
    },
    get toolMs() {
      return toolSince === null ? null : clock.monotonic() - toolSince;
    },
    get language() {
      return brain.languageOf(state);
    },
    get isWorking() {
      return isWorking;
    },
    get outcome() {
      return brain.outcomeOf(state);
    },
    close() {
      isClosed = true;
      foreseen?.discard();
      inputs.length = 0;
      closing.abort();
      for (const tell of onIdle) tell();
      onIdle = [];
    },
  };
}

/** What a brain must know whoever has the talk. */
const isNote = (kind: BrainInput['kind']): boolean =>
  kind === 'interrupted' || kind === 'whispered' || kind === 'said-for-staff';
