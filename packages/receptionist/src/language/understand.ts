import { type Age, understandAge } from './age.ts';
import { understandBirthDate } from './birth-date.ts';
import { detectLanguage } from './detect.ts';
import { isEmergency } from './emergency.ts';
import { type Intent, understandIntent } from './intent.ts';
import { understandNumber } from './number.ts';
import { understandPhone } from './phone.ts';
import type { Language, When, WhenContext } from './types.ts';
import { understandWhen } from './when/understand-when.ts';
import { understandYesNo } from './yes-no.ts';

/** What an utterance can be read for. */
export const understandKinds = [
  'when',
  'number',
  'phone',
  'age',
  'birthDate',
  'yesno',
  'emergency',
  'language',
  'intent',
] as const;
export type UnderstandKind = (typeof understandKinds)[number];

export interface Utterance extends WhenContext {
  text: string;
  kind: UnderstandKind;
}

/** What was understood: readings of a time, or one value; null where nothing was. */
export type Understood = When | { value: number | string | Age | 'yes' | 'no' | boolean | Language | Intent | null };

/** Longer than anybody speaks in one turn; what lies beyond is not looked at. */
const LONGEST = 2_000;

/** Reads an utterance for one kind of thing. Never throws on any text. */
export function understand({ text, kind, ...context }: Utterance): Understood {
  const said = text.slice(0, LONGEST);
  switch (kind) {
    case 'when':
      return understandWhen(said, context);
    case 'number':
      return { value: understandNumber(said) };
    case 'phone':
      return { value: understandPhone(said) };
    case 'age':
      return { value: understandAge(said) };
    case 'birthDate':
      return { value: understandBirthDate(said, context) };
    case 'yesno':
      return { value: understandYesNo(said) };
    case 'emergency':
      return { value: isEmergency(said) };
    case 'language':
      return { value: detectLanguage(said) };
    case 'intent':
      return { value: understandIntent(said) };
  }
}
