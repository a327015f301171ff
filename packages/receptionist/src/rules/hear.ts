import type { BrainContext, BrainInput, Language } from '../brain.ts';
import { detectLanguage, requestedLanguage } from '../language/detect.ts';
import { isEmergency } from '../language/emergency.ts';
import { understandAside, understandIntent, understandTopic } from '../language/intent.ts';
import { otherLanguageIn } from '../language/other-language.ts';
import { personReason } from '../language/person-reason.ts';
import { hasPhrase, phrases } from '../language/phrases.ts';
import { tokenise } from '../language/tokens.ts';
import { isUrgent } from '../language/urgency.ts';
import { understandYesNo } from '../language/yes-no.ts';
import { localAt } from '../times-said.ts';
import { ask, emergency, endCall, leaveMessage, toPerson } from './ask.ts';
import { afterHold, doctorsSaid } from './booking.ts';
import { onAnyDoctor, onChoice, onSlotsAnswer, onWaitOffer, waiting } from './choices.ts';
import {
  changes,
  isOtherConfirm,
  leaving,
  left,
  onChange,
  onConfirm,
  onOtherConfirm,
  withSlotDoctor,
} from './confirming.ts';
import { chooseSlot, type Gathered, gather, merged } from './gather.ts';
import { inform } from './informing.ts';
import { onPhone } from './keys.ts';
import { startKnown, withTarget } from './known.ts';
import { asksFollowUp, proceed } from './proceed.ts';
import { askQueue, asksQueue } from './queue.ts';
import { readBackKnown, readBackWait } from './read-backs.ts';
import { notUnderstood, repeatWith } from './repair.ts';
import { doctorSaid, listed, said } from './speak.ts';
import { cleared, type DialogueState, type Goal, type Outcome, useTool } from './state.ts';
import { onAge, onDigits, onGuardian, onIdentify, onPatient, patientIn, withRelative } from './who.ts';

type Heard = BrainInput & { kind: 'heard' };

/** What the caller said: an emergency first, then what is about the talk itself, then the answer to what was asked. */
export function hear(before: DialogueState, input: Heard, context: BrainContext): Outcome {
  const language = languageOf(input, before.language);
  const text = withoutPreface(input.text);
  const state = { ...before, language, silences: 0, turns: before.turns + 1 };
  if (isEmergency(text)) return emergency(state, context);
  const foreign = otherLanguageIn(text);
  if (foreign !== null) return toPerson(understood(state), context, `language:${foreign}`, 'otherLanguage');
  if (isUrgentAfterHours(text, context)) return toPerson(understood(state), context, 'emergency', 'urgent');
  if (state.phase === 'message') return useTool(state, 'leave_message', { reason: text.slice(0, 1_000) });
  if (state.cancelled !== null && state.phase === 'open' && hasPhrase(tokenise(text), undoing)) {
    return readBackKnown({ ...understood(state), goal: 'restore' }, state.cancelled, 'restore', context);
  }
  const aside = understandAside(text);
  if (aside === 'repeat' && !asksFollowUp(text)) return repeatWith(state, state.question);
  const isLeft = hasPhrase(tokenise(text), leaving);
  if (aside === 'wait' && !isLeft && !asksQueue(text) && !hasPhrase(tokenise(text), waiting))
    return repeatWith(state, said('takeTime', language));
  const intent = understandIntent(text);
  const isWaiting = hasPhrase(tokenise(text), waiting);
  if (intent === 'human' && !isWaiting) return toPerson(understood(state), context, personReason(text));
  if (requestedLanguage(text) !== null && intent === 'other') return askAgain(understood(state), context);
  if (intent !== 'message' && asksQueue(text)) return askQueue(understood(state), text, context);
  const told = { ...input, text };
  const answered = answer(state, told, context);
  if (answered !== null) return settle(answered, before, context);
  return settle(anything(state, told, context), before, context);
}

/** The greeting outside the hours has asked to be told what is urgent: it goes to the number on duty. */
export const isUrgentAfterHours = (text: string, { opening }: BrainContext): boolean =>
  opening?.kind === 'after-hours' && isUrgent(text);

/** "The thing is": asks nothing, though it has the words of a question. */
const withoutPreface = (text: string): string =>
  text.replace(/^\s*(?:wo|woh|vo|वो|वह)\s+(?:kya|kyaa|क्या)\s+(?:hai|है)(?:\s+(?:na|ना))?\s+(?:ki|कि)\s+/iu, '');

const undoing = phrases(
  'undo|undo that|undo it|put it back|bring it back|restore|restore it|do not cancel|dont cancel|by mistake|i changed my mind|wapas kar do|wapas kar dijiye|wapas laga do|wapas laga dijiye|wapas rakh dijiye|wapas chahiye|galti se|galti ho gayi|cancel mat karo|cancel mat kijiye|cancel mat karna|cancel nahi karna|phir se laga do|phir se kar dijiye|rakh dijiye|वापस कर दो|वापस कर दीजिए|वापस लगा दीजिए|वापस चाहिए|गलती से|ग़लती से|गलती हो गई|रद्द मत करो|रद्द मत कीजिए|रद्द नहीं करना|कैंसल मत करो|कैंसल मत कीजिए|फिर से लगा दीजिए',
);
/** Said in the middle of something, it gives that up; mere thanks do not. */
const ending = phrases(
  'bye|goodbye|good bye|thats all|that is all|nothing else|no need|bas itna|bas itna hi|aur kuch nahi|aur kuchh nahi|bas dhanyavaad|bas dhanyavad|bas shukriya|bas thank you|rakhta hoon|rakhti hoon|zaroorat nahi|और कुछ नहीं|बस इतना|बस धन्यवाद|बस शुक्रिया|बाय|अलविदा|रखता हूँ|रखती हूँ|ज़रूरत नहीं|जरूरत नहीं',
);
/** A Hinglish caller's short answers are all Hindi, or all English, and change no language. */
const SHORT_ANSWER = 4;

/**
 * The local recogniser hears Hinglish by the words of Hindi or of English: which of them it answers in says nothing of a caller who speaks
 * Hinglish, unless a whole sentence is English or a language is asked for. A provider's writes Hindi words in their own script: there a short
 * answer says nothing.
 */
export function languageOf(input: Heard, current: Language): Language {
  const detected = detectLanguage(input.text, current);
  if (current !== 'hi-en' || requestedLanguage(input.text) !== null) return detected;
  if (input.source !== 'local')
    return detected === 'hi' && tokenise(input.text).length <= SHORT_ANSWER ? 'hi-en' : detected;
  return detected === 'en' && tokenise(input.text).length > 3 ? 'en' : 'hi-en';
}

const understood = (state: DialogueState): DialogueState => ({ ...state, unclear: 0, askedAgain: 0 });

/**
 * Understanding anything ends the run of failures; failing counts on. Whoever is asked the very same again, and nothing was learnt of what they said, was not
 * understood either: the second time they get the keys, the third a person.
 */
function settle(outcome: Outcome, before: DialogueState, context: BrainContext): Outcome {
  const { state, actions } = outcome;
  if (state.unclear > before.unclear) return outcome;
  const [first] = actions;
  const isSame = state.phase === before.phase && first?.kind === 'say' && first.text === before.question.text;
  if (!isSame || state.phase === 'open' || toldOf(state) !== toldOf(before))
    return { ...outcome, state: understood(state) };
  const askedAgain = before.askedAgain + 1;
  if (askedAgain < 2) return { ...outcome, state: { ...understood(state), askedAgain } };
  return notUnderstood({ ...state, askedAgain, unclear: Math.max(1, before.unclear) }, context);
}

/** What the caller has told of their wish. */
const toldOf = ({ when, choices, doctorId, speciality, forWhom, phone }: DialogueState): string =>
  JSON.stringify([when, choices, doctorId, speciality, forWhom, phone]);

/** The question once more, in the language that was asked for. */
export function askAgain(state: DialogueState, context: BrainContext): Outcome {
  if (state.phase === 'confirm') return afterHold(state, context);
  if (state.phase === 'wait-confirm') return readBackWait(state, context);
  if (state.target !== null && (state.phase === 'cancel-confirm' || state.phase === 'restore-confirm'))
    return readBackKnown(state, state.target, state.phase === 'cancel-confirm' ? 'cancel' : 'restore', context);
  if (isArranging(state) && state.phase !== 'slots') return proceed(state, context);
  return ask(state, state.phase, 'listening', said(state.phase === 'open' ? 'unknown' : 'hintSlots', state.language));
}

/** A booking, a move or a wish to wait is under way. */
export const isArranging = ({ goal, phase }: DialogueState): boolean =>
  (goal === 'book' || goal === 'move' || goal === 'wait') && phase !== 'open';

/** The answer to what was asked, or null where it is none. */
function answer(state: DialogueState, input: Heard, context: BrainContext): Outcome | null {
  const { text } = input;
  const { phase } = state;
  if (isOtherConfirm(phase)) return onOtherConfirm(phase, state, input, context);
  switch (phase) {
    case 'confirm':
      return onConfirm(state, input, context);
    case 'doctor':
      return onAnyDoctor(state, text, context);
    case 'slots':
      return onSlotsAnswer(state, text, context);
    case 'which-day':
      return onChoice(state, text, context);
    case 'wait-offer':
      return onWaitOffer(state, text, context);
    case 'patient':
      return onPatient(state, text, context);
    case 'age':
      return onAge(state, text, context);
    case 'guardian':
      return onGuardian(state, text, context);
    case 'identify':
      return onIdentify(state, text, context);
    case 'birth':
    case 'phone':
      return onDigits(state, input, context, onPhone);
    case 'which': {
      const target = chooseSlot(text, state.listed, context);
      return target === null ? null : withTarget(state, target, context);
    }
    case 'queue-doctor':
      return gather(text, state, context).doctorIds.length === 1 ? askQueue(state, text, context) : null;
    case 'change':
      return onChange(state, text, context);
    case 'offer-callback': {
      const isYes = understandYesNo(text) === 'yes' || understandIntent(text) === 'message';
      return isYes ? leaveMessage(state, context, 'callback') : anything({ ...state, phase: 'open' }, input, context);
    }
    case 'open':
      return onOpen(state, text, context);
    default:
      return null;
  }
}

/** "Anything else?" was answered with thanks or a no: the call is over. A bare yes or no before that says nothing yet. */
function onOpen(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  const tokens = tokenise(text);
  if ((understandIntent(text) !== 'other' && tokens.length > 2) || hasPhrase(tokens, waiting)) return null;
  // "…with Dr Sharma on Thursday, thanks" ends nothing.
  if (!gather(text, state, context).isEmpty) return null;
  const answered = understandYesNo(text);
  if (understandAside(text) === 'goodbye' || (answered === 'no' && state.turns > 1)) return endCall(state);
  return answered === null ? null : ask(state, 'open', 'listening', said('unknown', state.language));
}

/** Not an answer to what was asked: a new wish, a correction, or more of the same. */
function anything(state: DialogueState, input: Heard, context: BrainContext): Outcome {
  const { language } = state;
  const { text } = input;
  const intent = understandIntent(text);
  const isMidway = isArranging(state);
  const tokens = tokenise(text);
  if (hasPhrase(tokens, waiting)) return arrange(state, { goal: 'wait', text }, context);
  if (intent === 'cancel' && isMidway) return left(state);
  if (intent === 'cancel') return known(state, 'cancel', text, context);
  if (intent === 'reschedule') return isMidway ? reconsider(state, text, context) : known(state, 'move', text, context);
  if (intent === 'my_appointments') return known(state, 'mine', text, context);
  if (intent === 'message') {
    if (context.hearing === 'local') return leaveMessage(state, context, 'callback');
    return ask(state, 'message', 'taking-message', said('askMessage', language));
  }
  if (intent === 'info' && !asksFollowUp(text)) return asked(state, text, context);
  const got = gather(text, state, context);
  const isBooking = intent === 'book' || asksFollowUp(text) || !got.isEmpty;
  const answered = understandYesNo(text);
  if (!isBooking && isMidway && (hasPhrase(tokens, leaving) || hasPhrase(tokens, ending))) return left(state);
  if (!isBooking && isMidway && (answered !== null || hasPhrase(tokens, changes))) return askAgain(state, context);
  if (!isBooking) return notUnderstood(state, context);
  return arrange(state, { goal: isMidway ? state.goal : 'book', text, got }, context);
}

/** A question. "Is Doctor Rao in?" is one about the queue; "is he there on Friday?" is the beginning of a booking. */
function asked(state: DialogueState, text: string, context: BrainContext): Outcome {
  const got = gather(text, { ...state, when: null }, context);
  if (understandTopic(text) !== 'other' || got.doctorIds.length !== 1) return inform(state, text, context);
  const today = localAt(context.now, context.zone).date;
  const isToday = got.readings.every(
    ({ date, dateTo = date }) => date === undefined || (date === today && dateTo === today),
  );
  if (isToday) return askQueue(state, text, context);
  return isArranging(state) ? inform(state, text, context) : arrange(state, { goal: 'book', text, got }, context);
}

/** A booking, a move or a wish to wait goes on with what was said. */
export function arrange(
  before: DialogueState,
  wish: { goal: Goal | null; text: string; got?: Gathered },
  context: BrainContext,
): Outcome {
  const { language } = before;
  const { goal, text, got = gather(text, before, context) } = wish;
  const fresh: DialogueState = { ...withSlotDoctor(before), goal };
  const wanted: DialogueState = goal === 'book' && asksFollowUp(text) ? { ...fresh, followUp: 'wanted' } : fresh;
  const named = patientIn(text, context);
  const told = goal === 'move' ? wanted : withRelative(wanted, text, context);
  const state = merged(named === null || goal === 'move' ? told : { ...told, forWhom: named }, got);
  const { doctorIds } = got;
  if (doctorIds.length > 1) {
    const names = doctorIds.map((id) => doctorSaid(id, context, language));
    return ask(
      state,
      'doctor',
      'asking-doctor',
      said('askDoctorAmong', language, { doctors: listed(names, language) }),
    );
  }
  if (got.isUnknownKind && before.doctorId === null) {
    const doctors = doctorsSaid(context, language);
    return ask(state, 'doctor', 'asking-doctor', said('noSuchDoctor', language, { doctors }));
  }
  return proceed(state, context);
}

/** Something is to be done with an appointment that there is; what was said of doctor and day narrows it down, or says where it goes. */
function known(state: DialogueState, goal: 'cancel' | 'move' | 'mine', text: string, context: BrainContext): Outcome {
  const blank = { ...cleared(state), goal };
  const got = gather(text, blank, context);
  const [doctorId = null, other] = got.doctorIds;
  const [when = null, second] = got.readings;
  const isSure = second === undefined;
  return startKnown(
    {
      ...blank,
      doctorId: other === undefined ? doctorId : null,
      when: goal === 'mine' || !isSure ? null : when,
      choices: goal === 'move' && !isSure ? got.readings : [],
    },
    context,
  );
}

/** "Change it" in the middle of a booking that is not made yet: of the booking. */
function reconsider(state: DialogueState, text: string, context: BrainContext): Outcome {
  const changed = onChange(state, text, context);
  return changed ?? ask(state, 'change', 'listening', said('whatChange', state.language));
}
