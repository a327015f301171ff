import { fold, tokenise } from './fold.ts';

/** Hindi 0–100: irregular throughout; first the Devanagari form that is spoken, then usual spellings. */
const hindi: readonly string[] = [
  'शून्य zero sifar shunya', 'एक ek', 'दो do', 'तीन teen tin', 'चार chaar char', 'पाँच पांच paanch panch paanc', 'छह छः छे chhah cheh che chhe chah',
  'सात saat', 'आठ aath', 'नौ nau', 'दस das dus', 'ग्यारह gyarah gyara gyaarah', 'बारह baarah barah bara', 'तेरह terah',
  'चौदह chaudah chauda', 'पंद्रह पन्द्रह pandrah pandra pandhra', 'सोलह solah sola', 'सत्रह satrah satra satarah', 'अठारह athaarah atharah athara',
  'उन्नीस unnis unnees', 'बीस bees bis', 'इक्कीस ikkis ikkees', 'बाईस बाइस baais bais', 'तेईस तेइस teis teyis', 'चौबीस chaubis chaubees',
  'पच्चीस pachchis pachis pachees', 'छब्बीस chhabbis chabbis', 'सत्ताईस सत्ताइस sattais', 'अट्ठाईस अठाईस अट्ठाइस atthais athais', 'उनतीस untees untis unattis',
  'तीस tees tis', 'इकतीस ikattis iktees ikatees', 'बत्तीस battis', 'तैंतीस taintis tentis', 'चौंतीस chauntis', 'पैंतीस paintis', 'छत्तीस chhattis',
  'सैंतीस saintis', 'अड़तीस adtis artis', 'उनतालीस untalis unchalis', 'चालीस chalis', 'इकतालीस iktalis', 'बयालीस bayalis biyalis', 'तैंतालीस taintalis tetalis',
  'चौवालीस chauvalis chavalis', 'पैंतालीस paintalis', 'छियालीस chhiyalis', 'सैंतालीस saintalis', 'अड़तालीस adtalis artalis', 'उनचास unchas unanchas',
  'पचास pachas', 'इक्यावन ikyavan', 'बावन bavan', 'तिरपन tirpan', 'चौवन chauvan', 'पचपन pachpan', 'छप्पन chhappan', 'सत्तावन sattavan',
  'अट्ठावन atthavan', 'उनसठ unsath', 'साठ saathh', 'इकसठ iksath', 'बासठ basath', 'तिरसठ tirsath', 'चौंसठ chaunsath', 'पैंसठ painsath',
  'छियासठ chhiyasath', 'सड़सठ sadsath', 'अड़सठ adsath', 'उनहत्तर unhattar', 'सत्तर sattar', 'इकहत्तर ikhattar', 'बहत्तर bahattar', 'तिहत्तर tihattar',
  'चौहत्तर chauhattar', 'पचहत्तर pachhattar', 'छिहत्तर chhihattar', 'सतहत्तर sathattar', 'अठहत्तर athhattar', 'उन्यासी unyasi', 'अस्सी assi',
  'इक्यासी ikyasi', 'बयासी bayasi', 'तिरासी tirasi', 'चौरासी chaurasi', 'पचासी pachasi', 'छियासी chhiyasi', 'सतासी satasi', 'अठासी athasi',
  'नवासी navasi', 'नब्बे nabbe', 'इक्यानवे ikyanave', 'बानवे banave', 'तिरानवे tiranave', 'चौरानवे chauranave', 'पचानवे pachanave',
  'छियानवे chhiyanave', 'सत्तानवे sattanave', 'अट्ठानवे atthanave', 'निन्यानवे ninyanave', 'सौ sau',
]; // biome-ignore format: a table reads better in rows

export const englishUnits =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
export const englishTens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const englishOrdinals =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );

/** Devanagari words of 0–100, for speaking. */
export const hindiWords: readonly string[] = hindi.map((entry) => entry.split(' ')[0] ?? '');

const hindiValues = new Map<string, number>();
for (const [value, entry] of hindi.entries()) {
  for (const spelling of entry.split(' ')) {
    const key = fold(spelling);
    if (!hindiValues.has(key)) hindiValues.set(key, value);
  }
}
const unitValues = new Map(englishUnits.map((word, value) => [fold(word), value] as const));
unitValues.set(fold('oh'), 0);
const tenValues = new Map(
  englishTens.map((word, value) => [fold(word), value * 10] as const).filter(([, value]) => value >= 20),
);
tenValues.set(fold('fourty'), 40);
const ordinalValues = new Map(englishOrdinals.map((word, value) => [fold(word), value] as const));
ordinalValues.set(fold('twentieth'), 20);
ordinalValues.set(fold('thirtieth'), 30);
for (const [word, value] of [
  ['pehla', 1],
  ['pehli', 1],
  ['pahla', 1],
  ['pahli', 1],
  ['पहला', 1],
  ['पहली', 1],
  ['doosra', 2],
  ['doosri', 2],
  ['dusra', 2],
  ['दूसरा', 2],
  ['doosre', 2],
  ['dusre', 2],
  ['दूसरे', 2],
  ['teesre', 3],
  ['तीसरे', 3],
  ['दूसरी', 2],
  ['teesra', 3],
  ['teesri', 3],
  ['तीसरा', 3],
  ['तीसरी', 3],
  ['chautha', 4],
  ['chauthi', 4],
  ['चौथा', 4],
] as const) {
  ordinalValues.set(fold(word), value);
}

export interface NumberAt {
  value: number;
  next: number;
  isOrdinal: boolean;
  /** How many digits were written, where it was written in digits. */
  digits?: number;
}

/** A number below a hundred that begins at a token, the longest there. */
export function numberAt(tokens: readonly string[], at: number): NumberAt | null {
  const token = tokens[at];
  if (token === undefined) return null;
  if (/^\d{1,4}$/.test(token)) {
    const isOrdinal = /^(st|nd|rd|th)$/.test(tokens[at + 1] ?? '');
    return { value: Number(token), next: at + (isOrdinal ? 2 : 1), isOrdinal, digits: token.length };
  }
  const ten = tenValues.get(token);
  if (ten !== undefined) {
    const unit = unitValues.get(tokens[at + 1] ?? '');
    if (unit !== undefined && unit >= 1 && unit <= 9) return { value: ten + unit, next: at + 2, isOrdinal: false };
    const ordinal = ordinalValues.get(tokens[at + 1] ?? '');
    if (ordinal !== undefined && ordinal >= 1 && ordinal <= 9)
      return { value: ten + ordinal, next: at + 2, isOrdinal: true };
    return { value: ten, next: at + 1, isOrdinal: false };
  }
  const ordinal = ordinalValues.get(token);
  if (ordinal !== undefined) return { value: ordinal, next: at + 1, isOrdinal: true };
  const plain = unitValues.get(token) ?? hindiValues.get(token);
  return plain === undefined ? null : { value: plain, next: at + 1, isOrdinal: false };
}

/** The first whole number below ten thousand in a text, or null: "do sau pachas", "forty seven", "47". */
export function understandNumber(text: string): number | null {
  const tokens = tokenise(text);
  for (let at = 0; at < tokens.length; at += 1) {
    const first = numberAt(tokens, at);
    if (first !== null) return withScales(tokens, first);
  }
  return null;
}

const scales = new Map([
  [fold('sau'), 100],
  [fold('hundred'), 100],
  [fold('hazaar'), 1000],
  [fold('हज़ार'), 1000],
  [fold('thousand'), 1000],
]);

function withScales(tokens: readonly string[], first: NumberAt): number {
  let total = 0;
  let current = first.value;
  let at = first.next;
  while (at < tokens.length) {
    const scale = scales.get(tokens[at] ?? '');
    if (scale !== undefined) {
      if (scale === 1000) {
        total = (total + current) * 1000;
        current = 0;
      } else {
        total += current * 100;
        current = 0;
      }
      at += 1;
      continue;
    }
    const more = tokens[at] === 'and' ? numberAt(tokens, at + 1) : numberAt(tokens, at);
    if (more === null || current !== 0) break;
    current = more.value;
    at = more.next;
  }
  return total + current;
}
