import type { CallOutcome } from '@vaani/clinic';
import type { Random } from '@vaani/config';
import { between, chance, pick } from '../../prisma/factories/chance.ts';
import { conversation } from '../../prisma/factories/conversations.ts';
import { men, surnames, women } from '../search/names.ts';

/** What callers speak of, in both scripts; the first are spoken of most. */
const matters =
  `fever बुखार dard pain report रिपोर्ट khansi खाँसी payment medicine दवाई sugar blood pressure बीपी skin दाने child बच्चा vaccine टीका
  insurance parking thyroid x-ray एक्सरे ultrasound पेट stomach घुटना knee back कमर headache सिरदर्द cold जुकाम allergy एलर्जी refund receipt रसीद
  swelling सूजन vomiting उल्टी dizzy चक्कर pregnancy eye आँख ear कान tooth दाँत throat गला breathing साँस wound घाव fracture burn infection
  diabetes asthma migraine acidity गैस loose motion दस्त weakness कमज़ोरी sleep नींद appetite भूख weight वज़न discharge certificate`
    .split(/\s+/)
    .filter(Boolean);

const outcomes: readonly [CallOutcome, number][] = [
  ['booked', 0.34],
  ['informed', 0.24],
  ['moved', 0.08],
  ['cancelled', 0.06],
  ['message', 0.09],
  ['transferred', 0.07],
  ['abandoned', 0.08],
  ['staff', 0.02],
  ['emergency', 0.01],
  ['failed', 0.01],
];

/** Drawn by its share. */
export function outcomeOf(random: Random): CallOutcome {
  let at = random.next();
  for (const [outcome, share] of outcomes) {
    at -= share;
    if (at < 0) return outcome;
  }
  return 'booked';
}

const syllables = ['ka', 'ri', 'mo', 'tu', 'sha', 'pe', 'vi', 'lo', 'na', 'dhi', 'gu', 'ba', 'ye', 'chu', 'ra', 'ni'];

/** A word that few say: one of some thousands, the lower numbers more often. */
export function rareWord(random: Random): string {
  let number = Math.floor(6_000 * random.next() ** 2.5);
  let word = '';
  do {
    word += syllables[number % syllables.length];
    number = Math.floor(number / syllables.length);
  } while (number > 0);
  return `${word}pur`;
}

/** A name as it is said, in either script. */
export function nameOf(random: Random): string {
  const [first, last] = [pick(random, chance(random, 0.5) ? women : men), pick(random, surnames)];
  return chance(random, 0.4) ? `${first.devanagari} ${last.devanagari}` : `${first.roman} ${last.roman}`;
}

/** A matter, the first ones most often. */
export const matterOf = (random: Random): string => matters[Math.floor(matters.length * random.next() ** 2)] ?? 'fever';

/** A whole conversation as it is stored: a line a turn. */
export function transcriptOf(
  random: Random,
  language: 'en' | 'hi' | 'hi-en',
  outcome: CallOutcome,
): { lines: string[]; name: string } {
  const name = nameOf(random);
  const doctor = pick(random, surnames);
  const { lines } = conversation(language, outcome, {
    ...{ clinic: 'Sahyadri Hospital', clinicHindi: 'सह्याद्रि अस्पताल', patient: name, when: 'कल सुबह 10 बजे' },
    ...{ doctor: `Dr ${doctor.roman}`, doctorHindi: `डॉ ${doctor.devanagari}` },
  });
  const said = lines.map(({ who, text }) => `${who}: ${text}`);
  const about = Array.from({ length: between(random, 2, 6) }, () => matterOf(random));
  const rare = Array.from({ length: between(random, 1, 4) }, () => rareWord(random));
  said.push(`caller: ${[...about, ...rare].join(' ')} ${between(random, 1, 60)}`);
  return { lines: said, name };
}
