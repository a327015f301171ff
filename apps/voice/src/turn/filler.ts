import type { Language, SayAction } from '@vaani/receptionist';

export const defaults = {
  /** A tool that runs so long, with nothing to be heard meanwhile, gets a word in between. */
  toolMs: 1_200,
  /** Anything else that the caller waits for: a transcript, a model. Together with the time to say it well under three seconds. */
  thinkingMs: 1_900,
  /** And so long after one filler another, in other words. */
  againMs: 1_900,
} as const;

export interface Wait {
  /** Nothing has been heard from either side for so long. */
  quietMs: number;
  /** How long the present tool has run; null where none does. */
  toolMs: number | null;
  /** What was said last was a filler. */
  isAfterFiller: boolean;
}

export function isFillerDue({ quietMs, toolMs, isAfterFiller }: Wait): boolean {
  if (isAfterFiller) return quietMs >= defaults.againMs;
  if (toolMs !== null && Math.min(quietMs, toolMs) >= defaults.toolMs) return true;
  return quietMs >= defaults.thinkingMs;
}

type Words = { text: string; spoken?: string };
const words: Record<Language, readonly [Words, ...Words[]]> = {
  en: [{ text: 'One moment, please.' }, { text: 'I am still looking.' }, { text: 'Thank you for waiting.' }],
  hi: [{ text: 'एक मिनट रुकिए।' }, { text: 'मैं देख रही हूँ।' }, { text: 'रुकने के लिए धन्यवाद।' }],
  'hi-en': [
    { text: 'Ek minute rukiye.', spoken: 'एक मिनट रुकिए।' },
    { text: 'Main dekh rahi hoon.', spoken: 'मैं देख रही हूँ।' },
    { text: 'Rukne ke liye dhanyavaad.', spoken: 'रुकने के लिए धन्यवाद।' },
  ],
};

/** The next filler, never the same twice in a row. @param count fillers said in this call so far. */
export function fillerAt(count: number, language: Language): SayAction {
  const all = words[language];
  return { kind: 'say', ...(all[count % all.length] ?? all[0]), language, purpose: 'filler' };
}
