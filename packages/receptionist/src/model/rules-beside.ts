// What the rules do in a model's call: they say what code decides, keep their own state beside it, and go on alone where it fails.
import type { BrainAction, BrainContext, BrainInput, SayAction } from '../brain.ts';
import { endCall } from '../rules/ask.ts';
import { decide } from '../rules/decide.ts';
import { say } from '../rules/speak.ts';
import type { DialogueState, Outcome } from '../rules/state.ts';
import type { TalkMessage } from './model.ts';
import type { ModelState } from './state.ts';

export type Step = AsyncGenerator<BrainAction, ModelState>;

/** From here on the rules answer. */
export async function* byRules(before: ModelState, input: BrainInput, context: BrainContext): Step {
  const { state, actions } = decide(before.dialogue, input, context);
  yield* actions;
  return { ...before, mode: 'rules', dialogue: state, pending: [], awaiting: null };
}

/** What the rules say in the model's stead: it is told of it. */
export async function* told(before: ModelState, { state, actions }: Outcome): Step {
  yield* actions;
  const words = actions.filter((action): action is SayAction => action.kind === 'say').map(({ text }) => text);
  const messages: TalkMessage[] =
    words.length === 0 ? before.messages : [...before.messages, { role: 'assistant', content: words.join(' ') }];
  const isWorking = actions.some(({ kind }) => kind === 'tool');
  // A tool that the rules asked for is answered by the rules.
  return { ...before, dialogue: state, messages, awaiting: null, mode: isWorking ? 'rules' : before.mode };
}

/** One sentence of ours, which the model is told of. */
export async function* saidOnly(state: ModelState, sentence: { text: string; spoken: string }): Step {
  yield say(sentence, state.dialogue.language);
  return { ...state, messages: [...state.messages, { role: 'assistant', content: sentence.text }] };
}

/** The model ends the call: with its own last words, or with ours where it has none. */
export async function* ended(state: ModelState): Step {
  const { state: dialogue, actions } = endCall(state.dialogue);
  yield* state.hasSpoken ? actions.filter(({ kind }) => kind === 'end') : actions;
  return { ...state, dialogue };
}

/** The rules' state after a result, without what they would do next. */
export function inStep(
  before: DialogueState,
  input: BrainInput & { kind: 'tool-result' },
  context: BrainContext,
): DialogueState {
  const { call, result } = input;
  if (call.name === 'set_language' && result.ok) {
    const { language } = result.value as { language: DialogueState['language'] };
    return { ...before, language, phase: 'open' };
  }
  const known = ['clinic_info', 'transfer_to_human', 'end_call', 'register_patient', 'leave_message'];
  if (known.includes(call.name)) {
    const outcome =
      call.name === 'leave_message' && result.ok ? (before.outcome ?? ('message' as const)) : before.outcome;
    return { ...before, outcome, phase: 'open' };
  }
  const { state } = decide(before, input, context);
  if (state.phase === 'working') return { ...state, phase: state.offered.length > 0 ? 'slots' : 'open' };
  return state.phase === 'transferring' || state.phase === 'ended' ? { ...before, phase: 'open' } : state;
}
