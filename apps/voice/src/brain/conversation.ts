import type { Clock } from '@vaani/config';
import {
  type BrainAction,
  type BrainContext,
  type BrainInput,
  type CallAuthority,
  type CallOutcome,
  createDialogue,
  type DialogueState,
  decide,
  type Expectation,
  type SayAction,
  type ToolCall,
  type ToolResult,
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
  readonly state: DialogueState;
  close(): void;
}

export function createConversation(options: {
  context: () => BrainContext;
  authority: CallAuthority;
  runTool: (call: ToolCall) => Promise<ToolResult>;
  clock: Clock;
  events: ConversationEvents;
}): Conversation {
  const { context, authority, runTool, clock, events } = options;
  let state = createDialogue(context());
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
    for (let next: BrainInput | null = input; next !== null && !isClosed; ) {
      const step = decide(state, next, context());
      state = step.state;
      events.onExpect(step.expect);
      next = await perform(step.actions);
    }
    if (!isClosed) events.onDone();
  }

  /** Answers the tool's result, where there was one: the brain goes on with it. */
  async function perform(actions: BrainAction[]): Promise<BrainInput | null> {
    let result: BrainInput | null = null;
    for (const action of actions) {
      if (isClosed) return null;
      switch (action.kind) {
        case 'say':
          events.say(action);
          break;
        case 'transfer':
          events.onTransfer(action.reason);
          break;
        case 'end':
          events.onEnd(action.outcome);
          break;
        case 'tool':
          result = await runOne(
            action.call,
            actions.some(({ kind }) => kind === 'say'),
          );
      }
    }
    return result;
  }

  async function runOne(call: ToolCall, hasSpoken: boolean): Promise<BrainInput> {
    events.onTool(call, null);
    const { language } = state;
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
    get state() {
      return state;
    },
    close() {
      isClosed = true;
      inputs.length = 0;
    },
  };
}
