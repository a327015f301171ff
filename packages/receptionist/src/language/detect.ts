import { fold, tokenise } from './fold.ts';
import { hasPhrase, phrases } from './phrases.ts';
import type { Language } from './types.ts';

const keys = (list: string): ReadonlySet<string> => new Set(list.split(' ').map(fold));

/** Words that only Hindi has, in Roman letters. */
const hindi = keys(
  'mujhe mujhko main mein hai hain hoon hun ho ka ki ke ko se par liye aap aapka mera meri mere hum kya kab kahan kaise kaun kitna kitne chahiye chahie karna karni kar karo dijiye dijie lena leni dena haan nahi nahin ji theek thik achha accha aaj kal parson subah shaam dopahar raat baje bajkar saadhe sade sava paune dedh dhai somvaar mangalvaar budhvaar guruvaar shukravaar shanivaar ravivaar itvaar namaste namaskar dikhana milna milana aana jaana hoga wala wali wale abhi phir bhi aur ya tareekh hafte mahine din bukhar dard khansi bachche bachcha beta beti maa pitaji raha rahi rahe batao bataiye boliye rehne do teen chaar paanch chhe saat aath nau das gyarah barah ek se nahi tha thi',
);
/** Hindi words that English spells alike, or names and loans that say nothing. */
const neutral = keys(
  'do to se the ho par hum main me doctor dr appointment number phone clinic hello hi ok okay sir madam ma am mobile sharma rao mehta khan iyer verma fernandes patil',
);
const english = keys(
  'i need want would like please can could you see my for with on at in a an the is it yes book tomorrow today morning evening afternoon night monday tuesday wednesday thursday friday saturday sunday next week time half past quarter cancel reschedule confirm thank thanks what when where how which who open close closed hours address fee fees speak talk person human new later earlier first second third slot check up checkup and or not after before between ten eleven twelve one two three four five six seven eight nine thirty fifteen fine right available child son daughter wife husband mother father skin tooth eye heart general',
);

const asks: readonly (readonly [Language, ReturnType<typeof phrases>])[] = [
  ['en', phrases('english please|in english|speak english|english mein|english me|अंग्रेज़ी में|इंग्लिश में|angrezi mein')],
  ['hi', phrases('in hindi|hindi mein|hindi me|hindi please|speak hindi|हिंदी में|हिन्दी में')],
];

/** A language that was asked for, or null. */
export function requestedLanguage(text: string): Language | null {
  const tokens = tokenise(text);
  return asks.find(([, list]) => hasPhrase(tokens, list))?.[0] ?? null;
}

/**
 * The language of an utterance. Sticky: words that say nothing (names, numbers, "ok") leave the current one. Roman Hindi is Hindi; with
 * English words among it, Hinglish; and who speaks Hinglish stays there.
 */
export function detectLanguage(text: string, current: Language): Language {
  const asked = requestedLanguage(text);
  if (asked !== null) return asked;
  const isDevanagari = /[\u0900-\u097f]/.test(text);
  const tokens = tokenise(text.replace(/[\u0900-\u097f]+/g, ' ')).filter((token) => /^[a-z]/.test(token));
  const known = tokens.filter((token) => !neutral.has(token));
  const english_ = known.filter((token) => english.has(token) && !hindi.has(token)).length;
  const hindi_ = known.filter((token) => hindi.has(token)).length;
  if (isDevanagari) return english_ > 0 ? 'hi-en' : 'hi';
  if (hindi_ === 0) return english_ >= (current === 'en' ? 0 : 2) ? (english_ === 0 ? current : 'en') : current;
  if (english_ > 0) return english_ > 4 * hindi_ ? 'en' : 'hi-en';
  if (current === 'hi-en') return 'hi-en';
  return hindi_ === 1 && current === 'en' && known.length > 3 ? 'en' : 'hi';
}
