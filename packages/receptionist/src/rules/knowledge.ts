import type { ClinicProfile } from '@vaani/clinic';
import type { Language } from '../brain.ts';
import { keysOf } from '../language/lexicon.ts';
import { hasPhrase, type Phrases, phrases } from '../language/phrases.ts';
import { tokenise } from '../language/tokens.ts';

/** How what clinics often write about is asked for. A topic that is not here is known by its own name and the words of its entry. */
const asked: Readonly<Record<string, Phrases>> = {
  parking: phrases('parking|park|gaadi|gadi|car|bike|scooter|पार्किंग|गाड़ी|गाडी|कार|बाइक|स्कूटर'),
  reports: phrases(
    'report|reports|test result|lab|blood test|sample|jaanch|janch|रिपोर्ट|रिपोर्ट्स|जाँच|जांच|लैब|खून की जाँच|सैंपल',
  ),
  insurance: phrases('insurance|cashless|mediclaim|policy|ayushman|bima|beema|इंश्योरेंस|बीमा|कैशलेस|आयुष्मान|मेडिक्लेम'),
  payment: phrases('upi|card|cash|google pay|gpay|phonepe|paytm|payment|online pay|कार्ड|कैश|यूपीआई|पेमेंट|भुगतान'),
  pharmacy: phrases('pharmacy|medicine|medicines|chemist|dawai|dawa|dawaiyan|दवा|दवाई|दवाइयाँ|केमिस्ट|मेडिकल स्टोर'),
  wheelchair: phrases('wheelchair|lift|ramp|stairs|seedhi|व्हीलचेयर|लिफ्ट|सीढ़ी|सीढ़ियाँ'),
  online: phrases('online consultation|video call|video consultation|teleconsultation|ऑनलाइन|वीडियो कॉल'),
};
/** Said in every question and every answer: they tell nothing apart. */
const common = keysOf(
  'the and for you your have with there this that what when where which how can does will from about please want know tell clinic doctor hai hain kya mein main ka ki ke ko se aur ya par nahi aap hum mujhe chahiye sakte sakta milta milti hoti hota bata bataiye है हैं क्या में का की के को से और या पर नहीं आप हम मुझे चाहिए सकते सकता मिलता मिलती होता होती बता बताइए क्लिनिक डॉक्टर',
);

/** What is told from the clinic's data, which is always so, where it is asked for without more. */
const fromData = new Set(['hours', 'address', 'fees', 'fee', 'doctors']);

/** Does a question name what the clinic wrote about ("when do I get my report"), rather than ask for its hours, fees or place? */
export const isWritten = (text: string, knowledge: ClinicProfile['knowledge']): boolean => {
  const tokens = tokenise(text);
  return knowledge.some(({ topic }) => !fromData.has(topic) && isNamed(topic, tokens));
};

const isNamed = (topic: string, tokens: readonly string[]): boolean => {
  const list = Object.hasOwn(asked, topic) ? asked[topic] : undefined;
  return (list !== undefined && hasPhrase(tokens, list)) || tokenise(topic).some((token) => tokens.includes(token));
};

type Entry = ClinicProfile['knowledge'][number];

/** Hindi and Hinglish are one language to whoever listens: what is written in one is said to callers in the other. */
const readableIn: Record<Language, readonly Language[]> = { en: ['en'], hi: ['hi', 'hi-en'], 'hi-en': ['hi-en', 'hi'] };

/**
 * The entry that answers a question, where it is written in a language of the caller; `as` is how a Hindi voice reads it. `foreign` where
 * it is written in another alone: nothing is translated here. Null where no entry is about it.
 */
export function entryFor(
  text: string,
  knowledge: readonly Entry[],
  language: Language,
): { entry: Entry; as: string } | 'foreign' | null {
  const tokens = tokenise(text);
  const words = new Set(tokens.filter((token) => token.length > 2 && !common.has(token)));
  const shared = (other: string) => new Set(tokenise(other).filter((token) => words.has(token))).size;
  const scores = new Map<string, number>();
  for (const { topic, text: answer } of knowledge) {
    // One word in common is chance; two are hardly.
    const score = (isNamed(topic, tokens) ? 10 : 0) + (shared(answer) > 1 ? shared(answer) : 0);
    scores.set(topic, Math.max(score, scores.get(topic) ?? 0));
  }
  const [best] = [...scores].sort((a, b) => b[1] - a[1]);
  if (best === undefined || best[1] === 0) return null;
  const entries = knowledge.filter(({ topic }) => topic === best[0]);
  const inOne = (wanted: Language) => entries.find((entry) => entry.language === wanted);
  const entry = readableIn[language].map(inOne).find((one) => one !== undefined);
  if (entry !== undefined) return { entry, as: (language === 'en' ? undefined : inOne('hi'))?.text ?? entry.text };
  return 'foreign';
}
