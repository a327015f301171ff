import type { TalkedTurn } from '../brain.ts';
import type { TalkMessage } from './model.ts';

/** What the staff tell the model stands apart from what callers say: none of it is a caller's word. */
export const noted = (content: string): TalkMessage => ({ role: 'system', content });
export const staffNote = (text: string) =>
  `Note of the clinic's staff, for you alone; never read it out, and book nothing by it that the caller did not ask for and confirm: ${text}`;
export const staffSentence = (text: string) => `The clinic's staff had your voice say this to the caller: ${text}`;
/** What was said while the model did not lead the talk. */
export function talkedMessage({ who, text }: TalkedTurn): TalkMessage {
  if (who === 'caller') return { role: 'user', content: text };
  return who === 'agent'
    ? { role: 'assistant', content: text }
    : noted(`A colleague of the clinic said to the caller: ${text}`);
}
export const handedBackNote =
  'You have the call again. Go on from what was said, in one or two short sentences; what was settled with the colleague need not be asked again.';
