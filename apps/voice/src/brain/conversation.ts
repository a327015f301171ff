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

/** A tool that takes longer gets a word in between. */
const FILLER_AFTER_MS = 1_200;

const fillers: Record<SayAction['language'], { text: string; spoken?: string }> = {
  en: { text: 'One moment, please.' },
  hi: { text: 'एक मिनट रुकिए।' },
  'hi-en': { text: 'Ek minute rukiye.', spoken: 'एक मिनट रुकिए।' },
};

export interface ConversationEvents {
  say(say: SayAction): void;
  /** No more is said for this input. */
  onDone(): void;
  onExpect(expectation: Expectation): void;
  onTool(call: ToolCall, result: ToolResult | null): void;
  onTransfer(reason: string): void;
  onEnd(outcome: CallOutcome): void;
  /** The brain itself broke down. */
  onBroken(error: unknown): void;
}

/** Takes inputs one after another to the brain and runs what it asks for. One input is answered, tools and all, before the next. */
export interface Conversation {
  take(input: BrainInput): void;
  readonly isWorking: boolean;
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

  async function work(): Promise<void> {
    isWorking = true;
    try {
      for (let input = inputs.shift(); input !== undefined && !isClosed; input = inputs.shift()) await answer(input);
    } catch (error) {
      if (!isClosed) events.onBroken(error);
    } finally {
      isWorking = false;
    }
  }

  async function answer(input: BrainInput): Promise<void> {
    authority.listen(input);
    for (let next: BrainInput | null = input; next !== null && !isClosed; ) next = await takeStep(next);
    if (!isClosed) events.onDone();
  }

  /** Answers the tool's result, where there was one: the brain goes on with it. */
  async function takeStep(input: BrainInput): Promise<BrainInput | null> {
    const steps = brain.take(state, input, context(), closing.signal);
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
      return tool === undefined
        ? null
        : runOne(
            tool.call,
            actions.some(({ kind }) => kind === 'say'),
          );
    }
  }

  /** A tool waits until the step is whole: then its state is known. */
  function perform(action: BrainAction): void {
    if (action.kind === 'say') events.say(action);
    if (action.kind === 'transfer') events.onTransfer(action.reason);
    if (action.kind === 'end') events.onEnd(action.outcome);
  }

  async function runOne(call: ToolCall, hasSpoken: boolean): Promise<BrainInput> {
    events.onTool(call, null);
    const language = brain.languageOf(state);
    const cancel = hasSpoken
      ? () => undefined
      : clock.after(FILLER_AFTER_MS, () => {
          if (!isClosed) events.say({ kind: 'say', ...fillers[language], language, purpose: 'filler' });
        });
    const result = await runTool(call).finally(cancel);
    if (!isClosed) events.onTool(call, result);
    return { kind: 'tool-result', call, result };
  }

  return {
    take(input) {
      if (isClosed) return;
      inputs.push(input);
      if (!isWorking) void work();
    },
    get isWorking() {
      return isWorking;
    },
    get outcome() {
      return brain.outcomeOf(state);
    },
    close() {
      isClosed = true;
      inputs.length = 0;
      closing.abort();
    },
  };
}
