import { romanise, type SearchTerm, soundOf } from './search-terms.ts';

/** So many different words of one text are kept. */
const MOST_WORDS = 600;
/** A sound of fewer letters stands for too many words: the word itself is kept instead. */
const SHORTEST_SOUND = 4;

/**
 * Terms of a conversation: the stem of each of its words, once, in whatever order. The three languages meet in them: "रिपोर्ट", "report" and "reports"
 * are one term, as are "dawai" and "दवाई". Words that every conversation has are left out.
 */
export function wordTerms(text: string): SearchTerm[] {
  const terms = new Set<string>();
  for (const word of wordsOf(text)) {
    const term = wordTerm(word);
    if (term !== null) terms.add(term);
    if (terms.size >= MOST_WORDS) break;
  }
  return [...terms].map((term) => ({ kind: 'word_stem', term }));
}

/** A text's words, folded, in order: lower case, without marks of other scripts, digits in ASCII. */
export function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’ʼ`\u200c\u200d]/g, '')
    .replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966))
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word.length > 0);
}

/** What one folded word is found by; null where it is too common, or no word. */
export function wordTerm(word: string): string | null {
  if (/^\p{N}+$/u.test(word)) return word;
  if (stopWords.has(word)) return null;
  const stem = withoutLatinEnding(spelling(romanise(withoutEnding(withoutPlural(word)))));
  if ([...stem].length < 2) return null;
  const sound = soundOf(stem);
  return sound.length < SHORTEST_SOUND ? stem : `~${sound}`;
}

/** Endings of number and case in Devanagari, the longest first; what is left keeps two letters at least. */
const endings = ['ियों', 'ियाँ', 'ियां', 'ाओं', 'ाएँ', 'ाएं', 'ुओं', 'ओं', 'एँ', 'एं', 'ों', 'ें', 'ीं', 'ाँ', 'ां', 'े', 'ो', 'ी', 'ा'];

function withoutEnding(word: string): string {
  const ending = endings.find((each) => word.endsWith(each) && [...word].length - [...each].length >= 2);
  return ending === undefined ? word : word.slice(0, word.length - ending.length);
}

/** Letters that spellings of one word exchange. */
function spelling(roman: string): string {
  return roman
    .replace(/ee/g, 'i')
    .replace(/oo/g, 'u')
    .replace(/ck/g, 'k')
    .replace(/w/g, 'v')
    .replace(/z/g, 'j')
    .replace(/(.)\1+/gu, '$1');
}

/** Of a word in Latin letters alone: the "s" of खाँसी is its own. */
const withoutPlural = (word: string): string => (word.length > 3 ? word.replace(/(?<=[a-rtv-z])(?<!i)s$/, '') : word);

/** English endings, and a last vowel, which Hindi changes with case and English spells silently. */
function withoutLatinEnding(word: string): string {
  let stem = word;
  if (stem.length > 4) stem = stem.replace(/ed$/, '');
  if (stem.length > 5) stem = stem.replace(/ing$/, '');
  const short = stem.replace(/[aeiouy]+$/, '');
  return short.length >= 3 ? short : stem;
}

/** What nobody looks for: pronouns, particles, forms of "to be" and the courtesies of the telephone. */
const stopWords = new Set(
  `a an the and or but if of to in on at by for from with as is am are was were be been it its this that these those there here
  i me my we us our you your he she his her they them their who what which when where how do does did done have has had can could
  will would shall should may might must not no yes ok okay so just please thank thanks hello hi bye goodbye sir madam dr
  है हैं हूँ हूं हो था थी थे का के की को से में पर ने और या तो भी ही न ना नहीं जी हाँ हां यह ये वह वो इस उस मैं मुझे मेरा मेरी मेरे हम हमें आप आपका
  आपकी आपके क्या कौन कब कहाँ कहां कैसे कर करना करें कीजिए दीजिए दूँ रहा रही रहे गया गई गए है। नमस्ते धन्यवाद शुक्रिया ठीक अच्छा बस एक
  hai hain hoon hun ho tha thi the ka ke ki ko se mein mai par ne aur ya to toh bhi hi na nahi nahin ji haan han yeh ye woh vo is us main mujhe
  mera meri mere hum aap aapka aapki aapke kya kaun kab kahan kaise kar karna karo kijiye dijiye raha rahi rahe gaya gayi namaste dhanyavaad
  shukriya theek thik accha acha bas ek um uh hmm`
    .split(/\s+/)
    .flatMap((word) => wordsOf(word)),
);
