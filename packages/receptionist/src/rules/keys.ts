import type { BrainContext } from '../brain.ts';
import { ask, leaveMessage, toPerson } from './ask.ts';
import { afterHold, book, doctorsSaid, hold } from './booking.ts';
import { goAhead, isOtherConfirm, left } from './confirming.ts';
import { answer as answerInfo } from './informing.ts';
import { onBirth, startKnown, withTarget } from './known.ts';
import { menuOf, type Pick } from './menu.ts';
import { proceed } from './proceed.ts';
import { askQueue } from './queue.ts';
import { birthKeyed } from './relatives.ts';
import { notUnderstood, repeatWith } from './repair.ts';
import { said } from './speak.ts';
import { cleared, type DialogueState, type Outcome } from './state.ts';

/** Keys: a number or a year where one is asked for, else the menu of the moment. */
export function keyed(before: DialogueState, digits: string, context: BrainContext): Outcome {
  const state = { ...before, silences: 0, turns: before.turns + 1 };
  const pressed = digits.replace(/[^\d*]/g, '');
  if (state.phase === 'phone') return onPhone(state, pressed, context);
  if ((state.phase === 'birth' && pressed.length > 1) || (state.phase === 'age' && pressed !== '0')) {
    const birth = birthKeyed(pressed, context);
    if (birth === null) return notUnderstood(state, context);
    const clear = { ...state, unclear: 0 };
    return state.phase === 'birth'
      ? onBirth(clear, birth)
      : afterHold({ ...clear, forWhom: { ...clear.forWhom, birth } }, context);
  }
  const picked = menuOf(state, context).find(({ key }) => key === pressed)?.pick;
  return picked === undefined ? notUnderstood(state, context) : onPick({ ...state, unclear: 0 }, picked, context);
}

/** A number that was keyed in or said; Indian, ten digits with or without what comes before them. */
export function onPhone(state: DialogueState, digits: string, context: BrainContext): Outcome {
  if (digits === '0') return toPerson(state, context, 'asked');
  const isNumber = /^(0|91)?[6-9]\d{9}$/.test(digits);
  if (!isNumber) {
    const failed = { ...state, unclear: state.unclear + 1 };
    if (failed.unclear >= 3) return toPerson(failed, context, 'not-understood', 'cannotMyself');
    return repeatWith(failed, said('badPhone', state.language));
  }
  const known = { ...state, phone: digits, unclear: 0 };
  const isArranging = known.goal === 'book' || known.goal === 'wait';
  return isArranging ? afterHold(known, context) : leaveMessage(known, context, 'callback');
}

function onPick(state: DialogueState, pick: Pick, context: BrainContext): Outcome {
  const { language } = state;
  switch (pick.kind) {
    case 'person':
      return toPerson(state, context, 'asked');
    case 'goal':
      if (pick.goal === 'book') return proceed({ ...state, goal: 'book' }, context);
      return startKnown({ ...cleared(state), goal: pick.goal }, context);
    case 'hours':
      return answerInfo(state, { topic: 'hours', doctorId: null, text: '' }, context);
    case 'doctor':
      return proceed({ ...state, goal: state.goal ?? 'book', doctorId: pick.doctorId, speciality: null }, context);
    case 'queue':
      return askQueue({ ...state, doctorId: pick.doctorId }, '', context);
    case 'wait':
      return proceed({ ...state, goal: 'wait' }, context);
    case 'date':
      return proceed({ ...state, when: { ...state.when, date: pick.date }, choices: [], widened: 0 }, context);
    case 'choice': {
      const when = state.choices[pick.index] ?? null;
      return proceed({ ...state, when, choices: [] }, context);
    }
    case 'slot': {
      const slot = state.offered[pick.index];
      return slot === undefined ? notUnderstood(state, context) : hold(state, slot);
    }
    case 'appointment': {
      const target = state.listed[pick.index];
      return target === undefined ? notUnderstood(state, context) : withTarget(state, target, context);
    }
    case 'no-name':
      return afterHold({ ...state, forWhom: {} }, context);
    case 'change':
      if (pick.what === 'day') {
        return ask({ ...state, when: null, slot: null, offered: [] }, 'day', 'asking-day', said('otherTime', language));
      }
      return ask(
        { ...state, doctorId: null, speciality: null, slot: null, offered: [] },
        'doctor',
        'asking-doctor',
        said('askDoctor', language, { doctors: doctorsSaid(context, language) }),
      );
    case 'yes':
      if (state.phase === 'confirm') return book(state, context);
      return isOtherConfirm(state.phase)
        ? goAhead(state.phase, state, context)
        : leaveMessage(state, context, 'callback');
    case 'no':
      if (state.phase === 'confirm') return ask(state, 'change', 'listening', said('whatChange', language));
      return left(state);
  }
}
