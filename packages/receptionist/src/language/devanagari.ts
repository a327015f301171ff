import { fold, hasDevanagari, romanise } from './fold.ts';

/** Names whose Roman spelling hides which vowels are long; a line is the Devanagari form and its Roman spellings. */
const known = `
कुमार kumar
कुमारी kumari
राम ram
राज raj
लाल lal
प्रसाद prasad
शर्मा sharma
वर्मा verma varma
गुप्ता gupta
सिंह singh
यादव yadav
पटेल patel
राव rao
रेड्डी reddy
नायर nair
अय्यर iyer aiyar
मेनन menon
जोशी joshi
मिश्रा mishra
मेहता mehta
कपूर kapoor kapur
चोपड़ा chopra
मल्होत्रा malhotra
अग्रवाल agarwal aggarwal agrawal
ख़ान khan
अली ali
अहमद ahmed ahmad
दास das
देवी devi
रानी rani
रवि ravi
राहुल rahul
हरि hari
शशि shashi
राजू raju
रोहन rohan
रोहित rohit
अमित amit
अनिल anil
सुनील sunil
संजय sanjay
विजय vijay
अजय ajay
राजेश rajesh
सुरेश suresh
रमेश ramesh
महेश mahesh
दिनेश dinesh
मुकेश mukesh
राकेश rakesh
विकास vikas
विक्रम vikram
अर्जुन arjun
आरव aarav
आदित्य aditya
मोहन mohan
मनोज manoj
प्रिया priya
पूजा pooja puja
नेहा neha
सुनीता sunita
अनीता anita
कविता kavita
सीता sita seeta
गीता geeta gita
मीना meena mina
आशा asha
लता lata
रेखा rekha
ऊषा usha
सरिता sarita
कमला kamla kamala
शांति shanti
लक्ष्मी lakshmi laxmi
अंजलि anjali
दीपा deepa
दीपक deepak
किरण kiran
ज्योति jyoti
मारिया maria
इमरान imran
फ़ातिमा fatima
आयशा ayesha aisha
मोहम्मद mohammed mohammad muhammad
जॉन john
फ़र्नांडिस fernandes fernandez
डिसूज़ा dsouza
चटर्जी chatterjee
बनर्जी banerjee
मुखर्जी mukherjee
घोष ghosh
बोस bose
सेन sen
पाटिल patil
देशपांडे deshpande
कुलकर्णी kulkarni
नायक naik nayak
पिल्लई pillai
`;

const names = new Map(
  known
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [devanagari = '', ...roman] = line.split(' ');
      return roman.map((spelling) => [spelling, devanagari] as const);
    }),
);

const pairs = (list: string): readonly (readonly [string, string])[] =>
  list.split(' ').map((pair) => {
    const [roman = '', letter = ''] = pair.split(':');
    return [roman, letter] as const;
  });
/** Longest first. */
const consonants = pairs(
  'chh:छ ksh:क्ष ch:च sh:श kh:ख gh:घ jh:झ th:थ dh:ध ph:फ bh:भ gy:ज्ञ ck:क k:क q:क c:क g:ग j:ज z:ज़ t:त d:द n:न p:प f:फ़ b:ब m:म y:य r:र l:ल v:व w:व s:स h:ह x:क्स',
);
const vowels: readonly (readonly [roman: string, alone: string, sign: string])[] = [
  ['aa', 'आ', 'ा'],
  ['ai', 'ऐ', 'ै'],
  ['au', 'औ', 'ौ'],
  ['ee', 'ई', 'ी'],
  ['oo', 'ऊ', 'ू'],
  ['ou', 'औ', 'ौ'],
  ['a', 'अ', ''],
  ['i', 'इ', 'ि'],
  ['u', 'उ', 'ु'],
  ['e', 'ए', 'े'],
  ['o', 'ओ', 'ो'],
];
/** At the end of a word these are long. */
const finals: Record<string, string> = { a: 'ा', i: 'ी', u: 'ू' };
const VIRAMA = '्';

/** A Roman name in Devanagari, for a Hindi voice: known names as they are written, others by their letters. */
export function toDevanagari(name: string): string {
  return name
    .split(/(\s+|[-.'])/)
    .map((word) => (/^[a-z]+$/i.test(word) ? (names.get(word.toLowerCase()) ?? spelt(word.toLowerCase())) : word))
    .join('');
}

function spelt(word: string): string {
  let written = '';
  let isAfterConsonant = false;
  for (let at = 0; at < word.length; ) {
    const consonant = consonants.find(([roman]) => word.startsWith(roman, at));
    if (consonant !== undefined) {
      const [roman, letter] = consonant;
      const isNasal: boolean =
        roman === 'n' && isAfterConsonant === false && at > 0 && /[bcdfgjkpqstz]/.test(word.charAt(at + 1));
      written += isNasal ? 'ं' : (isAfterConsonant ? VIRAMA : '') + letter;
      isAfterConsonant = !isNasal;
      at += roman.length;
      continue;
    }
    const vowel = vowels.find(([roman]) => word.startsWith(roman, at));
    if (vowel === undefined) {
      at += 1;
      continue;
    }
    const [roman, alone, sign] = vowel;
    const isFinal = at + roman.length === word.length && at > 0;
    written += isAfterConsonant ? (isFinal ? (finals[roman] ?? sign) : sign) : alone;
    isAfterConsonant = false;
    at += roman.length;
  }
  return written;
}

/** A name in Roman letters, for an English voice. */
export function toRoman(name: string): string {
  if (!hasDevanagari(name)) return name;
  return name
    .split(/\s+/)
    .map((word) => {
      const key = fold(word);
      const known = [...names].find(([, devanagari]) => fold(devanagari) === key)?.[0] ?? romanise(word);
      return known.charAt(0).toUpperCase() + known.slice(1);
    })
    .join(' ');
}
