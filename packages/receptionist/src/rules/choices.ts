import type { BrainContext } from '../brain.ts';
import { understandChoice } from '../language/choice.ts';
import { understandIntent } from '../language/intent.ts';
import { hasPhrase, phrases } from '../language/phrases.ts';
import { tokenise } from '../language/tokens.ts';
import { understandYesNo } from '../language/yes-no.ts';
import { ask } from './ask.ts';
import { hold } from './booking.ts';
import { changes } from './confirming.ts';
import { chooseSlot, gather, merged } from './gather.ts';
import { proceed } from './proceed.ts';
import { repeatWith } from './repair.ts';
import { said } from './speak.ts';
import type { DialogueState, Outcome } from './state.ts';

/** The wish to be told when a time comes free. */
export const waiting = phrases(
  'if someone cancels|if somebody cancels|if anyone cancels|if a slot opens|if a slot becomes free|if anything opens up|agar koi cancel|koi cancel kare|koi cancel kar de|slot khali ho|अगर कोई कैंसल|अगर कोई रद्द|कोई कैंसल करे|कोई रद्द करे|स्लॉट ख़ाली हो|स्लॉट खाली हो|waiting list|wait list|waitlist|waitinglist|waitng list|wating list|weiting list|waiting mein daal do|waiting mein likh|intezaar ki list|वेटिंग लिस्ट|वेटिंग में|प्रतीक्षा सूची',
);

/** To "which one suits you": one of them, none of them, or yes to the only one. */
export function onSlotsAnswer(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  const { language } = state;
  const chosen = chooseSlot(text, state.offered, context);
  if (chosen !== null) return hold(state, chosen);
  const answered = understandYesNo(text);
  const [only, second] = state.offered;
  if (answered === 'yes' && only !== undefined && second === undefined) return hold(state, only);
  const got = gather(text, state, context);
  // "Where exactly is it" agrees to nothing.
  if (got.isEmpty && answered === 'yes' && understandIntent(text) !== 'info')
    return repeatWith(state, said('hintSlots', language));
  if (got.isEmpty && (answered === 'no' || hasPhrase(tokenise(text), changes))) {
    const next = { ...state, offered: [], refusals: state.refusals + 1 };
    // Twice nothing suited: they may wait for a time that comes free.
    if (next.refusals > 1 && state.goal === 'book')
      return ask(next, 'wait-offer', 'asking-day', said('offerWaitInstead', language));
    return ask({ ...next, when: null }, 'day', 'asking-day', said('otherTime', language));
  }
  return null;
}

const anyDoctor = phrases(
  'any doctor|anyone|anybody|any one|whoever is free|whoever|does not matter|doesnt matter|koi bhi|koi sa bhi|kisi ko bhi|kisi bhi|jo bhi ho|jo bhi|कोई भी|कोई सा भी|किसी को भी|किसी भी|जो भी हो|जो भी',
);

/** Whoever leaves the choice of a doctor to the clinic sees its general doctor, where it has one. */
export function onAnyDoctor(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  const hasGeneral = context.clinic.doctors.some(({ speciality }) => speciality === 'general');
  const got = gather(text, state, context);
  const isOpen = got.doctorIds.length === 0 && got.specialities.length === 0;
  if (!hasGeneral || !isOpen || !hasPhrase(tokenise(text), anyDoctor)) return null;
  return proceed(merged({ ...state, goal: state.goal ?? 'book', speciality: 'general' }, got), context);
}

/** To "shall I put you on the waiting list". */
export function onWaitOffer(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  const answered = understandYesNo(text);
  const isWaiting = hasPhrase(tokenise(text), waiting) && answered !== 'no';
  if (!gather(text, state, context).isEmpty && !isWaiting) return null;
  if (answered === 'yes' || isWaiting) return proceed({ ...state, goal: 'wait' }, context);
  if (answered !== 'no') return null;
  return ask({ ...state, when: null }, 'day', 'asking-day', said('otherTime', state.language));
}

/** To "do you mean this Friday or the next". */
export function onChoice(state: DialogueState, text: string, context: BrainContext): Outcome | null {
  const got = gather(text, { ...state, when: null }, context);
  const fitting = state.choices.filter((choice) =>
    got.readings.some((reading) =>
      Object.entries(reading).every(([key, value]) => choice[key as keyof typeof choice] === value),
    ),
  );
  const byPlace = understandChoice(text, state.choices.length);
  const chosen = fitting.length === 1 ? fitting[0] : typeof byPlace === 'number' ? state.choices[byPlace] : undefined;
  return chosen === undefined ? null : proceed({ ...state, when: chosen, choices: [] }, context);
}
