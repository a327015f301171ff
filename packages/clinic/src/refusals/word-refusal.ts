import { callSentences } from './call-sentences.ts';
import { careSentences } from './care-sentences.ts';
import { deskSentences } from './desk-sentences.ts';
import { predicates } from './predicates.ts';

/** The languages of the desk. */
export type DeskLanguage = 'en' | 'hi';

/** A refusal in a person's language. */
export interface WordedRefusal {
  sentence: string;
  /** What goes on after the field’s label, where the sentence begins with the field; else null. */
  about: string | null;
}

const sentences: Record<string, string> = { ...careSentences, ...deskSentences, ...callSentences };

/** Nobody is left without words: what stands in no list is a schema's own message. */
const OTHERWISE = predicates['is wrong'];
const REFUSED = 'यह नहीं हो सका।';

/**
 * Says a refusal in the language of a page.
 * @param fieldName what a person calls the field; null where there is no word for it.
 */
export function wordRefusal(
  { sentence, field }: { sentence: string; field?: string | undefined },
  language: DeskLanguage,
  fieldName: (field: string) => string | null,
): WordedRefusal {
  const isAbout = field !== undefined && field !== '' && sentence.startsWith(`${field} `);
  if (!isAbout) return { sentence: language === 'en' ? sentence : (sentenceInHindi(sentence) ?? REFUSED), about: null };
  const plain = sentence.slice(field.length + 1).replace(/\.$/, '');
  const [about, end] = language === 'en' ? [plain, '.'] : [predicateInHindi(plain), '।'];
  const named = fieldName(field) ?? (language === 'en' ? field : 'यह');
  return { sentence: `${named} ${about}${end}`, about: `${about}${end}` };
}

/** What a desk's browser is told by a worker, in the language of its page. */
export const inDeskLanguage = (sentence: string, language: DeskLanguage): string =>
  wordRefusal({ sentence }, language, () => null).sentence;

/** "is empty" in Hindi; what no list has is "सही नहीं है". */
export const predicateInHindi = (predicate: string): string => find(predicatesInHindi, predicate) ?? OTHERWISE;

function sentenceInHindi(sentence: string): string | null {
  return find(sentencesInHindi, sentence);
}

interface Wording {
  exact: ReadonlyMap<string, string>;
  /** Those with something to fill in, the longest first, so that none is taken for a shorter one. */
  patterns: { pattern: RegExp; hindi: string; names: string[] }[];
}

const sentencesInHindi = wordingOf(sentences);
const predicatesInHindi = wordingOf(predicates);

function wordingOf(list: Record<string, string>): Wording {
  const entries = Object.entries(list);
  const isPattern = ([english]: [string, string]) => english.includes('{');
  return {
    exact: new Map(entries.filter((entry) => !isPattern(entry))),
    patterns: entries
      .filter(isPattern)
      .sort(([one], [other]) => other.length - one.length)
      .map(([english, hindi]) => ({
        pattern: patternOf(english),
        hindi,
        names: [...english.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
      })),
  };
}

/** "is longer than {n} characters" as what finds it, and what stands in the braces. */
function patternOf(english: string): RegExp {
  const parts = english.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.+?)')}$`, 'su');
}

function find({ exact, patterns }: Wording, english: string): string | null {
  const whole = exact.get(english);
  if (whole !== undefined) return whole;
  for (const { pattern, hindi, names } of patterns) {
    const found = pattern.exec(english);
    if (found === null) continue;
    const values = new Map(names.map((name, index) => [name, found[index + 1] ?? '']));
    // "The file {is}." is a sentence around a predicate.
    const is = values.get('is');
    if (is !== undefined) values.set('is', predicateInHindi(is));
    return hindi.replace(/\{(\w+)\}/g, (_, name: string) => values.get(name) ?? '');
  }
  return null;
}
