import type { BrainContext, BrainInput } from '../brain.ts';
import { understandIntent } from '../language/intent.ts';
import { hasPhrase, phrases } from '../language/phrases.ts';
import { tokenise } from '../language/tokens.ts';
import { type Confirmable, confirms, understandYesNo } from '../language/yes-no.ts';
import { fitsReading } from '../times-said.ts';
import { ask } from './ask.ts';
import { afterHold, book, doctorsSaid, wait } from './booking.ts';
import { gather, heardName, merged } from './gather.ts';
import { cancelIt, restoreIt } from './known.ts';
import { proceed } from './proceed.ts';
import { notUnderstood, repeatWith } from './repair.ts';
import { said } from './speak.ts';
import { cleared, type DialogueState, type Outcome, type Phase } from './state.ts';
import { patientIn, wholeNameIn } from './who.ts';
import type { WordKey } from './words.ts';

type Heard = BrainInput & { kind: 'heard' };

export const leaving = phrases('leave it|never mind|rehne do|rehne dijiye|rahne do|रहने दो|रहने दीजिए');
export const changes = phrases('change|badal|badalna|badal do|badal dijiye|बदल|बदलना|बदलिए|different|galat|wrong|गलत');

/** The answer to a read-back of a booking or a move: a correction of any of its parts first, then the confirmation. */
export function onConfirm(state: DialogueState, input: Heard, context: BrainContext): Outcome | null {
  const { slot } = state;
  const { text } = input;
  const got = gather(text, state, context);
  const isNo = understandYesNo(text) === 'no';
  const other = patientIn(text, context) ?? (isNo ? wholeNameIn(text, context) : null);
  // "No, leave it, I will call later" names no later time.
  const isNoTime = got.readings.every(({ date, time }) => date === undefined && time === undefined);
  if (hasPhrase(tokenise(text), leaving) && understandYesNo(text) !== 'yes' && isNoTime) return left(state);
  const isOther =
    slot !== null &&
    ((got.doctorIds.length > 0 && !got.doctorIds.includes(slot.doctorId)) ||
      got.specialities.length > 0 ||
      (got.readings.length > 0 && !got.readings.some((reading) => fitsReading(slot.startsAt, reading, context.zone))));
  if (isOther) {
    const next = merged(withSlotDoctor(state), got);
    return proceed(other === null ? next : { ...next, forWhom: other }, context);
  }
  const of: Confirmable = state.goal === 'move' ? 'moving' : 'booking';
  if (confirms(text, { isPhraseNeeded: input.source === 'local', of })) return book(state, context);
  if (other !== null && understandYesNo(text) !== 'yes') return afterHold({ ...state, forWhom: other }, context);
  const renamed = renamedIn(text, state, context);
  if (renamed !== null) return afterHold({ ...state, forWhom: renamed }, context);
  const changed = onChange(state, text, context);
  if (changed !== null && understandYesNo(text) !== 'yes') return changed;
  if (understandIntent(text) === 'cancel' && !hasPhrase(tokenise(text), leaving)) return left(state);
  return refusedOrUnsure(state, text);
}

/** "no, the name is Priya", "no, it is for Priya": somebody else than was read back, where names are heard freely. */
function renamedIn(text: string, state: DialogueState, context: BrainContext): DialogueState['forWhom'] {
  const isNamed = /(?<![\p{L}\p{M}])(name|naam|नाम|for|ke liye|के लिए)(?![\p{L}\p{M}])/iu.test(text);
  const isOfTime = !gather(text, state, context).isEmpty || understandYesNo(text) === 'yes';
  const name = isNamed && !isOfTime && context.hearing === 'free' ? heardName(text) : null;
  if (name === null || state.goal === 'move') return null;
  const { patientId: _, ...rest } = state.forWhom ?? {};
  return { ...rest, name };
}

/** What was read back stands as what was wished, so that a correction of one part keeps the others. */
export function withSlotDoctor(state: DialogueState): DialogueState {
  return state.slot === null ? state : { ...state, doctorId: state.slot.doctorId };
}

function refusedOrUnsure(state: DialogueState, text: string): Outcome | null {
  const { language } = state;
  const answered = understandYesNo(text);
  if (answered === 'yes')
    return repeatWith(state, said(state.goal === 'move' ? 'needMovePhrase' : 'needPhrase', language));
  const isChange = hasPhrase(tokenise(text), changes);
  if (hasPhrase(tokenise(text), leaving)) return left(state);
  if (answered === 'no' || isChange) return ask(state, 'change', 'listening', said('whatChange', language));
  return null;
}

/** It stays as it is. */
export const left = (state: DialogueState): Outcome =>
  ask(cleared(state), 'open', 'listening', said('kept', state.language));

type OtherConfirm = 'cancel-confirm' | 'restore-confirm' | 'wait-confirm';

const others: Record<
  OtherConfirm,
  { of: Confirmable; hint: WordKey; go: (state: DialogueState, context: BrainContext) => Outcome }
> = {
  'cancel-confirm': { of: 'cancelling', hint: 'hintCancel', go: cancelIt },
  'restore-confirm': { of: 'other', hint: 'hintGoAhead', go: restoreIt },
  'wait-confirm': { of: 'other', hint: 'hintGoAhead', go: wait },
};

export const isOtherConfirm = (phase: Phase): phase is OtherConfirm => Object.hasOwn(others, phase);

/** The write that a confirmation of this phase sets going: by word or by key. */
export const goAhead = (phase: OtherConfirm, state: DialogueState, context: BrainContext): Outcome =>
  others[phase].go(state, context);

/** The answer to a read-back of anything else. */
export function onOtherConfirm(
  phase: OtherConfirm,
  state: DialogueState,
  input: Heard,
  context: BrainContext,
): Outcome | null {
  const { of, hint, go } = others[phase];
  const { text } = input;
  if (confirms(text, { isPhraseNeeded: input.source === 'local', of })) return go(state, context);
  const answered = understandYesNo(text);
  if (answered === 'no') return left(state);
  if (answered === 'yes') return repeatWith(state, said(hint, state.language));
  const got = gather(text, state, context);
  if (phase === 'wait-confirm' && got.readings.length > 0) return proceed(merged(state, got), context);
  return got.isEmpty ? notUnderstood(state, context) : null;
}

/** "What shall I change?" was answered: with the new thing itself, or with what is to be asked anew. */
export function onChange(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  const { language } = state;
  const tokens = tokenise(text);
  const got = gather(text, state, context);
  if (!got.isEmpty) return proceed(merged(withSlotDoctor(state), got), context);
  if (hasPhrase(tokens, phrases('doctor|डॉक्टर'))) {
    const doctors = doctorsSaid(context, language);
    const open = { ...state, doctorId: null, speciality: null, slot: null, offered: [] };
    return ask(open, 'doctor', 'asking-doctor', said('askDoctor', language, { doctors }));
  }
  if (hasPhrase(tokens, phrases('patient|name|naam|mareez|मरीज़|मरीज|नाम'))) {
    return afterHold({ ...state, forWhom: null, relative: null }, context);
  }
  if (hasPhrase(tokens, phrases('day|date|time|din|samay|tareekh|दिन|समय|तारीख|टाइम'))) {
    return ask({ ...state, when: null, slot: null, offered: [] }, 'day', 'asking-day', said('otherTime', language));
  }
  if (state.phase === 'change' && understandYesNo(text) === 'no') return left(state);
  return null;
}
