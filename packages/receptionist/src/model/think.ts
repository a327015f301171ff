import type { Slot } from '@vaani/clinic';
import type { BrainAction, BrainContext, SayAction, ToolCall } from '../brain.ts';
import { minutesOf } from '../language/civil.ts';
import { sayTime } from '../language/spoken.ts';
import { say } from '../rules/speak.ts';
import { localAt, timesSaid } from '../times-said.ts';
import { toolDefinitions } from '../tools/definitions.ts';
import { offerIdOf } from '../tools/offer-id.ts';
import { nextPiece, noBreath } from './breath.ts';
import type { TalkEvent, TalkMessage, TalkModel, TalkRequest, TalkToolCall } from './model.ts';
import { PROMPT_VERSION, systemPrompt } from './prompt.ts';
import { wholeSentences } from './sentences.ts';
import { KEPT_MESSAGES, MOST_MESSAGES, type ModelState } from './state.ts';

/** Nobody listens to more on the telephone. */
const MOST_SENTENCES = 2;
const MOST_TOKENS = 300;
const TEMPERATURE = 0.3;
/** A sentence that is never to end is cut off here. */
const LONGEST_SENTENCE = 400;

export interface Thought {
  state: ModelState;
  calls: ToolCall[];
  isFailed: boolean;
}

/**
 * One answer of the model: its first two sentences, each as soon as it is whole, and the tools it asks for.
 * @param options.isInPieces the first sentence comes as it is written: for who speaks it.
 */
export async function* think(
  model: TalkModel,
  state: ModelState,
  context: BrainContext,
  options: { signal: AbortSignal; onFailure: (error: unknown) => void; isInPieces: boolean },
): AsyncGenerator<BrainAction, Thought> {
  const { signal, onFailure } = options;
  const spoken: string[] = [];
  const asked: TalkToolCall[] = [];
  let open = '';
  let isFailed = false;
  let tokens = 0;
  let breath = noBreath;
  const left = () => MOST_SENTENCES - spoken.length;
  function* speakOut(sentences: readonly string[]): Generator<SayAction> {
    for (const sentence of sentences.slice(0, left())) {
      const text = sentence.slice(0, LONGEST_SENTENCE);
      spoken.push(text);
      const { given } = breath;
      breath = noBreath;
      const whole = sayOf(text, state, context);
      const rest = text.slice(given).trim();
      yield given === 0 ? whole : { ...whole, text: rest, breath: 'ends' };
    }
  }
  /** What is known of the first sentence, as soon as a voice can begin with it. */
  function* speakAhead(): Generator<SayAction> {
    if (!options.isInPieces || spoken.length > 0) return;
    const next = nextPiece(open, breath);
    if (next === null || next.breath.given > LONGEST_SENTENCE) return;
    const isFirst = breath.given === 0;
    breath = next.breath;
    const { language } = state.dialogue;
    yield { ...say(asSpoken(next.piece), language, 'reply'), breath: isFirst ? 'begins' : 'goes-on' };
  }
  const events = eventsOf(model, requestOf(state, context, signal));
  for (;;) {
    const next = await nextOf(events);
    if ('failure' in next) {
      isFailed = true;
      onFailure(next.failure);
    }
    if (!('event' in next)) break;
    const { event } = next;
    if (event.kind === 'text' && left() > 0) {
      const { sentences, rest } = wholeSentences((open + event.text).trimStart());
      yield* speakOut(sentences);
      open = rest;
      yield* speakAhead();
    }
    if (event.kind === 'tool-call') asked.push(event.call);
    if (event.kind === 'done' && event.usage !== null)
      tokens = event.usage.promptTokens - event.usage.cachedTokens + event.usage.completionTokens;
  }
  if (!signal.aborted && !isFailed) yield* speakOut(open.trim() === '' ? [] : [open.trim()]);
  // What was begun and never ended was heard.
  const begun = open.slice(0, breath.given).trim();
  const content = [...spoken, ...(begun === '' ? [] : [begun])].join(' ');
  const calls = isFailed ? [] : asked.map((call, index) => ({ ...call, id: `m${state.calls + index + 1}` }));
  const isSilent = content === '' && calls.length === 0;
  const message: TalkMessage = { role: 'assistant', content, ...(calls.length === 0 ? {} : { toolCalls: calls }) };
  return {
    state: {
      ...state,
      messages: isSilent ? state.messages : [...state.messages, message],
      trips: state.trips + 1,
      hasSpoken: state.hasSpoken || content !== '',
      spentTokens: state.spentTokens + tokens,
      calls: state.calls + calls.length,
    },
    calls: calls.map(({ id, name, arguments: given }) => ({ id, name, arguments: argumentsOf(given) })),
    isFailed,
  };
}

function eventsOf(model: TalkModel, request: TalkRequest): AsyncIterator<TalkEvent> {
  return (async function* () {
    yield* model.stream(request);
  })();
}

/** What comes next, nothing at the end, or why there is no more: only what the model throws is its failure, what we do with its words is not. */
async function nextOf(
  events: AsyncIterator<TalkEvent>,
): Promise<{ event: TalkEvent } | { failure: unknown } | Record<never, never>> {
  try {
    const { done, value } = await events.next();
    return done === true ? {} : { event: value };
  } catch (failure) {
    return { failure };
  }
}

function requestOf({ messages, facts, promptLanguage }: ModelState, context: BrainContext, signal: AbortSignal) {
  return {
    messages: [
      { role: 'system' as const, content: systemPrompt(context.clinic, promptLanguage) },
      { role: 'system' as const, content: facts },
      ...recent(messages),
    ],
    tools: toolDefinitions,
    maxTokens: MOST_TOKENS,
    temperature: TEMPERATURE,
    cacheKey: `${context.clinic.id}:${promptLanguage}:${PROMPT_VERSION}`,
    signal,
  };
}

/** The last of a long talk, from words of the caller on: no tool's answer without its call. */
function recent(messages: readonly TalkMessage[]): readonly TalkMessage[] {
  if (messages.length <= MOST_MESSAGES) return messages;
  const stride = MOST_MESSAGES - KEPT_MESSAGES;
  const cut = Math.ceil((messages.length - MOST_MESSAGES) / stride) * stride;
  const from = messages.findIndex(({ role }, at) => at >= cut && role === 'user');
  return from < 0 ? messages : messages.slice(from);
}

/** What the model wrote as arguments; what is no object is none, and refused by the tool. */
function argumentsOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

const asSpoken = (text: string) => ({ text, spoken: text });

/** A sentence of the model; where it names times that were found, they count as offered once it was heard. */
function sayOf(text: string, { dialogue, slots }: ModelState, context: BrainContext): SayAction {
  const offered = namedIn(text, slots, context);
  const readBackId = offerIdOf({ slots: offered });
  return say({ ...asSpoken(text), ...(offered.length === 0 ? {} : { readBackId }) }, dialogue.language, 'reply');
}

/** The slots whose hour, and where one is named whose day, a sentence says. */
function namedIn(text: string, slots: readonly Slot[], context: BrainContext): Slot[] {
  const { zone, now } = context;
  const readings = timesSaid(text, { now, zone });
  const dates = readings.flatMap(({ date }) => (date === undefined ? [] : [date]));
  const named = slots.filter(({ startsAt }) => {
    const { date, time } = localAt(startsAt, zone);
    return (
      (dates.length === 0 || dates.includes(date)) && (readings.some((one) => one.time === time) || isTold(text, time))
    );
  });
  return named.toSorted((a, b) => placeOf(text, a, zone) - placeOf(text, b, zone)).slice(0, 6);
}

/** How an hour may stand in a sentence. */
function formsOf(time: string): string[] {
  const minutes = minutesOf(time);
  const hour = Math.floor(minutes / 60) % 12 || 12;
  const clock = `${hour}:${String(minutes % 60).padStart(2, '0')}`;
  const said = (['en', 'hi', 'hi-en'] as const).flatMap((language) => {
    const { text, spoken } = sayTime(time, language);
    return [text, spoken, spoken.replace(/^\S+\s/, '')];
  });
  return [...said, clock, time].map((form) => form.toLowerCase());
}

const isTold = (text: string, time: string): boolean => formsOf(time).some((form) => isIn(text.toLowerCase(), form));

const isIn = (text: string, form: string): boolean => {
  const at = text.indexOf(form);
  return at >= 0 && !/[\d:]/.test(text.charAt(at - 1)) && !/[\d:]/.test(text.charAt(at + form.length));
};

/** Where in the sentence the hour stands: the first that is said is "the first one". */
function placeOf(text: string, slot: Slot, zone: string): number {
  const places = formsOf(localAt(slot.startsAt, zone).time).map((form) => text.toLowerCase().indexOf(form));
  return Math.min(...places.map((at) => (at < 0 ? Number.MAX_SAFE_INTEGER : at)));
}
