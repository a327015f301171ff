// The talk as the model reads it again: what was said, what was asked for, what came of it.
import type { Slot } from '@vaani/clinic';
import type { ToolCall } from '../brain.ts';
import type { TalkMessage } from './model.ts';
import type { ModelState } from './state.ts';

/** What the model said last. */
export const lastReply = ({ messages }: ModelState): string => {
  const last = messages.findLast(({ role }) => role === 'assistant');
  return last?.role === 'assistant' ? last.content : '';
};

/** Tools that were asked for along with it and will not run: each is answered, as the protocol asks. */
export function closed(state: ModelState): ModelState {
  const unrun = state.pending.map(
    ({ id }): TalkMessage => ({ role: 'tool', toolCallId: id, content: answerText({ ok: false, code: 'not-run' }) }),
  );
  return { ...state, pending: [], messages: [...state.messages, ...unrun] };
}

/** The write once more, now that it is confirmed: the model need not be asked. The history shows it as the model's own call. */
export function confirmed(state: ModelState, call: ToolCall): { state: ModelState; call: ToolCall } {
  const id = `m${state.calls + 1}`;
  const { name } = call;
  const own: TalkMessage = {
    role: 'assistant',
    content: '',
    toolCalls: [{ id, name, arguments: JSON.stringify(call.arguments) }],
  };
  const messages = [...state.messages, own];
  return { state: { ...state, awaiting: null, messages, calls: state.calls + 1 }, call: { ...call, id } };
}

/** What was cut off is not in the history; that it was cut off is. */
export function cutOff(messages: readonly TalkMessage[], heardText: string): TalkMessage[] {
  const at = messages.findLastIndex(({ role }) => role === 'assistant');
  const last = messages[at];
  if (last === undefined || last.role !== 'assistant' || (last.toolCalls ?? []).length > 0) return [...messages];
  return [
    ...messages.slice(0, at),
    { ...last, content: `${heardText} (interrupted)`.trim() },
    ...messages.slice(at + 1),
  ];
}

/** Longer answers of a tool cost more than they tell. Characters. */
const LONGEST_ANSWER = 4_000;

/** What a tool answered, as the model reads it. */
export const answerText = (result: unknown): string => JSON.stringify(result).slice(0, LONGEST_ANSWER);

/** The slots that a tool answered with. */
export function slotsIn(result: { ok: boolean; value?: unknown }): Slot[] {
  const value = result.value as { slots?: Slot[]; alternatives?: Slot[] } | undefined;
  return value?.slots ?? value?.alternatives ?? [];
}
