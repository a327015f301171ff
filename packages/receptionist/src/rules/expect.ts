import type { BrainContext, Expectation, Language } from '../brain.ts';
import { grammarFor } from '../grammar/grammar.ts';
import type { Confirmable } from '../language/yes-no.ts';
import type { DialogueState, Phase } from './state.ts';

const askedIn: Record<Phase, Expectation['asked']> = {
  open: 'anything',
  doctor: 'doctor',
  day: 'day',
  time: 'time',
  'which-day': 'day',
  slots: 'slot',
  patient: 'patient',
  phone: 'phone',
  confirm: 'confirm',
  change: 'yes-no',
  identify: 'patient',
  birth: 'birth',
  which: 'slot',
  'cancel-confirm': 'confirm',
  'restore-confirm': 'confirm',
  'wait-offer': 'yes-no',
  'wait-confirm': 'confirm',
  age: 'birth',
  guardian: 'patient',
  'queue-doctor': 'doctor',
  message: 'anything',
  'offer-callback': 'yes-no',
  working: 'nothing',
  transferring: 'anything',
  ended: 'nothing',
};

/** What the brain waits for: for the recogniser, the end-of-turn policy and the desk. */
export function expectationOf(state: DialogueState, context: BrainContext): Expectation {
  const asked = askedIn[state.phase];
  const keypad = keypadOf(state.phase);
  const { activity } = state;
  const languages = languagesOf(state);
  return {
    asked,
    language: state.language,
    grammar: grammarFor(asked, context, {
      languages,
      confirming: confirmingIn(state),
      offered: (state.phase === 'slots' ? state.offered : state.phase === 'which' ? state.listed : []).map(
        ({ startsAt }) => startsAt,
      ),
    }),
    // Hinglish has the sounds of both: in English alone no Hindi word would be heard.
    ...(languages.length > 1 ? { grammarLanguage: 'hi-en' as const } : {}),
    ...(keypad === undefined ? {} : { keypad }),
    activity:
      state.phase === 'open' && state.turns > 0 && activity.key === 'greeting' ? { key: 'listening' } : activity,
  };
}

/** What would be confirmed now, and so with which words. */
function confirmingIn({ phase, goal }: DialogueState): Confirmable {
  if (phase === 'cancel-confirm') return 'cancelling';
  if (phase === 'restore-confirm' || phase === 'wait-confirm') return 'other';
  return phase === 'confirm' && goal === 'move' ? 'moving' : 'booking';
}

/** Until the caller's first words were understood, any of the three; then the one that is spoken. */
function languagesOf(state: DialogueState): Language[] {
  const isFirst = state.goal === null && state.phase === 'open' && state.outcome === null;
  if (!isFirst) return [state.language];
  return [state.language, ...(['hi', 'hi-en', 'en'] as const).filter((one) => one !== state.language)];
}

function keypadOf(phase: Phase): { maxDigits: number; endsWithHash: boolean } | undefined {
  if (phase === 'phone') return { maxDigits: 12, endsWithHash: true };
  if (phase === 'birth' || phase === 'age') return { maxDigits: 4, endsWithHash: true };
  if (phase === 'working' || phase === 'ended' || phase === 'message') return undefined;
  return { maxDigits: 1, endsWithHash: false };
}
