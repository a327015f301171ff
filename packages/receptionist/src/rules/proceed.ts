import type { BrainContext, ToolResult } from '../brain.ts';
import { hasPhrase, phrases } from '../language/phrases.ts';
import { sayDate } from '../language/spoken.ts';
import { tokenise } from '../language/tokens.ts';
import { advance, withDoctor } from './booking.ts';
import { canIdentify, identify } from './known.ts';
import { localTime, said, say } from './speak.ts';
import { type DialogueState, type Outcome, useTool } from './state.ts';

const followUpWords = phrases(
  'follow up|followup|follow-up|follow up visit|review visit|dobara dikhana|phir se dikhana|fir se dikhana|dubara dikhana|report dikhani|report dikhana|reports dikhani|show my reports|show the reports|फॉलो अप|फॉलोअप|फ़ॉलो अप|दोबारा दिखाना|फिर से दिखाना|रिपोर्ट दिखानी|रिपोर्ट दिखाना',
);

/** Does the caller speak of a follow-up? */
export const asksFollowUp = (text: string): boolean => hasPhrase(tokenise(text), followUpWords);

/** Goes on with a booking; where a follow-up was asked for, it is looked up first for whoever can be verified. */
export function proceed(state: DialogueState, context: BrainContext): Outcome {
  const who = withDoctor(state, context);
  const isDue = who.goal === 'book' && who.followUp === 'wanted' && who.doctorId !== null && who.slot === null;
  if (!isDue) return advance(who, context);
  if (who.verifiedId !== null) {
    return useTool(who, 'follow_up', { patientId: who.verifiedId, doctorId: who.doctorId });
  }
  // Who cannot be verified here gets an ordinary visit; the desk sees to the rest.
  return canIdentify(context) ? identify(who, context) : advance({ ...who, followUp: 'looked-for' }, context);
}

export function onFollowUp(before: DialogueState, result: ToolResult, context: BrainContext): Outcome {
  const { language } = before;
  const state: DialogueState = { ...before, followUp: 'looked-for' };
  if (!result.ok) return advance(state, context);
  const told = result.value as { isEntitled: boolean; until?: string; serviceId?: string };
  const today = localTime(context.now, context).date;
  if (!told.isEntitled || told.until === undefined || told.serviceId === undefined) {
    return after(say(said('followUpNone', language), language), advance(state, context));
  }
  const forWhom = {
    ...(state.verifiedId === null ? {} : { patientId: state.verifiedId }),
    ...(state.name === null ? {} : { name: state.name }),
  };
  const due = said('followUpDue', language, { day: sayDate(told.until, language, today) });
  const service = { id: told.serviceId, until: told.until };
  return after(say(due, language), advance({ ...state, forWhom, service }, context));
}

const after = (first: ReturnType<typeof say>, { state, actions }: Outcome): Outcome => ({
  state,
  actions: [first, ...actions],
});
