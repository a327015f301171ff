import type { BrainContext, BrainInput } from '../brain.ts';
import { understandIntent } from '../language/intent.ts';
import { ask } from './ask.ts';
import { gather, merged } from './gather.ts';
import { greeting } from './greeting.ts';
import { askAgain } from './hear.ts';
import { said, say } from './speak.ts';
import type { DialogueState, Outcome, Phase } from './state.ts';
import type { WordKey } from './words.ts';

type HandedBack = BrainInput & { kind: 'handed-back' };

/** What the caller hears first, by why the talk is the assistant's again. */
export const backWords: Record<HandedBack['why'], WordKey> = {
  'handed-back': 'backAgain',
  hold: 'thanksForWaiting',
  'line-lost': 'colleagueLost',
  'not-reached': 'nobodyReached',
};

/** Nobody has told this caller yet who speaks, and that it is written down. */
export const isUngreeted = ({ question }: DialogueState): boolean => question.text === '';

/**
 * The talk is the assistant's again. What the caller told a colleague meanwhile counts as told to it; a read-back from before does not, and is read again.
 */
export function handedBack(before: DialogueState, input: HandedBack, context: BrainContext): Outcome {
  const state = input.turns
    .filter(({ who }) => who === 'caller')
    .reduce((known, { text }) => toldMeanwhile(known, text, context), atRest(before));
  if (input.why === 'not-reached')
    return open(state, say(said(backWords['not-reached'], state.language), state.language));
  if (isUngreeted(before)) {
    const { text, spoken, language } = greeting(context);
    return ask({ ...state, language }, 'open', 'greeting', { text, spoken: spoken ?? text });
  }
  const first = say(said(backWords[input.why], state.language), state.language);
  const next = askAgain(state, context);
  return { ...next, actions: [first, ...next.actions] };
}

function open(state: DialogueState, first: Outcome['actions'][number]): Outcome {
  const asked = ask({ ...state, goal: null }, 'open', 'listening', said('helpOn', state.language));
  return { ...asked, actions: [first, ...asked.actions] };
}

const underWay: readonly Phase[] = ['working', 'transferring', 'ended'];

/** What was under way when the talk was taken is over. */
const atRest = (state: DialogueState): DialogueState => ({
  ...state,
  ...(underWay.includes(state.phase) ? { phase: 'open' as const } : {}),
  ...{ silences: 0, unclear: 0, askedAgain: 0 },
  outcome: state.outcome === 'transferred' ? null : state.outcome,
});

/** What the caller wished, as far as the words bring something. */
function toldMeanwhile(state: DialogueState, text: string, context: BrainContext): DialogueState {
  const intent = understandIntent(text);
  if (intent === 'info' && state.goal === null) return state;
  const got = gather(text, state, context);
  if (got.isEmpty && intent !== 'book') return state;
  const known = merged({ ...state, goal: state.goal ?? 'book' }, got);
  return state.phase === 'open' && known.goal === 'book' ? { ...known, phase: 'day' } : known;
}
