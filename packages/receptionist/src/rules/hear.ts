import type { BrainContext, BrainInput, Language } from '../brain.ts';
import { understandBirthDate } from '../language/birth-date.ts';
import { understandChoice } from '../language/choice.ts';
import { detectLanguage, requestedLanguage } from '../language/detect.ts';
import { isEmergency } from '../language/emergency.ts';
import { understandAside, understandIntent } from '../language/intent.ts';
import { matchNames } from '../language/names.ts';
import { understandPhone } from '../language/phone.ts';
import { hasPhrase, phrases } from '../language/phrases.ts';
import { tokenise } from '../language/tokens.ts';
import { confirms, understandYesNo } from '../language/yes-no.ts';
import { ask, emergency, endCall, leaveMessage, toPerson } from './ask.ts';
import { advance, afterHold, book, doctorsSaid, fits, hold } from './booking.ts';
import { cancelIt, onBirthYear, onName, readBackCancel, startKnown } from './cancelling.ts';
import { chooseSlot, gather, heardName, merged } from './gather.ts';
import { inform } from './informing.ts';
import { onPhone } from './keys.ts';
import { notUnderstood, repeatWith } from './repair.ts';
import { doctorSaid, listed, said } from './speak.ts';
import { cleared, type DialogueState, type Outcome, useTool } from './state.ts';

type Heard = BrainInput & { kind: 'heard' };

/** What the caller said: an emergency first, then what is about the talk itself, then the answer to what was asked. */
export function hear(before: DialogueState, input: Heard, context: BrainContext): Outcome {
  const language = languageOf(input, before.language);
  const state = { ...before, language, silences: 0, turns: before.turns + 1 };
  if (isEmergency(input.text)) return emergency(state, context);
  if (state.phase === 'message') return useTool(state, 'leave_message', { reason: input.text.slice(0, 1_000) });
  const aside = understandAside(input.text);
  if (aside === 'repeat') return repeatWith(state, state.question);
  if (aside === 'wait') return repeatWith(state, said('takeTime', language));
  const intent = understandIntent(input.text);
  if (intent === 'human') return toPerson(understood(state), context, 'asked');
  if (requestedLanguage(input.text) !== null && intent === 'other') return again(understood(state), context);
  const answered = answer(state, input, context);
  if (answered !== null) return settle(answered, before);
  return settle(anything(state, input, context), before);
}

/** A Hinglish caller's short answers are all Hindi, or all English, and change no language. */
const SHORT_ANSWER = 4;

/**
 * The local recogniser hears Hinglish by the words of Hindi or of English: which of them it answers in says nothing of a caller who speaks
 * Hinglish, unless a whole sentence is English or a language is asked for. A provider's writes Hindi words in their own script: there a short
 * answer says nothing.
 */
function languageOf(input: Heard, current: Language): Language {
  const detected = detectLanguage(input.text, current);
  if (current !== 'hi-en' || requestedLanguage(input.text) !== null) return detected;
  if (input.source !== 'local')
    return detected === 'hi' && tokenise(input.text).length <= SHORT_ANSWER ? 'hi-en' : detected;
  return detected === 'en' && tokenise(input.text).length > 3 ? 'en' : 'hi-en';
}

const understood = (state: DialogueState): DialogueState => ({ ...state, unclear: 0 });

/** Understanding anything ends the run of failures; failing counts on. */
function settle(outcome: Outcome, before: DialogueState): Outcome {
  return outcome.state.unclear > before.unclear ? outcome : { ...outcome, state: understood(outcome.state) };
}

/** The question once more, in the language that was asked for. */
function again(state: DialogueState, context: BrainContext): Outcome {
  if (state.phase === 'confirm') return afterHold(state, context);
  if (state.phase === 'cancel-confirm') return readBackCancel(state, context);
  if (state.goal === 'book' && state.phase !== 'slots') return advance(state, context);
  return ask(state, state.phase, 'listening', said(state.phase === 'open' ? 'unknown' : 'hintSlots', state.language));
}

/** The answer to what was asked, or null where it is none. */
function answer(state: DialogueState, input: Heard, context: BrainContext): Outcome | null {
  switch (state.phase) {
    case 'confirm':
      return onConfirm(state, input, context);
    case 'cancel-confirm':
      return onCancelConfirm(state, input, context);
    case 'slots':
      return onSlotsAnswer(state, input.text, context);
    case 'which-day':
      return onChoice(state, input.text, context);
    case 'patient':
      return onPatient(state, input.text, context);
    case 'identify':
      return onIdentify(state, input.text, context);
    case 'birth':
    case 'phone':
      return onDigits(state, input, context);
    case 'which': {
      const target = chooseSlot(input.text, state.listed, context);
      return target === null ? null : readBackCancel({ ...state, target }, context);
    }
    case 'change':
      return onChange(state, input.text, context);
    case 'offer-callback': {
      const isYes = understandYesNo(input.text) === 'yes' || understandIntent(input.text) === 'message';
      return isYes ? leaveMessage(state, context, 'callback') : anything({ ...state, phase: 'open' }, input, context);
    }
    case 'open':
      return onOpen(state, input.text);
    default:
      return null;
  }
}

/** "Anything else?" was answered with thanks or a no: the call is over. A bare yes or no before that says nothing yet. */
function onOpen(state: DialogueState, text: string): Outcome | null {
  if (understandIntent(text) !== 'other' && tokenise(text).length > 2) return null;
  const answered = understandYesNo(text);
  if (understandAside(text) === 'goodbye' || (answered === 'no' && state.turns > 1)) return endCall(state);
  return answered === null ? null : ask(state, 'open', 'listening', said('unknown', state.language));
}

function onConfirm(state: DialogueState, input: Heard, context: BrainContext): Outcome | null {
  const { slot } = state;
  const got = gather(input.text, state, context);
  const isOther =
    slot !== null &&
    ((got.doctorIds.length > 0 && !got.doctorIds.includes(slot.doctorId)) ||
      got.specialities.length > 0 ||
      (got.readings.length > 0 && !got.readings.some((reading) => fits(slot, reading, context))));
  if (isOther) return advance(merged(withSlotTime(state), got), context);
  if (confirms(input.text, { isPhraseNeeded: input.source === 'local' })) return book(state, context);
  const changed = onChange(state, input.text, context);
  if (changed !== null && understandYesNo(input.text) !== 'yes') return changed;
  const other = patientIn(input.text, context);
  if (other !== null && understandYesNo(input.text) !== 'yes') return afterHold({ ...state, forWhom: other }, context);
  return refusedOrUnsure(state, input.text);
}

/** What was read back stands as what was wished, so that a correction of one part keeps the others. */
function withSlotTime(state: DialogueState): DialogueState {
  return state.slot === null ? state : { ...state, doctorId: state.slot.doctorId };
}

function refusedOrUnsure(state: DialogueState, text: string): Outcome | null {
  const answered = understandYesNo(text);
  if (answered === 'yes') return repeatWith(state, said('needPhrase', state.language));
  const isChange = hasPhrase(tokenise(text), changes);
  if (hasPhrase(tokenise(text), leaving)) return ask(cleared(state), 'open', 'listening', said('kept', state.language));
  if (answered === 'no' || isChange) return ask(state, 'change', 'listening', said('whatChange', state.language));
  return null;
}

const leaving = phrases('leave it|never mind|rehne do|rehne dijiye|rahne do|रहने दो|रहने दीजिए');
const changes = phrases('change|badal|badalna|badal do|badal dijiye|बदल|बदलना|बदलिए|different|galat|wrong|गलत');

function onCancelConfirm(state: DialogueState, input: Heard, context: BrainContext): Outcome | null {
  if (confirms(input.text, { isPhraseNeeded: input.source === 'local' })) return cancelIt(state);
  const answered = understandYesNo(input.text);
  if (answered === 'no') return ask(cleared(state), 'open', 'listening', said('kept', state.language));
  if (answered === 'yes') return repeatWith(state, said('hintCancel', state.language));
  return gather(input.text, state, context).isEmpty ? notUnderstood(state, context) : null;
}

function onSlotsAnswer(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  const chosen = chooseSlot(text, state.offered, context);
  if (chosen !== null) return hold(state, chosen);
  const answered = understandYesNo(text);
  const [only, second] = state.offered;
  if (answered === 'yes' && only !== undefined && second === undefined) return hold(state, only);
  const got = gather(text, state, context);
  if (got.isEmpty && answered === 'yes') return repeatWith(state, said('hintSlots', state.language));
  if (got.isEmpty && (answered === 'no' || hasPhrase(tokenise(text), changes))) {
    return ask({ ...state, when: null, offered: [] }, 'day', 'asking-day', said('otherTime', state.language));
  }
  return null;
}

function onChoice(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  const got = gather(text, { ...state, when: null }, context);
  const fitting = state.choices.filter((choice) =>
    got.readings.some((reading) =>
      Object.entries(reading).every(([key, value]) => choice[key as keyof typeof choice] === value),
    ),
  );
  const byPlace = understandChoice(text, state.choices.length);
  const chosen = fitting.length === 1 ? fitting[0] : typeof byPlace === 'number' ? state.choices[byPlace] : undefined;
  return chosen === undefined ? null : advance({ ...state, when: chosen, choices: [] }, context);
}

const newPatient = phrases(
  'new patient|a new patient|new|naye mareez|naya mareez|nayi mareez|नए मरीज़|नए मरीज|नया मरीज|नई मरीज|first time|pehli baar|पहली बार|someone else|koi aur|कोई और',
);

/** Whom a text names among the patients of this phone: a name that matches exactly one; anybody else is new. */
function patientIn(text: string, context: BrainContext): { patientId: string; name: string } | null {
  const isNamed = /\b(for|ke liye)\b|के लिए/i.test(text);
  if (!isNamed) return null;
  const named = context.candidates.map(({ patientId, name }) => ({ id: patientId, name }));
  const [one, other] = matchNames(text, named);
  const name = heardName(text);
  return one === undefined || other !== undefined || name === null ? null : { patientId: one.id, name };
}

function onPatient(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  const { language } = state;
  if (hasPhrase(tokenise(text), newPatient)) return afterHold({ ...state, forWhom: {} }, context);
  const named = context.candidates.map(({ patientId, name }) => ({ id: patientId, name }));
  const found = matchNames(text, named);
  const name = heardName(text);
  const [one, other] = found;
  if (one !== undefined && name !== null) {
    // Two of one name on a phone: which of them it is cannot be told by the name, so the desk completes the entry.
    const forWhom = other === undefined ? { patientId: one.id, name } : { name };
    return afterHold({ ...state, forWhom }, context);
  }
  const isSelf = hasPhrase(tokenise(text), phrases('me|myself|self|mere liye|apne liye|mera|khud|मेरे लिए|अपने लिए|खुद'));
  if (isSelf) return ask(state, 'patient', 'asking-patient', said('hintPatient', language));
  if (context.hearing === 'free' && name !== null && !isOtherTalk(text, state, context)) {
    return afterHold({ ...state, forWhom: { name } }, context);
  }
  return null;
}

/** Something else than a name: a wish, a day, a yes or a no. */
function isOtherTalk(text: string, state: DialogueState, context: BrainContext): boolean {
  return (
    understandIntent(text) !== 'other' ||
    understandYesNo(text) !== null ||
    gather(text, state, context).readings.length > 0
  );
}

function onIdentify(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  const name = heardName(text);
  if (name === null || isOtherTalk(text, state, context)) return null;
  if (context.hearing === 'local') {
    const named = context.candidates.map(({ patientId, name: known }) => ({ id: patientId, name: known }));
    if (matchNames(text, named).length === 0) return null;
  }
  return onName(state, name);
}

/** A year of birth or a phone number in words: only where words are heard freely; the local recogniser has keys for them. */
function onDigits(state: DialogueState, input: Heard, context: BrainContext): Outcome {
  if (input.source === 'local') return notUnderstood(state, context);
  const digits = state.phase === 'phone' ? understandPhone(input.text)?.slice(-10) : undefined;
  if (digits !== undefined) return onPhone(state, digits, context);
  const birth = state.phase === 'birth' ? understandBirthDate(input.text, context) : null;
  return birth === null ? notUnderstood(state, context) : onBirthYear(state, Number(birth.slice(0, 4)));
}

function onChange(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  const { language } = state;
  const tokens = tokenise(text);
  const got = gather(text, state, context);
  if (!got.isEmpty) return advance(merged(withSlotTime(state), got), context);
  if (hasPhrase(tokens, phrases('doctor|डॉक्टर'))) {
    const doctors = doctorsSaid(context, language);
    const open = { ...state, doctorId: null, speciality: null, slot: null, offered: [] };
    return ask(open, 'doctor', 'asking-doctor', said('askDoctor', language, { doctors }));
  }
  if (hasPhrase(tokens, phrases('day|date|time|din|samay|tareekh|दिन|समय|तारीख|टाइम'))) {
    return ask({ ...state, when: null, slot: null, offered: [] }, 'day', 'asking-day', said('otherTime', language));
  }
  if (state.phase === 'change' && understandYesNo(text) === 'no') {
    return ask(cleared(state), 'open', 'listening', said('kept', language));
  }
  return null;
}

/** Not an answer to what was asked: a new wish, a correction, or more of the same. */
function anything(state: DialogueState, input: Heard, context: BrainContext): Outcome {
  const { language } = state;
  const { text } = input;
  const intent = understandIntent(text);
  const isMidway = state.goal === 'book' && state.phase !== 'open';
  if (intent === 'cancel' && isMidway) return ask(cleared(state), 'open', 'listening', said('kept', language));
  if (intent === 'cancel') return startKnown({ ...cleared(state), goal: 'cancel' }, context);
  if (intent === 'reschedule') return toPerson(state, context, 'reschedule', 'reschedule');
  if (intent === 'my_appointments') return startKnown({ ...cleared(state), goal: 'mine' }, context);
  if (intent === 'message') {
    if (context.hearing === 'local') return leaveMessage(state, context, 'callback');
    return ask(state, 'message', 'taking-message', said('askMessage', language));
  }
  if (intent === 'info') return inform(state, text, context);
  const got = gather(text, state, context);
  const isBooking = intent === 'book' || !got.isEmpty;
  const answered = understandYesNo(text);
  if (!isBooking && isMidway && hasPhrase(tokenise(text), leaving)) {
    return ask(cleared(state), 'open', 'listening', said('kept', language));
  }
  if (!isBooking && isMidway && (answered !== null || hasPhrase(tokenise(text), changes))) return again(state, context);
  if (!isBooking) return notUnderstood(state, context);
  const { doctorIds } = got;
  if (doctorIds.length > 1) {
    const names = doctorIds.map((id) => doctorSaid(id, context, language));
    const next = merged({ ...state, goal: 'book' }, got);
    return ask(next, 'doctor', 'asking-doctor', said('askDoctorAmong', language, { doctors: listed(names, language) }));
  }
  if (got.isUnknownKind && state.doctorId === null) {
    const doctors = doctorsSaid(context, language);
    return ask(
      merged({ ...state, goal: 'book' }, got),
      'doctor',
      'asking-doctor',
      said('noSuchDoctor', language, { doctors }),
    );
  }
  return advance(merged({ ...state, goal: 'book' }, got), context);
}
