import { readWords } from './tokens.ts';

/** Languages of India that the AI does not speak: their codes, by the names that people call them. */
const names: Readonly<Record<string, readonly string[]>> = {
  ta: ['tamil', 'tamizh', 'तमिल', 'तामिल'],
  te: ['telugu', 'telegu', 'तेलुगु', 'तेलुगू'],
  kn: ['kannada', 'kannad', 'कन्नड़', 'कन्नड'],
  ml: ['malayalam', 'मलयालम'],
  mr: ['marathi', 'मराठी'],
  bn: ['bengali', 'bangla', 'बंगाली', 'बांग्ला', 'बंगला'],
  gu: ['gujarati', 'gujrati', 'गुजराती'],
  pa: ['punjabi', 'panjabi', 'पंजाबी'],
  or: ['odia', 'oriya', 'उड़िया', 'ओड़िया'],
  as: ['assamese', 'asamiya', 'असमिया'],
};
const codes = new Map(Object.entries(names).flatMap(([code, words]) => words.map((word) => [word, code] as const)));

/** Scripts that no recogniser writes Hindi or English in. */
const scripts: readonly (readonly [string, RegExp])[] = [
  ['ta', /\p{Script=Tamil}/u],
  ['te', /\p{Script=Telugu}/u],
  ['kn', /\p{Script=Kannada}/u],
  ['ml', /\p{Script=Malayalam}/u],
  ['bn', /\p{Script=Bengali}/u],
  ['gu', /\p{Script=Gujarati}/u],
  ['pa', /\p{Script=Gurmukhi}/u],
  ['or', /\p{Script=Oriya}/u],
];

/** What stands near the name of a language where somebody asks for it, and not for a market or a patient of that name. */
const cues = new Set(
  `speak speaks speaking talk talking know knows understand in only language please want
  mein me mei may main bolo bol bolte bolti boliye baat bhasha aati ata aata sirf samajhte samjhte jaante janta chahiye
  में मे बोलो बोलते बोलती बोलिए बात भाषा आती आता सिर्फ केवल समझते चाहिए`.split(/\s+/),
);
/** "Not in Tamil": whoever says that goes on with us. */
const refusals = new Set(['not', 'no', 'nahi', 'nahin', 'mat', 'नहीं', 'मत']);
const NEAR = 3;

/** Words that Marathi has and Hindi has not; both are written in Devanagari. */
const marathi = new Set('मला आहे आहेत पाहिजे नाही तुम्ही आम्ही कधी काय माझा माझी माझे आणि करायची करायचे हवी हवे'.split(' '));

/**
 * The code (`ta`, `mr`, …) of a language that we do not speak, where the caller speaks it or asks for it; else null. By the script that the recogniser wrote
 * what was said in, by words that are Marathi alone, or by the language's name and a word that asks for it beside it.
 */
export function otherLanguageIn(text: string): string | null {
  const letters = [...text].filter((one) => /\p{Letter}/u.test(one));
  for (const [code, script] of scripts)
    if (letters.filter((one) => script.test(one)).length > letters.length / 2) return code;
  const { raws } = readWords(text);
  if (new Set(raws.filter((word) => marathi.has(word))).size >= 2) return 'mr';
  for (const [at, word] of raws.entries()) {
    const code = codes.get(word);
    if (code === undefined) continue;
    const near = raws.slice(Math.max(0, at - NEAR), at + NEAR + 1);
    if (near.some((one) => refusals.has(one))) continue;
    if (raws.length === 1 || near.some((one) => cues.has(one))) return code;
  }
  return null;
}

/** What such a language is called in English. */
export const nameOfLanguage = (code: string): string => {
  const [first = code] = names[code] ?? [];
  return first.charAt(0).toUpperCase() + first.slice(1);
};
