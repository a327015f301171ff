import { keysOf } from '../lexicon.ts';
import { numberAt } from '../numbers.ts';
import * as words from './lexicon.ts';
import { isRun, keyAt, type Scan } from './scan.ts';

/** What may stand behind a bare number that is an hour. Behind any other word it may count something ("kal do log aayenge"). */
const followers = keysOf(
  `ka ki ke k ko par pe per tak baad baje se theek thik thek ok okay okey works fine good chalega chalegi chalenga possible available free
  instead is hai hain ho hoga hogi rahega rahegi rakh rakho rakhna kar karo kardo karna dijiye de dena dedo please for with and or ya aur sharp ish mein me
  book slot wala wali wale vala only hi bhi na sir madam maam ji haan nahi to toh then i we can could would will confirm final pakka done thanks thank
  aaunga aaungi aayenge aa aana aata aati jaunga jaungi milna mil milega mujhe hum tomorrow today kal aaj parson in at the this on minute
  के का की को पर तक बाद ठीक है हैं हो होगा रहेगा कर करो दीजिए दे में वाला वाली भी ही जी मिल चलेगा आ आऊंगा आऊँगा`,
);

/** What stands before a number that names or counts something else. */
const labels = keysOf(
  `number no nambar room ward token flat plot sector gate floor block bed counter extension house line lane gali makaan door pin otp age umar umr
  aged weight wajan vajan height bp sugar temperature temp bukhar fever dose doctor dr mr mrs ms shri smt rs rupees rupaye option key button version
  नंबर कमरा कमरे वार्ड टोकन उम्र वजन शुगर डॉक्टर`,
);
const titles = keysOf('doctor dr mr mrs ms shri smt डॉक्टर श्री');

/** Things that are counted. */
const counted = keysOf(
  `log logon goli goliyan tablet tablets capsule capsules dawai dose times time baar bar bachche bachcha bachchon patient patients mareez people person
  persons appointment appointments slots rupaye rupees rs rupay paise percent kilo kg gram km degree ghante ghanta hour hours minute minutes min second
  seconds month months mahine year years saal din day days week weeks hafte number token members member aadmi ladies children kids injection injections
  bottle chammach ml mg point cm feet inch mahina hafta baras
  लोग गोली गोलियां दवाई बार बच्चे बच्चा मरीज रुपये रूपये किलो घंटे मिनट साल दिन महीने हफ्ते नंबर`,
);

export const isCounted = (scan: Scan, at: number): boolean => counted.has(keyAt(scan, at)) && scan.breaks[at] !== true;
export const mayFollow = (scan: Scan, at: number): boolean =>
  at >= scan.keys.length ||
  scan.breaks[at] === true ||
  (followers.has(keyAt(scan, at)) && !counted.has(keyAt(scan, at)));

/** "room number 5", "age 5", "Dr Das": a number that something before it names. */
export function isLabelled(scan: Scan, at: number): boolean {
  if (scan.breaks[at] === true && !titles.has(keyAt(scan, at - 1))) return false;
  const before = keyAt(scan, at - 1);
  if (labels.has(before)) return true;
  return ['is', 'hai'].includes(before) && labels.has(keyAt(scan, at - 2));
}

const numberWords = keysOf('number nambar नंबर');

/** "paanch number", "number 5 wala". */
export const isNumbered = (scan: Scan, next: number): boolean =>
  scan.breaks[next] !== true && numberWords.has(keyAt(scan, next));

/** Small words around an answer that is a bare number: "haan paanch theek hai". */
const polite = keysOf(
  `haan ji ha yes ok okay please sir madam maam theek thik hai rahega chalega chalegi fine works good is that would be let us make it for me us um uh umm er hmm
  well maybe say thanks thank you dhanyavaad shukriya lagbhag kar do dijiye kardo rakh rakho wala only hi bhi at by the so to toh achha accha acha no nahi sorry i think
  हाँ हां जी ठीक है रहेगा चलेगा कर दो दीजिए वाला अच्छा ही भी`,
);

/**
 * Is a bare number a time here? Beside a day, a part of day, "at" or a bound it is, and where nothing else was said.
 * @param isTimeNear whether a day or another time stands right before it.
 */
export function isTimeByPlace(scan: Scan, at: number, next: number, isTimeNear: boolean): boolean {
  if (isCounted(scan, next) || isLabelled(scan, at) || isNumbered(scan, next)) return false;
  if (isAnswer(scan, at, next)) return true;
  const before = keyAt(scan, at - 1);
  if (isRun(scan, at - 2, 'make', 'it') && mayFollow(scan, next)) return true;
  if (words.atWords.has(before) && mayFollow(scan, next) && keyAt(scan, at) !== 'to') return true;
  if (!mayFollow(scan, next)) return false;
  return isTimeNear && !isShy(scan, at, next) && !(words.ko.has(keyAt(scan, next)) && scan.breaks[next] !== true);
}

/** Numbers that are small words too: "one of them", "give". */
const isShy = (scan: Scan, at: number, next: number): boolean =>
  next === at + 1 && ['ek', 'do', 'one', 'to'].includes(keyAt(scan, at));

/** Nothing but the number and politeness. */
function isAnswer(scan: Scan, at: number, next: number): boolean {
  const number = numberAt(scan.keys, at);
  if (number !== null && number.value > 12 && next === number.next) return false;
  // "haan do" is "yes, give it", not two o'clock.
  if (isShy(scan, at, next) && scan.keys.length > 1) return false;
  return scan.keys.every((key, index) => (index >= at && index < next) || polite.has(key));
}
