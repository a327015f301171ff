import type { BrainContext } from '../brain.ts';
import { type Said, sayDate } from '../language/spoken.ts';
import { addDays } from './days.ts';
import { doctorSaid, localTime, readingSaid, said, slotSaid } from './speak.ts';
import type { DialogueState } from './state.ts';

/** What a key stands for. */
export type Pick =
  | { kind: 'goal'; goal: 'book' | 'cancel' | 'move' }
  | { kind: 'hours' }
  | { kind: 'doctor'; doctorId: string }
  | { kind: 'queue'; doctorId: string }
  | { kind: 'wait' }
  | { kind: 'date'; date: string }
  | { kind: 'choice'; index: number }
  | { kind: 'slot'; index: number }
  | { kind: 'appointment'; index: number }
  | { kind: 'no-name' }
  | { kind: 'yes' }
  | { kind: 'no' }
  | { kind: 'change'; what: 'doctor' | 'day' }
  | { kind: 'person' };

export interface MenuOption {
  key: string;
  label: Said;
  pick: Pick;
}

/** What the keys mean now: they are always taken, and read out where words failed twice. 0 is always a person. */
export function menuOf(state: DialogueState, context: BrainContext): MenuOption[] {
  const options = choicesOf(state, context).slice(0, 9);
  return [
    ...options.map(({ label, pick }, index) => ({ key: String(index + 1), label, pick })),
    { key: '0', label: said('labelPerson', state.language), pick: { kind: 'person' } as const },
  ];
}

function choicesOf(state: DialogueState, context: BrainContext): { label: Said; pick: Pick }[] {
  const { language } = state;
  const yesNo = [
    { label: said('labelYes', language), pick: { kind: 'yes' } as const },
    { label: said('labelNo', language), pick: { kind: 'no' } as const },
  ];
  switch (state.phase) {
    case 'open':
      return [
        { label: said('labelBook', language), pick: { kind: 'goal', goal: 'book' } },
        { label: said('labelCancel', language), pick: { kind: 'goal', goal: 'cancel' } },
        { label: said('labelHours', language), pick: { kind: 'hours' } },
        { label: said('labelMove', language), pick: { kind: 'goal', goal: 'move' } },
      ];
    case 'doctor':
      return context.clinic.doctors.map(({ id }) => ({
        label: doctorSaid(id, context, language),
        pick: { kind: 'doctor', doctorId: id },
      }));
    case 'queue-doctor':
      return context.clinic.doctors.map(({ id }) => ({
        label: doctorSaid(id, context, language),
        pick: { kind: 'queue', doctorId: id },
      }));
    case 'wait-offer':
      return [
        { label: said('labelWait', language), pick: { kind: 'wait' } },
        { label: said('labelDay', language), pick: { kind: 'change', what: 'day' } },
      ];
    case 'day':
    case 'time':
      return [0, 1, 2, 3].map((ahead) => {
        const date = addDays(localTime(context.now, context).date, ahead);
        return { label: sayDate(date, language, localTime(context.now, context).date), pick: { kind: 'date', date } };
      });
    case 'which-day':
      return state.choices.map((reading, index) => ({
        label: readingSaid(reading, context, language),
        pick: { kind: 'choice', index },
      }));
    case 'slots':
      return state.offered.map((slot, index) => ({
        label: slotSaid(slot.startsAt, context, language),
        pick: { kind: 'slot', index },
      }));
    case 'which':
      return state.listed.map((one, index) => ({
        label: slotSaid(one.startsAt, context, language),
        pick: { kind: 'appointment', index },
      }));
    case 'patient':
      return [{ label: said('labelNewPatient', language), pick: { kind: 'no-name' } }];
    case 'change':
      return [
        { label: said('labelDoctor', language), pick: { kind: 'change', what: 'doctor' } },
        { label: said('labelDay', language), pick: { kind: 'change', what: 'day' } },
      ];
    case 'confirm':
    case 'cancel-confirm':
    case 'restore-confirm':
    case 'wait-confirm':
    case 'offer-callback':
      return yesNo;
    default:
      return [];
  }
}
