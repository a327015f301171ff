import { type Clock, systemClock } from '@vaani/config';
import { openaiLanguageModel } from '@vaani/providers';
import { type ChatMessage, type Openai, type OpenaiOptions, type Policy, startOpenai } from '@vaani/sandbox';
import type {
  Brain,
  BrainAction,
  BrainInput,
  BrainStep,
  Expectation,
  SayAction,
  ToolCall,
  ToolResult,
} from '../brain.ts';
import type { TalkModel } from '../model/model.ts';
import { createModelBrain } from '../model/model-brain.ts';
import type { ModelState } from '../model/state.ts';
import { executeTool } from '../tools/execute.ts';
import type { Caller, House } from './house.ts';

const apiKey = 'sandbox-openai';

/** A model on loopback behind the real library, with this mind. */
export async function startModel(policy: Policy, over: Partial<OpenaiOptions> = {}) {
  const clock: Clock = systemClock;
  const room: Openai = await startOpenai({ apiKey, clock, policy, ...over });
  const account = async () => ({ apiKey, apiUrl: room.url });
  const model: TalkModel = openaiLanguageModel({ name: 'openai', model: 'gpt-4o', account, clock, isOpenai: true });
  return { room, model };
}

/** A call in text, answered by a model; everything that is said is heard, unless `isHeard` says otherwise. */
export async function openModelCall(
  house: House,
  model: TalkModel,
  caller: Caller,
  hearing: 'local' | 'free' = 'free',
) {
  const { t, context, callId } = await house.startedCall(caller, hearing);
  const brain: Brain<ModelState> = createModelBrain({ model });
  let state = brain.begin(context);
  let expected: Expectation | undefined;
  const actions: BrainAction[] = [];
  const results: { call: ToolCall; result: ToolResult }[] = [];
  const call = {
    t,
    callId,
    actions,
    results,
    isHeard: true,
    get state() {
      return state;
    },
    /** What may be said now. */
    get expected() {
      return expected;
    },
    async give(input: BrainInput): Promise<string> {
      t.authority.listen(input);
      const said: string[] = [];
      for (let next: BrainInput | null = input; next !== null; ) {
        const steps: AsyncGenerator<BrainAction, BrainStep<ModelState>> = brain.take(
          state,
          next,
          context,
          new AbortController().signal,
        );
        let step = await steps.next();
        while (step.done !== true) {
          const action: BrainAction = step.value;
          actions.push(action);
          if (action.kind === 'say') said.push(hear(action));
          step = await steps.next();
        }
        state = step.value.state;
        expected = step.value.expect;
        const asked: BrainAction | undefined = step.value.actions.find(({ kind }) => kind === 'tool');
        next = null;
        if (asked?.kind === 'tool') {
          const result = await executeTool(asked.call, t);
          results.push({ call: asked.call, result });
          next = { kind: 'tool-result', call: asked.call, result };
        }
      }
      return said.join(' ');
    },
    say: (text: string) =>
      call.give({ kind: 'heard', text, confidence: 1, source: hearing === 'local' ? 'local' : 'stt' }),
    key: (digits: string) => call.give({ kind: 'keyed', digits }),
    ended: () => actions.find((action) => action.kind === 'end')?.outcome ?? null,
    transferred: () => actions.findLast((action) => action.kind === 'transfer')?.reason ?? null,
  };
  const hear = (say: SayAction): string => {
    if (say.readBackId !== undefined && call.isHeard) t.authority.heard(say.readBackId);
    return say.text;
  };
  await call.give({ kind: 'call-started' });
  return call;
}

/** The last thing that was said to the model, and what the last tool answered. */
export function lastOf(messages: readonly ChatMessage[]): {
  said: string;
  result: { ok: boolean; code?: string; value?: unknown } | null;
} {
  const last = messages.at(-1);
  const text = typeof last?.content === 'string' ? last.content : '';
  if (last?.role === 'tool') return { said: '', result: JSON.parse(text) };
  return { said: last?.role === 'user' ? text : '', result: null };
}
