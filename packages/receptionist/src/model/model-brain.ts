import type { Brain, BrainAction, BrainContext, BrainInput, BrainStep, ToolCall } from '../brain.ts';
import { requestedLanguage } from '../language/detect.ts';
import { isEmergency } from '../language/emergency.ts';
import { understandIntent } from '../language/intent.ts';
import { otherLanguageIn } from '../language/other-language.ts';
import { personReason } from '../language/person-reason.ts';
import { confirms, understandYesNo } from '../language/yes-no.ts';
import { emergency, toPerson } from '../rules/ask.ts';
import { createDialogue, decide } from '../rules/decide.ts';
import { expectationOf } from '../rules/expect.ts';
import { backWords, isUngreeted } from '../rules/handed-back.ts';
import { isUrgentAfterHours, languageOf } from '../rules/hear.ts';
import { said, say } from '../rules/speak.ts';
import { whispered } from '../rules/whispered.ts';
import { confirmable, MOST_UNCLEAR } from '../tools/authority.ts';
import { answerText, closed, confirmed, cutOff, lastReply, slotsIn } from './history.ts';
import type { TalkMessage, TalkModel } from './model.ts';
import { callFacts } from './prompt.ts';
import { byRules, ended, inStep, type Step, saidOnly, told } from './rules-beside.ts';
import { afterCall, afterReply, afterWords, readBackOf } from './shadow.ts';
import { handedBackNote, noted, staffNote, staffSentence, talkedMessage } from './staff-notes.ts';
import { MOST_TRIPS, type ModelState, TOKEN_BUDGET } from './state.ts';
import { think } from './think.ts';

/**
 * A model as a brain. It proposes words and tools; what is safe, what is read back and when a person is fetched is decided here and in the guard, in
 * code. Emergencies and the wish for a person never reach it. Where it fails, or has cost enough, the rules go on in the same call from what was
 * gathered so far.
 */
export function createModelBrain(options: {
  model: TalkModel;
  /** The model failed, and the rules took over: for the log. */
  onFailure?: (error: unknown) => void;
  /** Sentences are said in pieces as they are written: for a voice, not for readers. */
  isInPieces?: boolean;
}): Brain<ModelState> {
  const { onFailure = () => undefined, isInPieces = false } = options;

  async function* take(
    before: ModelState,
    input: BrainInput,
    context: BrainContext,
    signal: AbortSignal,
  ): AsyncGenerator<BrainAction, BrainStep<ModelState>> {
    const actions: BrainAction[] = [];
    const steps = before.mode === 'rules' ? byRules(before, input, context) : byModel(before, input, context, signal);
    for (;;) {
      const next = await steps.next();
      if (next.done === true) {
        return { state: next.value, actions, expect: expectationOf(next.value.dialogue, context) };
      }
      actions.push(next.value);
      yield next.value;
    }
  }

  async function* byModel(before: ModelState, input: BrainInput, context: BrainContext, signal: AbortSignal): Step {
    const { dialogue } = before;
    switch (input.kind) {
      case 'call-started': {
        const greeted = decide(dialogue, input, context);
        return yield* told(before, greeted);
      }
      case 'heard':
        return input.text.trim() === ''
          ? yield* unclear(before, context)
          : yield* heard(before, input, context, signal);
      case 'keyed':
        return yield* keyed(before, input, context, signal);
      case 'unclear':
        return yield* unclear(before, context);
      case 'silence':
      case 'long-call':
        return yield* told(before, decide(dialogue, input, context));
      case 'interrupted':
        return { ...before, messages: cutOff(before.messages, input.heardText) };
      case 'trouble':
        return yield* byRules(before, input, context);
      case 'whispered':
        return { ...before, messages: [...before.messages, noted(staffNote(input.text))] };
      case 'said-for-staff':
        return { ...before, messages: [...before.messages, noted(staffSentence(input.text))] };
      case 'handed-back':
        return yield* handedBack(before, input, context, signal);
      case 'tool-result':
        return yield* resulted(before, input, context, signal);
    }
  }

  async function* heard(
    before: ModelState,
    input: BrainInput & { kind: 'heard' },
    context: BrainContext,
    signal: AbortSignal,
  ): Step {
    const { text } = input;
    const language = languageOf(input, before.dialogue.language);
    const dialogue = { ...before.dialogue, language, silences: 0, unclear: 0, turns: before.dialogue.turns + 1 };
    if (isEmergency(text)) return yield* told(before, emergency(dialogue, context));
    const foreign = otherLanguageIn(text);
    if (foreign !== null)
      return yield* told(before, toPerson(dialogue, context, `language:${foreign}`, 'otherLanguage'));
    if (isUrgentAfterHours(text, context))
      return yield* told(before, toPerson(dialogue, context, 'emergency', 'urgent'));
    if (understandIntent(text) === 'human') return yield* told(before, toPerson(dialogue, context, personReason(text)));
    const next: ModelState = {
      ...before,
      dialogue: afterWords(dialogue, text, context),
      messages: [...before.messages, { role: 'user', content: text }],
      promptLanguage: requestedLanguage(text) ?? before.promptLanguage,
      trips: 0,
      hasSpoken: false,
    };
    const { awaiting } = before;
    if (awaiting === null) return yield* onwards(next, { state: before, input }, context, signal);
    const isLocal = input.source === 'local';
    if (confirms(text, { isPhraseNeeded: isLocal, of: confirmable[kindOfWrite(awaiting)] })) {
      return yield* askConfirmed(next, awaiting);
    }
    if (isLocal && understandYesNo(text) === 'yes') return yield* saidOnly(next, said('hintGoAhead', language));
    return yield* onwards({ ...next, awaiting: null }, { state: before, input }, context, signal);
  }

  async function* keyed(
    before: ModelState,
    input: BrainInput & { kind: 'keyed' },
    context: BrainContext,
    signal: AbortSignal,
  ): Step {
    const { digits } = input;
    const dialogue = { ...before.dialogue, silences: 0, unclear: 0, turns: before.dialogue.turns + 1 };
    if (digits === '0') return yield* told(before, toPerson(dialogue, context, 'asked'));
    const { awaiting } = before;
    const content = awaiting !== null && digits === '1' ? '(pressed 1 for yes)' : `(pressed ${digits})`;
    const messages: TalkMessage[] = [...before.messages, { role: 'user', content }];
    const next = { ...before, dialogue, messages, awaiting: null, trips: 0, hasSpoken: false };
    if (awaiting !== null && digits === '1') return yield* askConfirmed(next, awaiting);
    return yield* onwards(next, { state: before, input }, context, signal);
  }

  /** A person had the talk: the model reads what was said, and goes on. */
  async function* handedBack(
    before: ModelState,
    input: BrainInput & { kind: 'handed-back' },
    context: BrainContext,
    signal: AbortSignal,
  ): Step {
    const talked = input.turns.map(talkedMessage);
    if (isUngreeted(before.dialogue) || input.why === 'not-reached') {
      const messages = [...closed(before).messages, ...talked];
      return yield* told({ ...before, messages, pending: [] }, decide(before.dialogue, input, context));
    }
    const { dialogue } = before;
    const spoken = input.turns.filter(({ who }) => who === 'caller');
    const known = spoken.reduce((state, { text }) => afterWords(state, text, context), dialogue);
    const first = said(backWords[input.why], dialogue.language);
    yield say(first, dialogue.language);
    const messages: TalkMessage[] = [
      ...closed(before).messages,
      ...talked,
      { role: 'assistant', content: first.text },
      noted(handedBackNote),
    ];
    const phase = known.phase === 'ended' || known.phase === 'transferring' ? 'open' : known.phase;
    const next: ModelState = {
      ...before,
      ...{ messages, pending: [], awaiting: null, trips: 0, hasSpoken: false },
      dialogue: { ...known, phase, silences: 0, unclear: 0 },
    };
    return yield* onwards(next, { state: before, input }, context, signal);
  }

  /** Nothing was made out: asked again without the model; a third time in a row, a person. */
  async function* unclear(before: ModelState, context: BrainContext): Step {
    const dialogue = { ...before.dialogue, unclear: before.dialogue.unclear + 1, silences: 0 };
    if (dialogue.unclear >= MOST_UNCLEAR) {
      return yield* told(before, toPerson(dialogue, context, 'not-understood', 'cannotMyself'));
    }
    const hint = said(dialogue.unclear === 1 ? 'sayAgain' : 'hintOpen', dialogue.language);
    return yield* saidOnly({ ...before, dialogue }, said('again', dialogue.language, { hint }));
  }

  async function* resulted(
    before: ModelState,
    input: BrainInput & { kind: 'tool-result' },
    context: BrainContext,
    signal: AbortSignal,
  ): Step {
    const { call, result } = input;
    if (!result.ok && result.code === 'unavailable') return yield* byRules(before, input, context);
    const answered: ModelState = {
      ...before,
      messages: [...before.messages, { role: 'tool', toolCallId: call.id, content: answerText(result) }],
      slots: [...slotsIn(result), ...before.slots].slice(0, 60),
    };
    if (!result.ok && result.code === 'too-many-identifications') {
      return yield* told(closed(answered), toPerson(answered.dialogue, context, 'identification', 'cannotMyself'));
    }
    if (!result.ok && ['read-back-not-heard', 'not-confirmed'].includes(result.code)) {
      const read = readBackOf(answered.dialogue, call, context);
      if (read !== null) {
        yield read.say;
        const rest = closed(answered);
        const messages: TalkMessage[] = [...rest.messages, { role: 'assistant', content: read.say.text }];
        return { ...rest, messages, dialogue: read.dialogue, awaiting: call, hasSpoken: true };
      }
    }
    const next = { ...answered, dialogue: inStep(answered.dialogue, input, context) };
    if (result.ok && call.name === 'transfer_to_human') {
      return yield* told(closed(next), toPerson(next.dialogue, context, String(call.arguments.reason)));
    }
    if (result.ok && call.name === 'end_call') return yield* ended(closed(next));
    const [queued, ...pending] = next.pending;
    if (queued !== undefined) return yield* askTool({ ...next, pending }, queued);
    const language = call.name === 'set_language' && result.ok ? next.dialogue.language : next.promptLanguage;
    return yield* onwards({ ...next, promptLanguage: language }, { state: before, input }, context, signal);
  }

  /** A trip to the model: words as they come, and at the end the first of the tools it asks for. */
  async function* onwards(
    state: ModelState,
    from: { state: ModelState; input: BrainInput },
    context: BrainContext,
    signal: AbortSignal,
  ): Step {
    if (state.trips >= MOST_TRIPS || state.spentTokens >= TOKEN_BUDGET)
      return yield* byRules(from.state, from.input, context);
    const thought = yield* think(options.model, state, context, { signal, onFailure, isInPieces });
    if (signal.aborted) return from.state;
    if (thought.isFailed) {
      // What it had begun to say was heard; the rules answer the same words, or the same result, once more.
      return yield* byRules({ ...from.state, messages: thought.state.messages }, from.input, context);
    }
    const [first, ...pending] = thought.calls;
    if (first !== undefined) return yield* askTool({ ...thought.state, pending }, first);
    const { dialogue, hasSpoken } = thought.state;
    if (hasSpoken) return { ...thought.state, dialogue: afterReply(dialogue, lastReply(thought.state), context) };
    return yield* byRules(from.state, from.input, context);
  }

  /** The tool is the last of its step: what follows depends on its result. */
  async function* askTool(state: ModelState, call: ToolCall): Step {
    const dialogue = afterCall(state.dialogue, call, state.slots);
    yield { kind: 'tool', call };
    return { ...state, dialogue };
  }

  async function* askConfirmed(before: ModelState, awaiting: ToolCall): Step {
    const { state, call } = confirmed(before, awaiting);
    return yield* askTool(state, call);
  }

  return {
    kind: 'model',
    begin: (context) => ({
      mode: 'model',
      dialogue: createDialogue(context),
      messages: [],
      facts: callFacts(context),
      promptLanguage: context.languageGuess,
      slots: [],
      pending: [],
      awaiting: null,
      trips: 0,
      hasSpoken: false,
      spentTokens: 0,
      calls: 0,
    }),
    take,
    outcomeOf: ({ dialogue }) => dialogue.outcome,
    languageOf: ({ dialogue }) => dialogue.language,
    takesNote: ({ mode, dialogue }, note, context) =>
      (mode === 'model' && context.hearing === 'free') || whispered(dialogue, note, context) !== null,
  };
}

const kindOfWrite = ({ name }: ToolCall) => {
  const kinds = {
    book_appointment: 'book',
    reschedule_appointment: 'move',
    cancel_appointment: 'cancel',
    restore_appointment: 'restore',
    join_waitlist: 'wait',
    register_patient: 'register',
  } as const;
  return Object.hasOwn(kinds, name) ? kinds[name as keyof typeof kinds] : 'book';
};
