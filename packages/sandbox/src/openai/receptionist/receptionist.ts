import {
  type BrainAction,
  type BrainContext,
  type BrainInput,
  createDialogue,
  type DialogueState,
  decide,
  type ToolCall,
  type ToolResult,
} from '@vaani/receptionist';
import type { ChatMessage } from '../check-chat.ts';
import type { Answer, Policy } from '../policy.ts';
import { summaryOf } from './summary.ts';
import { contextToldIn } from './told-context.ts';

const notUnderstood: Answer = { text: 'Sorry, could you say that again?' };

/** What a tool answers is cut off in the talk where it is long: more slots than these would be. */
const MOST_SLOTS = 8;

/** Outcomes of a call that the tool takes. */
const outcomes = ['booked', 'moved', 'cancelled', 'informed', 'message', 'emergency', 'failed'];

/**
 * The receptionist's rules as the mind of an emulated model, so that a whole call goes through a model's wire at a model's pace. Pure: the talk is replayed
 * through the rules each time, and what they would do last is the answer, in a model's terms. Of a talk whose beginning was cut off it knows the rest.
 */
export const receptionist: Policy = (messages, tools) => {
  const summary = summaryOf(messages);
  if (summary !== null) return summary;
  const context = contextToldIn(messages);
  if (context === null) return notUnderstood;
  const talk = replay(messages, context);
  const answer = offered(answerOf(talk, context), tools);
  const { text } = answer;
  const said = wordsCutOff(messages);
  if (text === undefined) return answer.toolCalls === undefined ? notUnderstood : answer;
  return { ...answer, text: text.startsWith(said) ? text.slice(said.length) : text };
};

interface Talk {
  state: DialogueState;
  /** What the rules would do now. */
  actions: BrainAction[];
}

function replay(messages: readonly ChatMessage[], context: BrainContext): Talk {
  let talk: Talk = { state: createDialogue(context), actions: [] };
  const take = (input: BrainInput, from = talk.state): Talk => decide(from, input, context);
  const asked = new Map<string, { call: ToolCall; state: DialogueState }>();
  let before: ChatMessage['role'] | undefined;
  talk = take({ kind: 'call-started' });
  for (const message of messages) {
    switch (message.role) {
      case 'user':
        talk = take(inputOf(message.content));
        break;
      case 'assistant': {
        const written = writeOf(talk, context);
        for (const { id, function: of } of message.tool_calls ?? []) {
          const { call, state } = written ?? { call: toolIn(talk.actions), state: talk.state };
          asked.set(id, { call: call?.name === of.name ? call : { id, name: of.name, arguments: {} }, state });
        }
        // Two replies in a row: the caller said nothing in between, and was asked whether they are there.
        if (before === 'assistant' && message.tool_calls === undefined) {
          const silent = take({ kind: 'silence' });
          if (wordsOf(silent.actions) === message.content) talk = silent;
        }
        break;
      }
      case 'tool': {
        const result = resultOf(message.content);
        const { call, state } = asked.get(message.tool_call_id) ?? {};
        // The caller hears it read back now, by the telephone itself: what they answer to it comes next.
        const isReadBack = !result.ok && ['read-back-not-heard', 'not-confirmed'].includes(result.code);
        if (call !== undefined && !isReadBack) talk = take({ kind: 'tool-result', call, result }, state);
      }
    }
    before = message.role;
  }
  return talk;
}

/** Keys stand in the talk as "(pressed 1 for yes)". */
function inputOf(content: string): BrainInput {
  const digits = /^\(pressed ([\d*#]+)(?: for yes)?\)$/.exec(content)?.[1];
  return digits === undefined
    ? { kind: 'heard', text: content, confidence: 1, source: 'stt' }
    : { kind: 'keyed', digits };
}

function resultOf(content: string): ToolResult {
  try {
    return JSON.parse(content) as ToolResult;
  } catch {
    return { ok: false, code: 'garbled' };
  }
}

/** Where the rules would read something back, a model asks for the write itself: what they would do on a yes. Null where they would not. */
function writeOf({ state, actions }: Talk, context: BrainContext): { call: ToolCall; state: DialogueState } | null {
  if (!actions.some((action) => action.kind === 'say' && action.purpose === 'read-back')) return null;
  const confirmed = decide(state, { kind: 'keyed', digits: '1' }, context);
  const call = toolIn(confirmed.actions);
  return call === undefined ? null : { call, state: confirmed.state };
}

function answerOf(talk: Talk, context: BrainContext): Answer {
  const { state, actions } = talk;
  const transfer = actions.find(({ kind }) => kind === 'transfer');
  // Who is connected hears so by the telephone itself.
  if (transfer?.kind === 'transfer') return calling('transfer_to_human', { reason: transfer.reason });
  const written = writeOf(talk, context)?.call;
  const call = written ?? toolIn(actions);
  const words = wordsOf(actions, written === undefined ? '' : state.question.text);
  const text = words === '' ? {} : { text: words };
  if (call !== undefined) return { ...text, ...calling(call.name, call.arguments) };
  const end = actions.find(({ kind }) => kind === 'end');
  if (end?.kind !== 'end') return text;
  return { ...text, ...calling('end_call', { outcome: outcomes.includes(end.outcome) ? end.outcome : 'informed' }) };
}

const toolIn = (actions: readonly BrainAction[]): ToolCall | undefined =>
  actions.find((action) => action.kind === 'tool')?.call;

const calling = (name: string, given: Record<string, unknown>): Answer => {
  const { limit } = given;
  const few = typeof limit === 'number' && limit > MOST_SLOTS ? { limit: MOST_SLOTS } : {};
  return { toolCalls: [{ name, arguments: { ...given, ...few } }] };
};

/** All that is said, but for `without`. */
const wordsOf = (actions: readonly BrainAction[], without = ''): string =>
  actions
    .flatMap((action) => (action.kind === 'say' ? action.text.replace(without, '').trim() : []))
    .filter((words) => words !== '')
    .join(' ');

/** Tools that are not offered are not asked for. */
function offered({ toolCalls = [], ...words }: Answer, tools: readonly string[]): Answer {
  const may = toolCalls.filter(({ name }) => tools.includes(name));
  return may.length === 0 ? words : { ...words, toolCalls: may };
}

/** One who takes over in the middle of a reply is told what was said of it, and then to go on. */
function wordsCutOff(messages: readonly ChatMessage[]): string {
  const [reply, order] = messages.slice(-2);
  return reply?.role === 'assistant' && order?.role === 'system' ? (reply.content ?? '') : '';
}
