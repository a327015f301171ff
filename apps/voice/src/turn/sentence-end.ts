import { tokenise } from '@vaani/receptionist/language';

const keysOf = (words: string): ReadonlySet<string> => new Set(tokenise(words));

/** After these more is to come, in any of the three languages. Words that may end a sentence too ("mein", "se", "so", "that") are none. */
const joining = keysOf(
  'aur toh ki ke lekin magar kyunki matlab ya agar mujhe mujhko hume humein and or but because with for of the a an my at is dr doctor um umm uh er और तो कि की के लेकिन मगर क्योंकि मतलब या अगर मुझे मुझको हमें डॉक्टर डॉ',
);

/** Hindi puts its verb last: what ends in one of these is whole, but for what somebody may still add. Polite last words of all three languages too. */
const closing = keysOf(
  `hai hain hoon hun tha thi hoga hogi honge chahiye chahie chahta chahti karna karana lena dena batana milna dikhana dijiye dijie dijiyega kijiye karo kardo
  do de batao bataiye bataye bata batayein boliye lagega lagegi lagta milega milegi rahega rahegi raha rahi sakta sakti sakte gaya gayi karunga karungi aaunga
  aaungi aana jaana baithte baithti khulta aate aati please thanks
  है हैं हूँ हूं था थी होगा होगी होंगे चाहिए चाहता चाहती करना कराना करवाना लेना देना बताना मिलना दिखाना दीजिए दीजिये दीजिएगा कीजिए करो दो दे बताओ बताइए
  बताएँ बोलिए लगेगा लगेगी लगता मिलेगा मिलेगी रहेगा रहेगी रहा रही सकता सकती सकते गया गई करूँगा करूँगी आऊँगा आऊँगी आना जाना बैठते बैठती खुलता आते आती क्या`,
);

/** An English question begins so. */
const asking = keysOf('what when where which who how until is are do does can could would will may');

/** A question of fewer words is one only where something else says so. */
const LEAST_QUESTION = 4;
const LEAST_SENTENCE = 3;

/** How a sentence stands, by its last words. */
export type SentenceEnd = 'open' | 'whole' | 'either';

/** @param names words of names that are said at this clinic: people pause after one, and a sentence seldom ends there. */
export function sentenceEndOf(text: string, names: ReadonlySet<string>): SentenceEnd {
  const words = tokenise(text);
  const last = words.at(-1) ?? '';
  // Recognisers write the mark where the melody rises: "do you have a skin doctor?".
  const isMarked = /[?？]\s*$/u.test(text);
  if (joining.has(last) && !isMarked) return 'open';
  if (names.has(last)) return 'either';
  if (words.length >= LEAST_SENTENCE && closing.has(last)) return 'whole';
  const isAsked = words.slice(0, 3).some((word) => asking.has(word));
  return isMarked && isAsked && words.length >= LEAST_QUESTION ? 'whole' : 'either';
}
