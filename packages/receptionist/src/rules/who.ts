import type { BrainContext, BrainInput } from '../brain.ts';
import { understandIntent } from '../language/intent.ts';
import { isNameOf, matchNames, nameWithin } from '../language/names.ts';
import { understandPhone } from '../language/phone.ts';
import { hasPhrase, phrases } from '../language/phrases.ts';
import { tokenise } from '../language/tokens.ts';
import { understandYesNo } from '../language/yes-no.ts';
import { ask } from './ask.ts';
import { afterHold } from './booking.ts';
import { gather, heardName } from './gather.ts';
import { onBirth, onName } from './known.ts';
import { birthSaid, namedKin, relativeIn, withoutKin } from './relatives.ts';
import { notUnderstood, repeatWith } from './repair.ts';
import { said } from './speak.ts';
import type { DialogueState, ForWhom, Outcome } from './state.ts';

type Heard = BrainInput & { kind: 'heard' };

const newPatient = phrases(
  'new patient|a new patient|new|naye mareez|ne mareej|naye mareej|naya mareez|nayi mareez|नए मरीज़|नए मरीज|नया मरीज|नई मरीज|first time|pehli baar|पहली बार|someone else|koi aur|कोई और',
);
const self = phrases('me|myself|self|mere liye|apne liye|mera|khud|apne lie|mere lie|मेरे लिए|अपने लिए|खुद');
/** "For" as recognisers write it: no hour, where a name is asked for. */
const withFor = (text: string): string => text.replace(/^(?:it\s+|its\s+)?(?:four|4)\s+(?=\p{L})/iu, 'for ');
/** "For me" is no name; "for me, Neha" has one. */
const withoutSelf = (text: string): string =>
  text
    .replace(
      /(?<![\p{L}\p{M}])(?:(?:it is|it's|its|just)\s+)?(?:for\s+)?(?:me|myself)(?![\p{L}\p{M}])|(?<![\p{L}\p{M}])(?:(?:mere|apne|khud ke|मेरे|अपने|खुद के|ख़ुद के)\s+(?:liye|lie|लिए)|khud|खुद|ख़ुद)(?:\s+(?:hi|hee|ही))?(?![\p{L}\p{M}])/giu,
      ' ',
    )
    .trim();

const namesOf = (context: BrainContext) => context.candidates.map(({ patientId, name }) => ({ id: patientId, name }));

/** The patients of this phone whom a text may name; where it is a name, every word of it is theirs. */
const matching = (text: string, name: string | null, context: BrainContext) =>
  matchNames(text, namesOf(context)).filter((known) => name === null || isNameOf(name, known));

/** The one patient of this phone whose whole name stands in a text, as it was said there. */
export function wholeNameIn(text: string, context: BrainContext): { patientId: string; name: string } | null {
  const found = namesOf(context).flatMap((known) => {
    const name = heardName(nameWithin(text, known) ?? '');
    return name === null ? [] : [{ patientId: known.id, name }];
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** Whom a text names among the patients of this phone: a name that matches exactly one; anybody else is new. */
export function patientIn(text: string, context: BrainContext): { patientId: string; name: string } | null {
  const isNamed = /\b(for|ke liye|ke lie)\b|के लिए/i.test(text);
  if (!isNamed) return null;
  const name = heardName(withoutKin(text));
  const [one, other] = matching(text, name, context);
  if ((one === undefined || name === null) && relativeIn(text) === null) return wholeNameIn(text, context);
  return one === undefined || other !== undefined || name === null ? null : { patientId: one.id, name };
}

/** What an utterance tells of whom a booking is for: of the family, with a name and an age where they were said along. */
export function withRelative(state: DialogueState, text: string, context: BrainContext): DialogueState {
  const relative = relativeIn(text);
  if (relative === null) return state;
  const known = { ...state, relative };
  const said = context.hearing === 'free' ? namedKin(text) : null;
  const name = said === null ? null : heardName(said);
  return name === null ? known : { ...known, forWhom: personOf(name, text, known, context) };
}

/** The patient of this phone whom a name matches alone, else somebody new with what was said of them. */
function personOf(name: string, text: string, { relative }: DialogueState, context: BrainContext): ForWhom {
  const [one, other] = matching(name, name, context);
  if (one !== undefined && other === undefined) return { patientId: one.id, name };
  const birth = relative?.isChild === true ? birthSaid(text, context, false) : null;
  return {
    name,
    ...(relative === null ? {} : { relation: relative.relation }),
    ...(birth === null ? {} : { birth }),
  };
}

export function onPatient(before: DialogueState, text: string, context: BrainContext): Outcome | null {
  const { language } = before;
  const state = withRelative(before, text, context);
  if (state.forWhom !== null) return afterHold(state, context);
  if (hasPhrase(tokenise(text), newPatient)) return afterHold({ ...state, forWhom: {} }, context);
  const rest = withFor(withoutSelf(state.relative === null ? text : withoutKin(text)));
  const name = heardName(rest);
  const [one, other] = matching(rest, name, context);
  if (one !== undefined && name !== null) {
    // Two of one name on a phone: which of them it is cannot be told by the name, so the desk completes the entry.
    const forWhom = other === undefined ? { patientId: one.id, name } : { name };
    return afterHold({ ...state, forWhom }, context);
  }
  const within = state.relative === null ? wholeNameIn(rest, context) : null;
  if (within !== null) return afterHold({ ...state, forWhom: within }, context);
  if (context.hearing === 'free' && name !== null && !isOtherTalk(rest, state, context)) {
    return afterHold({ ...state, forWhom: personOf(name, text, state, context) }, context);
  }
  // "for my son": known for whom, and not yet how they are called.
  if (state.relative !== null && relativeIn(text) !== null) return afterHold(state, context);
  const isSelf = hasPhrase(tokenise(text), self);
  if (isSelf) return ask(state, 'patient', 'asking-patient', said('hintPatient', language));
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

/** The child's age: in years, or by the birth. */
export function onAge(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  const birth = birthSaid(text, context, true);
  return birth === null ? null : afterHold({ ...state, forWhom: { ...state.forWhom, birth } }, context);
}

/** Who answers for the child. Whoever would not say is not asked twice. */
export function onGuardian(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  if (understandYesNo(text) === 'no') return afterHold({ ...state, isGuardianAsked: true }, context);
  const name = heardName(withoutKin(text));
  if (name === null || isOtherTalk(text, state, context)) return null;
  const guardian = { name, relation: state.relative?.relation ?? 'guardian' };
  return afterHold({ ...state, forWhom: { ...state.forWhom, guardian } }, context);
}

export function onIdentify(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  const rest = withoutKin(text);
  const name = heardName(rest);
  if (name === null || isOtherTalk(rest, state, context)) return null;
  if (context.hearing === 'local' && matchNames(text, namesOf(context)).length === 0) return null;
  return onName(state, name, context);
}

/** A birth or a phone number in words: only where words are heard freely; the local recogniser has keys for them. */
export function onDigits(
  state: DialogueState,
  input: Heard,
  context: BrainContext,
  onPhone: (state: DialogueState, digits: string, context: BrainContext) => Outcome,
): Outcome | null {
  if (input.source === 'local') return notUnderstood(state, context);
  if (state.phase === 'phone') {
    const digits = understandPhone(input.text)?.slice(-10);
    return digits === undefined ? null : onPhone(state, digits, context);
  }
  const birth = birthSaid(input.text, context, false);
  if (birth !== null) return onBirth(state, birth);
  const isBare = /^\D*\d{1,3}\D*$/u.test(input.text);
  return isBare ? repeatWith({ ...state, unclear: state.unclear + 1 }, said('hintAge', state.language)) : null;
}
