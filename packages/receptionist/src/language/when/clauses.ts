import { keysOf } from '../lexicon.ts';
import { isComplaintWord } from './complaints.ts';
import * as words from './lexicon.ts';
import { isRun, keyAt, type Scan } from './scan.ts';

/** What a clause says of the time in it: is it past, was it refused, is it only where something stands now? */

const conjunctions = keysOf(
  'lekin par magar but so isliye islie aur and phir fir ab then because kyunki kyonki warna varna लेकिन पर मगर इसलिए और फिर अब क्योंकि',
);
const were = keysOf('tha thi thin था थी थीं');
const participles = keysOf('aaye aae gaye dikhaye mile kiye hue liye diye baithe bole आए आये गए दिखाए मिले किए हुए');
const perfects = keysOf(
  'aaya aayi dikhaya dikhayi karaya karvaya karwaya karwayi hua hui hue liya khaya khayi आया आई दिखाया दिखाई कराया करवाया हुआ हुई हुए लिया खाया',
);
const politeBefore = keysOf(
  'chahiye chahie chahta chahti chahte chahata soch puch pooch puchh bol keh dekh चाहिए चाहता चाहती चाहते सोच पूछ',
);
const finite = keysOf(
  `hai hain hoon hun hu ho chahiye chahie do dijiye dijie dena de dedo karo kardo kijiye kijie lijiye rakho rakh batao bataiye bataye hoga hogi honge
  sakta sakti sakte chalega chalegi milega milegi rahega aaunga aaungi aayenge jaunga jaungi karunga karungi karenge karega
  है हैं हूँ हूं हो चाहिए दो दीजिए दीजिये करो कीजिए रखो बताइए होगा होगी सकता सकती सकते चलेगा मिलेगा मिलेगी रहेगा आऊंगा आऊँगा आऊंगी आएंगे`,
);
/** Verbs of the past: they end a clause as others do. */
export const isWereWord = (key: string): boolean => were.has(key);
export const isFiniteVerb = (key: string): boolean => finite.has(key) || /(?:unga|ungi|enge|ega|egi|iyega)$/.test(key);

const englishPast = keysOf('came visited saw went met attended consulted');
const wasWords = keysOf('was were');
const wondering = keysOf('vondering thinking hoping loking planing asking veting trying');

/** Does the clause speak of what has been? The verb that follows decides in Hindi, the one before in English. "milna tha" is a polite wish. */
export function isPastClause(scan: Scan, at: number, next: number): boolean {
  for (let place = next; place < Math.min(scan.keys.length, next + 12); place += 1) {
    const key = keyAt(scan, place);
    if (place > next && scan.breaks[place] === true) break;
    if (conjunctions.has(key) && place > next) break;
    const before = keyAt(scan, place - 1);
    // Roman "the" is the English article more often than "were".
    const isWere = were.has(key) || scan.raws[place] === 'थे' || (scan.raws[place] === 'the' && participles.has(before));
    if (isWere) return !isPolite(scan, place);
    if (
      perfects.has(key) &&
      !['bhar', 'ho', 'chala', 'ban', 'bharr', 'kya'].includes(before) &&
      keyAt(scan, place + 1) !== 'kya'
    )
      return true;
    if (wasWords.has(key)) return !wondering.has(keyAt(scan, place + 1));
    if (isFiniteVerb(key) && !isPerfectBehind(scan, place)) return false;
  }
  for (let place = at - 1; place >= Math.max(0, at - 7); place -= 1) {
    if (englishPast.has(keyAt(scan, place))) return true;
    if (scan.breaks[place + 1] === true || conjunctions.has(keyAt(scan, place))) break;
  }
  return false;
}

const telling = keysOf('bola kaha bulaya likha bataya said told asked advised called बोला कहा बुलाया लिखा बताया');

/** "doctor ne bola tha ek hafte baad": counted from the day on which it was said. */
export function isTold(scan: Scan, at: number): boolean {
  for (let place = at - 1; place >= Math.max(0, at - 6); place -= 1) {
    if (telling.has(keyAt(scan, place))) return true;
    if (scan.breaks[place + 1] === true && conjunctions.has(keyAt(scan, place))) return false;
  }
  return false;
}

/** "kal ho gaya tha": the finite verb is still to come. */
const isPerfectBehind = (scan: Scan, at: number): boolean =>
  ['ho', 'do', 'de', 'rakh', 'kar'].includes(keyAt(scan, at)) &&
  (perfects.has(keyAt(scan, at + 1)) ||
    were.has(keyAt(scan, at + 1)) ||
    keyAt(scan, at + 1) === 'raha' ||
    keyAt(scan, at + 1) === 'rahi');

function isPolite(scan: Scan, at: number): boolean {
  const before = keyAt(scan, at - 1);
  const isInfinitive = /[a-z]n[aie]$/.test(before) && !['bana', 'suna', 'mana'].includes(before);
  const isAsking = ['raha', 'rahi', 'rahe'].includes(before) && politeBefore.has(keyAt(scan, at - 2));
  return isInfinitive || politeBefore.has(before) || isAsking || ['sakta', 'sakti', 'sakte'].includes(before);
}

/** Does somebody tell here what goes on ("… se bukhar hai")? */
export function isComplaintBehind(scan: Scan, at: number): boolean {
  for (let place = at; place < Math.min(scan.keys.length, at + 7); place += 1) {
    if (place > at && scan.breaks[place] === true) return false;
    if (isComplaintWord(keyAt(scan, place))) return true;
    if (isFiniteVerb(keyAt(scan, place))) return false;
  }
  return false;
}

const habits = keysOf(
  'hota hoti hote aata aati aate uthta uthti badhta badhti badh rehta rehti rahta rahti lagta lagti jata jati होता होती आता आती उठता रहता रहती लगता लगती',
);

/** "raat ko khansi aati hai", "pain in the morning": when something hurts is no time for an appointment. */
export function isComplaintTime(scan: Scan, at: number, next: number): boolean {
  let isNamed = false;
  for (let place = next; place < Math.min(scan.keys.length, next + 6) && scan.breaks[place] !== true; place += 1) {
    const key = keyAt(scan, place);
    if (isComplaintWord(key) || (key === 'nahi' && isNamed)) isNamed = true;
    if (isNamed && habits.has(key)) return true;
    if (['dikhana', 'milna', 'apointment', 'slot', 'buking', 'chahie', 'lie'].includes(key)) return false;
  }
  if (isMedicine(scan, at, next)) return true;
  const isEnglish = isRun(scan, at - 1, during) || isRun(scan, at - 2, during, 'the');
  let place = at - (keyAt(scan, at - 1) === 'the' ? 3 : 2);
  if (mostly.has(keyAt(scan, place))) place -= 1;
  const before = keyAt(scan, place);
  return (
    isEnglish &&
    isComplaintWord(before) &&
    (next >= scan.keys.length || scan.breaks[next] === true || words.and.has(keyAt(scan, next)))
  );
}

const during = keysOf('at in during every only');
const mostly = keysOf('mostly usually often only especially more');
const medicines = keysOf(
  'dawai dawa goli goliyan tablet tablets medicine medicines capsule syrup injection दवाई दवा गोली',
);
const takings = keysOf('leni lena leta leti khani khana khata khati kha take taking lun loon लेनी लेना खानी खाना');

/** "dawai subah shaam leni hai": when something is to be taken. */
function isMedicine(scan: Scan, at: number, next: number): boolean {
  const before = scan.keys.slice(Math.max(0, at - 4), at);
  const after = scan.keys.slice(next, next + 4);
  return (
    [...before, ...after].some((key) => medicines.has(key)) && [...before, ...after].some((key) => takings.has(key))
  );
}
