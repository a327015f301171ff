import { isEmergency } from './emergency.ts';
import * as words from './intent-words.ts';
import { keysOf } from './lexicon.ts';
import { findPattern, hasPattern, type Patterns, patterns } from './patterns.ts';
import { hasPhrase, phrases } from './phrases.ts';
import { specialitiesIn } from './speciality.ts';
import { tokenise } from './tokens.ts';

export type Intent =
  | 'book'
  | 'reschedule'
  | 'cancel'
  | 'my_appointments'
  | 'info'
  | 'human'
  | 'message'
  | 'emergency'
  | 'other';

/** What the caller wants, by the plainest sign. What stops or moves a booking comes before what begins one. */
export function understandIntent(text: string): Intent {
  if (isEmergency(text)) return 'emergency';
  const tokens = withoutMore(tokenise(text));
  const has = (list: Patterns): boolean => hasPattern(tokens, list);
  if (tokens.length < 5 && understandAside(text) === 'repeat') return 'other';
  if (has(words.human) && !has(words.noHuman)) return 'human';
  const isOwn = has(words.own);
  const isGivenUp = has(words.cancel) && !has(words.notCancel);
  if (isGivenUp) return isForAnother(tokens) ? 'reschedule' : 'cancel';
  if (has(words.move) && !has(words.notMove) && !has(words.asked)) return 'reschedule';
  if (has(words.doctorLate) && !has(words.selfLate)) return 'info';
  if (has(asksWhen) && !has(words.making)) return 'my_appointments';
  if (has(words.message)) return 'message';
  if (has(words.reports) && !has(words.showing)) return 'info';
  const isMaking = has(words.making) && !has(words.isBooked);
  if (isOwn && has(words.checks) && !has(words.makingNew)) return 'my_appointments';
  if (isOwn && !isMaking) return has(words.puts) && !has(words.asksOwn) ? 'reschedule' : 'my_appointments';
  if (has(words.asksComing)) return 'my_appointments';
  if (has(words.appointmentWord) && !isMaking && has(asksWhen)) return 'my_appointments';
  if (has(words.asked)) return 'info';
  if (has(words.info) && !has(words.wanting)) return 'info';
  if (has(words.book)) return 'book';
  if (has(words.info)) return 'info';
  if (tokens.length > 2 && (has(questions) || findPattern(tokens, asking)?.at === 0) && !has(aboutTalk)) return 'info';
  return has(words.illness) || isComplaint(text) ? 'book' : 'other';
}

/** "Nahi, aur kuchh nahi" wants nothing more: its "aur" is no beginning of "aaunga". */
const withoutMore = (tokens: readonly string[]): string[] =>
  tokens.filter((token, at) => !(further.has(token) && something.has(tokens[at + 1] ?? '')));
const further = keysOf('aur और');
const something = keysOf('kuch kuchh कुछ');

/** A question about something, and not about the conversation itself. */
const questions = patterns(
  'kab/kahan/kidhar/kitn*/kaun*/konsa/कब/कहाँ/कहां/किधर/कितन*/कौन*|how/what/which/where/when .. is/are/do/does/many/much|is/are there|hai/hain/ho/sakte/sakta/sakti/hota/hoti/milta/milti/है/हैं/हो/सकते/सकता/सकती/होता/होती kya/क्या|kya/क्या ... hai/hain/sakte/sakta/sakti/है/हैं/सकते/सकता/सकती|what is/are the',
);
/** English asks by putting its verb first. */
const asking = patterns('are/is/do/does/will/did/has you/your/it/there/the/they/dr/doctor/this');
const aboutTalk = patterns(
  'bol/bola/bole/boliye/kaha/naam/name/hua/robot/machine/बोल/बोला/कहा/नाम/हुआ|who are you|what did you|how are you|kaise ho/hain|what happened|samajh*/समझ*',
);

/** Names what hurts or a kind of doctor, in more than a word or two. */
const isComplaint = (text: string): boolean => tokenise(text).length > 3 && specialitiesIn(text).length > 0;

/** "appointment kab ka hai", "booking hui hai kya": of one that there is. */
const asksWhen = patterns(
  'appointment*/booking*/अपॉइंट*/बुकिंग kab/kitne/kis/hua/hui/huyi/कब/कितने/किस/हुआ/हुई|kab/kitne/kis/कब/कितने/किस .. appointment*/booking*/अपॉइंट* .. hai/hain/है|appointment*/booking*/अपॉइंट* ... confirm*/book hua/hui/hai/ho/हुआ/हुई/है|naam/नाम se/pe/par/ki/से/पर .. appointment*/booking*/अपॉइंट*',
);

/** Does another time follow what is given up ("kal nahi aa paunga, parson kar do"; "cancel it and give me Friday")? */
function isForAnother(tokens: readonly string[]): boolean {
  let next = 0;
  for (
    let found = findPattern(tokens, words.cancel);
    found !== null;
    found = findPattern(tokens.slice(next), words.cancel)
  )
    next += found.next;
  if (next === 0) return false;
  const rest = tokens.slice(next);
  // "cancel kar do" takes its own verb along.
  const start = rest.findIndex((token) => !verbs.has(token));
  const more = start < 0 ? [] : rest.slice(start);
  const isJoined = rest.slice(0, 2).some((token) => joining.has(token));
  return more.length > 0 && (isJoined || hasPattern(more, words.instead));
}
const verbs = keysOf(
  'kar karo kardo kardijiye karna karni karne karwana karwani karwa karva do dijiye dijie den hai hain ho tha please it my the ji na de dena sakte sakta sakti kijiye कर करो करना करनी दो दीजिए है हैं दें कीजिए जी paunga paungi payenge paayenge pa raha rahi rahe sakunga sakungi jaunga पाऊंगा पाऊँगा पाऊंगी पाऊँगी सकता सकती सकूंगी',
);
const joining = keysOf('karke करके ke');

export type InfoTopic = 'hours' | 'address' | 'fee' | 'doctors' | 'other';

const topics: readonly (readonly [InfoTopic, ReturnType<typeof phrases>])[] = [
  [
    'fee',
    phrases(
      'fee|fees|charge|charges|cost|price|how much|paise|paisa|kharcha|kitna lagega|kitna lagta|kitne lagenge|kitne lagte|shulk|शुल्क|कितना लगता|कितने लगते|कितने लगेंगे|rate|फ़ीस|फीस|पैसे|रुपये|खर्च|कितना लगेगा',
    ),
  ],
  [
    'address',
    phrases(
      'address|where|location|area|which area|kis area|kis jagah|किस जगह|किस एरिया|get there|reach|pahunche|pahunchna|pahunchen|pahunchu|पहुँचें|पहुँचना|पहुंचें|पहुंचना|landmark|directions|kahan|kaha|kidhar|pata|rasta|how to reach|kaise aana|kaise pahunche|कहाँ|कहां|किधर|पता|एड्रेस|रास्ता',
    ),
  ],
  [
    'doctors',
    phrases(
      'which doctors|which doctor|what doctors|kaun se doctor|kaun kaun se doctor|kaunse doctor|konse doctor|कौन से डॉक्टर|कौन कौन से डॉक्टर|doctors',
    ),
  ],
  [
    'hours',
    phrases(
      'timing|timings|hours|when|open|close|closed|khula|khulta|khulti|khulega|band|kab|baithte|baithti|time|sits|समय|टाइमिंग|खुला|खुलता|खुलती|बंद|कब|कितने बजे|kitne baje|बैठते',
    ),
  ],
];

/** What a question about the clinic is about. */
export function understandTopic(text: string): InfoTopic {
  const tokens = tokenise(text);
  return topics.find(([, list]) => hasPhrase(tokens, list))?.[0] ?? 'other';
}

const repeat = phrases(
  'repeat|say that again|say again|come again|pardon|phir se|fir se|phirse|dobara|kya bola|kya kaha|samajh nahi|sunai nahi|फिर से|दोबारा|क्या कहा|क्या बोला|समझ नहीं|सुनाई नहीं|did not understand|did not hear|did not get|what did you say',
);
const wait = phrases(
  'ek minute|ek min|one minute|one moment|one second|ek second|just a moment|just a minute|just a second|hold on|hang on|ruko|rukiye|wait|एक मिनट|रुकिए|रुको',
);
const goodbye = phrases(
  'bye|goodbye|good bye|thats all|that all|that is all|nothing else|no thanks|no thank you|thank you bye|bas itna|aur kuchh nahi|aur kuch nahi|bas|और कुछ नहीं|बस|बाय|अलविदा|phone rakhta|rakhta hoon|dhanyavaad|dhanyavad|shukriya|धन्यवाद|शुक्रिया|thank you|thanks',
);

/** What is no answer but about the conversation itself. */
export function understandAside(text: string): 'repeat' | 'wait' | 'goodbye' | null {
  const tokens = tokenise(text);
  if (hasPhrase(tokens, repeat)) return 'repeat';
  if (hasPhrase(tokens, wait)) return 'wait';
  return hasPhrase(tokens, goodbye) ? 'goodbye' : null;
}
