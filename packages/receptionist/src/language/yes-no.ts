import { hasPhrase, lengthAt, phrases } from './phrases.ts';
import { tokenise } from './tokens.ts';

const yes = phrases(`
  haan|han|haa|ha|hanji|haanji|hn|hnji|jee|ji|yes|yeah|yea|yah|yep|yup|yess|sure|ok|okay|okey|okk|correct|right|done|theek hai|thik hai|theek|thik|thek|thek hai|sahi|sahi hai
  bilkul|chalega|chalegi|chal jayega|chal jaega|chal jayegi|chalo|chaliye|ho jayega|ho jaega|kar do|kar dijiye|kar dijie|kar dena|kar lo|kar lijiye|kar dein|kar diye|kar deejiye|karo|kardo|kardijiye|kijiye|kariye|karen|karein
  please do|go ahead|go for it|that is fine|thats fine|fine|of course|ofcourse|absolutely|definitely|certainly|confirm|confirmed|pakka|zaroor|jarur|zarur|exactly|perfect|great|sounds good|sounds great|i guess so|i suppose so|kar dijiyega|karwa dijiye|kijiyega|kar dijiyega|कर दीजिएगा|that will do|works for me|that works|it works|alright|all right
  badhiya|accha hai|achha hai|manzoor|manjoor|beshak|ekdum|uh huh|agreed|book it|do it|suits me|good|thats good
  koi dikkat nahi|koi dikkat nahin|koi problem nahi|koi pareshani nahi|koi issue nahi|koi aitraaz nahi|no problem|no problems|no issue|no issues|not a problem|no worries|why not|kyon nahi|kyun nahi|kyu nahi|of course yes|galat nahi|koi baat nahi theek hai|nothing wrong
  हाँ|हां|हा|जी|ठीक है|ठीक|सही|सही है|बिल्कुल|बिलकुल|चलेगा|चलेगी|चल जाएगा|चल जायेगा|चलो|चलिए|कर दो|कर दीजिए|कर दीजिये|कर लो|कर लीजिए|हो जाएगा|हो जायेगा|ज़रूर|जरूर|पक्का|ओके|यस|करो|कीजिए|करिए|बढ़िया|अच्छा है|मंज़ूर|बेशक|कोई दिक्कत नहीं|कोई बात नहीं ठीक है|क्यों नहीं|कोई परेशानी नहीं
`);
const no = phrases(`
  nahi|nahin|nahee|nai|nhi|nhin|naa|nah|no|nope|noo|na|not|mat|mat karo|mat karna|mat kijiye|mat kariye|mat kar do|mat kardo|nahi karo|nahi karna|nahi chahiye|nahi kar do|rehne do|rahne do|rehne dijiye|rahne dijiye|rehne dena|rehne den|chhodo|chhod do|chhodiye|jaane do
  galat|galat hai|wrong|cancel that|dont|do not|never mind|nevermind|leave it|forget it|none|none of these|something else|yeh nahi|ye nahi|not this|not that one|i do not think so|not really|negative|never|incorrect|of course not|absolutely not|not ok|not okay|not fine|theek nahi|thik nahi|sahi nahi|abhi nahi|no no|ji nahi|ji nahin|bilkul nahi|not now|not correct|not right|do not book|do not do it|ho nahi sakta|nahi ho payega
  नहीं|नही|नहि|ना|न|मत|मत करो|मत कीजिए|रहने दो|रहने दीजिए|रहने दें|छोड़ दो|छोड़िए|जाने दो|गलत|ग़लत|गलत है|नो|जी नहीं|बिल्कुल नहीं|ठीक नहीं|सही नहीं|अभी नहीं|नहीं चाहिए|नहीं करना
`);
/** Neither, whatever yes or no stands in it. */
const unsure = phrases(`
  not sure|pakka nahi|पक्का नहीं|yaad nahi|yaad nahin|samajh nahi|sunai nahi|याद नहीं|समझ नहीं|सुनाई नहीं|maybe|may be|perhaps|shayad|saayad|pata nahi|pata nahin|malum nahi|maloom nahi|do not know|dont know|no idea|dekhte hain|dekhta hoon|dekhti hoon|sochna padega|sochna hai|soch ke|sochke|soch kar|sochkar|let me think|let me check|i will think|will see|i will see|depends|puchh ke|puch ke|poochh kar|puchna padega|bata dunga|bata dungi|kah nahi sakta|keh nahi sakti|cannot say|hard to say|possibly|probably|nahi pata|ho bhi sakta hai|haan lekin|haan magar|haan par|haan ji lekin|haan ji par|yes but|ok but|okay but|jaisa aapko|jaisa aap|bas kar do|bas karo
  शायद|पता नहीं|मालूम नहीं|सोचना पड़ेगा|सोचकर|देखते हैं|देखता हूँ|देखती हूँ|पूछना पड़ेगा|नहीं पता|हाँ लेकिन|हाँ मगर|हाँ पर|जैसा आपको|जैसा आप
`);
/** Words of yes that mean something else here. */
const neither = phrases(
  'good morning|good evening|good afternoon|good night|right now|right side|right away|right hand|right eye|right ear|right leg|koi baat nahi|koi baat nahin|कोई बात नहीं|chalo kal|kal chalo',
);
const courtesies = new Set(phrases('ji|jee|जी').map(([key]) => key ?? ''));
/** "theek hai na": only asks to agree. */
const tags = new Set(phrases('na|naa|ना|न').map(([key]) => key ?? ''));

/** The last word holds; a no that is followed by a yes ("nahi nahi, theek hai") is neither, and is to be asked about; so is "maybe". */
export function understandYesNo(text: string): 'yes' | 'no' | null {
  const tokens = tokenise(text);
  if (hasPhrase(tokens, unsure)) return null;
  let first: 'yes' | 'no' | null = null;
  let last: 'yes' | 'no' | null = null;
  let refusedAt = -1;
  let isMeant = false;
  for (let at = 0; at < tokens.length; ) {
    const other = lengthAt(tokens, at, neither);
    const [agreed, refused] = other > 0 ? [0, 0] : [lengthAt(tokens, at, yes), lengthAt(tokens, at, no)];
    const length = Math.max(agreed, refused);
    // A no takes its words along: "mat karo" holds no yes. A longer yes does too: "koi dikkat nahi".
    const isTag = length === 1 && at > 0 && tags.has(tokens[at] ?? '') && (last === 'yes' || isTagged(tokens[at - 1]));
    // "nahi ji", "nahi, Sunita ke liye ji": polite, no yes.
    const isLast = at === tokens.length - 1;
    const isCourtesy =
      last === 'no' && length === 1 && courtesies.has(tokens[at] ?? '') && (refusedAt === at || isLast);
    if (refused >= agreed && refused > 0) refusedAt = at + length;
    if (length > 0 && !isTag && !isCourtesy) {
      const isTurned = refusedAt === at && refused === 0 && lengthAt(tokens, at, verbs) > 0;
      last = agreed > refused && !isTurned ? 'yes' : 'no';
      if (!(length === 1 && courtesies.has(tokens[at] ?? ''))) isMeant = true;
      first ??= last;
    }
    at += Math.max(1, length, other);
  }
  // "ji, fees kitni hai": polite, around something else.
  if (last === 'yes' && !isMeant && tokens.length > 2) return null;
  return first === 'no' && last === 'yes' ? null : last;
}

const isTagged = (before: string | undefined): boolean =>
  ['hai', 'do', 'dijie', 'dijiye', 'ge', 'ga', 'gi', 'toh', 'to'].includes(before ?? '');

/** Verbs that a no before them turns: "nahi chalega". */
const verbs = phrases(
  'chalega|chalegi|chal jayega|ho jayega|ho jaega|kar do|kar dijiye|kar lo|karo|kardo|kijiye|karen|चलेगा|चलेगी|चल जाएगा|हो जाएगा|कर दो|कर दीजिए|करो|कीजिए',
);

const confirmations = phrases(
  'yes book it|yes please book it|yes book|book it|book that|go ahead|please book|yes confirm|confirm it|yes cancel it|yes please cancel|cancel it|yes go ahead|yes please go ahead|yes move it|move it|yes change it|yes put it back|put it back|yes restore it|yes put me|yes add me|add me|haan kar do|haan ji kar dijiye|haan badal dijiye|badal dijiye|badal do|haan badal do|haan likh lijiye|likh lijiye|haan jod dijiye|haan wapas kar dijiye|हाँ कर दीजिए|हाँ बदल दीजिए|बदल दीजिए|बदल दो|हाँ लिख लीजिए|लिख लीजिए|हाँ वापस कर दीजिए|yes please do|yes that is right|yes that is correct|yes do it|that is correct|that is right|haan book kar dijiye|haan book kar do|haan ji book kar dijiye|book kar dijiye|book kar do|book kardo|book karo|book karein|kar dijiye|kar do|kar dijie|haan kar dijiye|haan confirm|confirm kar dijiye|confirm kar do|confirm karo|pakka kar dijiye|pakka kar do|haan theek hai|haan ji theek hai|ji haan theek hai|haan bilkul sahi|haan sahi hai|bilkul sahi hai|हाँ बुक कर दीजिए|हां बुक कर दीजिए|बुक कर दीजिए|बुक कर दीजिये|बुक कर दो|कर दीजिए|कर दीजिये|कर दो|पक्का कर दीजिए|पक्का कर दो|कन्फर्म कर दीजिए|रद्द कर दीजिए|रद्द कर दो|cancel kar dijiye|cancel kar do|कैंसल कर दीजिए|हाँ ठीक है|हाँ जी ठीक है|जी हाँ ठीक है|हाँ सही है|बिल्कुल सही है',
);

const cancelling = phrases('cancel|cancil|radd|rad|रद्द|कैंसल|कैंसिल');
const booking = phrases('book|booking|बुक|बुकिंग');
const moving = phrases(
  'move|move it|shift|reschedule|change|change it|change kar|badal|badal do|badal dijiye|badaliye|badalna|बदल|बदल दो|बदल दीजिए|बदलिए|बदलना|चेंज|शिफ्ट',
);

/** What a confirmation would set going. */
export type Confirmable = 'booking' | 'cancelling' | 'moving' | 'other';

/** Words that confirm one thing and take back another: "cancel it" said to a booking is no yes. */
const strange: Record<Confirmable, readonly ReturnType<typeof phrases>[]> = {
  booking: [cancelling, moving],
  cancelling: [booking, moving],
  moving: [cancelling],
  other: [cancelling, moving],
};

/**
 * Does the caller confirm what was read back? Heard by the constrained recogniser it takes a phrase, because single words are too easily
 * mistaken; any sign of a no or a doubt makes it none, and so do words that confirm something else. @param options.of what was read back; where
 * it is not said, words of booking and cancelling both confirm.
 */
export function confirms(text: string, options: { isPhraseNeeded: boolean; of?: Confirmable }): boolean {
  const tokens = tokenise(text);
  if (hasPhrase(tokens, no) || hasPhrase(tokens, unsure)) return false;
  const barred = options.of === undefined ? [moving] : strange[options.of];
  if (barred.some((list) => hasPhrase(tokens, list))) return false;
  if (tokens.length >= 2 && hasPhrase(tokens, confirmations)) return true;
  return !options.isPhraseNeeded && understandYesNo(text) === 'yes';
}

/** A plain no, or "leave it". */
export const refuses = (text: string): boolean => understandYesNo(text) === 'no';

const backchannels = new Set(
  phrases(
    'hmm|hm|mm|haan|han|ha|ji|achha|acha|accha|ok|okay|theek|thik|uh|huh|right|हाँ|हां|हम्म|हूँ|जी|अच्छा|ठीक|ओके|है|hai|i|see',
  ).map(([key]) => key ?? ''),
);

/** Words that only say "I am listening" while the agent speaks: they take no turn. */
export function isBackchannel(text: string): boolean {
  const tokens = tokenise(text);
  return tokens.length > 0 && tokens.length <= 3 && tokens.every((token) => backchannels.has(token));
}
