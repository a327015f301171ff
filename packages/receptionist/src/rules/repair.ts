import type { BrainContext } from '../brain.ts';
import type { Said } from '../language/spoken.ts';
import { ask, endCall, toPerson } from './ask.ts';
import { menuOf } from './menu.ts';
import { type Asked, said, say } from './speak.ts';
import type { DialogueState, Outcome, Phase } from './state.ts';
import type { WordKey } from './words.ts';

const hints: Partial<Record<Phase, WordKey>> = {
  doctor: 'hintDoctor',
  day: 'hintDay',
  time: 'hintDay',
  'which-day': 'hintDay',
  slots: 'hintSlots',
  which: 'hintSlots',
  patient: 'hintPatient',
  identify: 'hintPatient',
  phone: 'hintKeys',
  birth: 'hintKeys',
  age: 'hintAge',
  guardian: 'askGuardian',
  'restore-confirm': 'hintGoAhead',
  'wait-confirm': 'hintGoAhead',
  'wait-offer': 'hintDay',
  'queue-doctor': 'hintDoctor',
  confirm: 'hintConfirm',
  'cancel-confirm': 'hintCancel',
  change: 'hintChange',
};

/** A move is confirmed in other words than a booking. */
const hintOf = ({ phase, goal, language }: DialogueState): Said =>
  said(phase === 'confirm' && goal === 'move' ? 'hintMove' : (hints[phase] ?? 'hintOpen'), language);

/** Not understood: once, say it again, with what may be said; twice, the keys; a third time, a person. */
export function notUnderstood(state: DialogueState, context: BrainContext): Outcome {
  const unclear = state.unclear + 1;
  const next = { ...state, unclear };
  if (unclear >= 3) return toPerson(next, context, 'not-understood', 'cannotMyself');
  if (unclear === 1) return repeatWith(next, said('again', state.language, { hint: hintOf(state) }));
  const options = menuOf(state, context);
  if (options.length <= 1) return repeatWith(next, said('again', state.language, { hint: hintOf(state) }));
  const parts = options.map(({ key, label }) =>
    said('keyFor', state.language, { key: { text: key, spoken: key }, label }),
  );
  const list = { text: parts.map(({ text }) => text).join(', '), spoken: parts.map(({ spoken }) => spoken).join(', ') };
  return repeatWith(next, said('menu', state.language, { options: list }));
}

/** Says something without changing what is being waited for. */
export function repeatWith(state: DialogueState, sentence: Asked): Outcome {
  return { state, actions: [say(sentence, state.language)] };
}

/** The caller says nothing: ask once, offer a callback, then end kindly. */
export function silent(state: DialogueState, context: BrainContext): Outcome {
  const silences = state.silences + 1;
  const next = { ...state, silences };
  if (silences === 1) return repeatWith(next, said('still', state.language, { hint: hintOf(state) }));
  if (silences === 2 && context.callerPhone !== null && state.outcome === null) {
    return ask(next, 'offer-callback', 'taking-message', said('offerCallback', state.language));
  }
  return endCall(next, state.outcome === null ? 'noLine' : 'goodbye');
}
