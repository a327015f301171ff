import type { BrainContext } from '../brain.ts';
import { understandAge } from '../language/age.ts';
import { understandBirthDate } from '../language/birth-date.ts';
import { indexOfPhrase, phrases } from '../language/phrases.ts';
import { tokenise } from '../language/tokens.ts';
import { localAt } from '../times-said.ts';
import type { BirthSaid } from '../tools/read-back.ts';
import type { Relative } from './state.ts';

/** How relatives are spoken of, and whose the phone then is, seen from them. */
const relatives: readonly (readonly [Relative, ReturnType<typeof phrases>])[] = [
  [
    { relation: 'parent', isChild: true },
    phrases(
      'my son|my daughter|my child|my baby|my kid|my boy|my girl|our son|our daughter|our child|mere bete|mera beta|meri beti|mere bachche|mera bachcha|meri bachchi|hamare bete|hamara beta|hamari beti|hamare bachche|apne bete|apni beti|apne bachche|bete ke liye|beti ke liye|bachche ke liye|bete ko|beti ko|bachche ko|मेरे बेटे|मेरा बेटा|मेरी बेटी|मेरे बच्चे|मेरा बच्चा|मेरी बच्ची|हमारे बेटे|हमारी बेटी|हमारे बच्चे|अपने बेटे|अपनी बेटी|अपने बच्चे|बेटे के लिए|बेटी के लिए|बच्चे के लिए|बेटे को|बेटी को|बच्चे को',
    ),
  ],
  [
    { relation: 'child', isChild: false },
    phrases(
      'my mother|my father|my mom|my mum|my dad|my parents|meri maa|meri mata|meri mummy|mere pita|mere papa|mere pitaji|apni maa|apne papa|apne pita|apni mummy|mummy ke liye|papa ke liye|maa ke liye|pita ke liye|pitaji ke liye|मेरी माँ|मेरी मां|मेरी मम्मी|मेरे पिता|मेरे पापा|मेरे पिताजी|अपनी माँ|अपने पापा|मम्मी के लिए|पापा के लिए|माँ के लिए|मां के लिए|पिताजी के लिए',
    ),
  ],
  [
    { relation: 'husband', isChild: false },
    phrases(
      'my wife|meri wife|meri patni|meri biwi|apni patni|apni wife|patni ke liye|wife ke liye|मेरी पत्नी|मेरी बीवी|मेरी वाइफ|अपनी पत्नी|पत्नी के लिए',
    ),
  ],
  [
    { relation: 'wife', isChild: false },
    phrases(
      'my husband|mere husband|mere pati|apne pati|apne husband|pati ke liye|husband ke liye|मेरे पति|मेरे हस्बैंड|अपने पति|पति के लिए',
    ),
  ],
  [
    { relation: 'sibling', isChild: false },
    phrases(
      'my brother|my sister|mere bhai|mera bhai|meri behen|meri behan|meri bahan|bhai ke liye|behen ke liye|behan ke liye|मेरे भाई|मेरा भाई|मेरी बहन|भाई के लिए|बहन के लिए',
    ),
  ],
  [
    { relation: 'grandchild', isChild: false },
    phrases(
      'my grandmother|my grandfather|meri dadi|mere dada|meri nani|mere nana|dadi ke liye|dada ke liye|nani ke liye|nana ke liye|मेरी दादी|मेरे दादा|मेरी नानी|मेरे नाना|दादी के लिए|दादाजी के लिए',
    ),
  ],
];

/** Of whom a caller speaks, where it is somebody of their family: the one that is named last. */
export function relativeIn(text: string): Relative | null {
  const tokens = tokenise(text);
  const found = relatives
    .map(([relative, list]) => ({ relative, at: indexOfPhrase(tokens, list) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at);
  return found[0]?.relative ?? null;
}

const kin =
  /(?<![\p{L}\p{M}])(?:for |it is for |it's for )?(?:my|our|mere|mera|meri|apne|apni|hamare|hamara|hamari|मेरे|मेरा|मेरी|अपने|अपनी|हमारे|हमारी)\s+(?:son|daughter|child|baby|kid|boy|girl|mother|father|mom|mum|dad|wife|husband|brother|sister|grandmother|grandfather|bete|beta|beti|bachche|bachcha|bachchi|maa|mata|mummy|pita|pitaji|papa|patni|biwi|pati|bhai|behen|behan|bahan|dadi|dada|nani|nana|बेटे|बेटा|बेटी|बच्चे|बच्चा|बच्ची|माँ|मां|मम्मी|पिता|पिताजी|पापा|पत्नी|बीवी|पति|भाई|बहन|दादी|दादा|नानी|नाना)(?:'s name is|\s+(?:named|called|ka naam|ki naam|ke naam|का नाम))?(?![\p{L}\p{M}])/giu;
const ages =
  /(?:,\s*)?(?:(?:he|she|they) (?:is|are)\s+)?(?:aged\s+)?[\p{L}\p{M}\p{N}]+[\s-]+(?:saal|sal|baras|years?|yrs?|months?|mahine|साल|वर्ष|महीने)(?:[\s-]+(?:old|ka|ki|ke|का|की|के))?(?:\s+(?:hai|hain|है|हैं))?/giu;

/** What is left of an utterance for a name, once kinship and age are taken off. */
export const withoutKin = (text: string): string =>
  text.replace(kin, ' ').replace(ages, ' ').replace(/\s+/g, ' ').trim();

/** The name that stands right behind the relative ("my son Aarav", "mere bete Aarav ke liye"); null where none does. */
export function namedKin(text: string): string | null {
  const found = [...text.matchAll(kin)].at(-1);
  if (found === undefined) return null;
  const rest = text.slice(found.index + found[0].length);
  return (
    /^\s+((?!(?:ke|ka|ki|ko|se|के|का|की|को|से|with|to|tomorrow|today|has|is|and)(?![\p{L}\p{M}]))[\p{L}\p{M}]{2,}(?:\s+[A-Z][\p{L}]+|\s+(?!(?:के|का|की|को|से)(?![\p{L}\p{M}]))[\p{Script=Devanagari}]{2,}(?=\s+(?:के|का|की|को)(?![\p{L}\p{M}])))?)/u.exec(
      rest,
    )?.[1] ?? null
  );
}

const units = /saal|\bsal\b|baras|year|yr|month|mahin|umar|umr|\bage|साल|वर्ष|महीन|उम्र|आयु/iu;

/**
 * What was said of a birth: an age with the day it is said on, a date, or a year; null where it is none, or two figures that may be an age or a year.
 * @param isAgeAsked bare figures are an age then.
 */
export function birthSaid(text: string, context: BrainContext, isAgeAsked: boolean): BirthSaid | null {
  const isBare = /^\D*\d{1,2}\D*$/u.test(text);
  const age = units.test(text) || isAgeAsked ? understandAge(text) : null;
  if (age !== null && (units.test(text) || isBare || (age.years ?? 0) < 100)) {
    const isYear = /(?:19|20)\d{2}/.test(text);
    if (!isYear) return ofAge(Math.floor(age.years ?? 0), context);
  }
  const date = understandBirthDate(text, context);
  if (date === null || isBare) return null;
  return date.length === 4 ? { year: Number(date) } : { date };
}

/** A birth as it is keyed: four digits are a year, fewer an age. Null where it is neither. */
export function birthKeyed(digits: string, context: BrainContext): BirthSaid | null {
  const value = Number(digits);
  if (digits.length === 4) return value >= 1900 && value <= 2100 ? { year: value } : null;
  return digits.length >= 1 && digits.length <= 3 && value <= 120 ? ofAge(value, context) : null;
}

const ofAge = (age: number, { now, zone }: BrainContext): BirthSaid => ({ age, saidOn: localAt(now, zone).date });
