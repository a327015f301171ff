// The desk types and sees who it is: a search over 200,000 patients, as one member of staff after another would make it, through the function that the
// page calls: keyed tokens, sealed names opened and ranked, and the audit row.
import { type ClinicContext, searchPatients } from '@vaani/clinic';
import { seededRandom } from '@vaani/config';
import { between, pick } from '../../prisma/factories/chance.ts';
import { percentile, type Row } from '../report.ts';
import { type ManyPatients, openManyPatients } from './database.ts';
import { makeSomebodies, type Somebody } from './people.ts';
import { SEED } from './write-patients.ts';

const COUNT = 200_000;
const ROUNDS = 150;
const WARM_UP = 20;
/** Longer, and who types feels it. */
const LIMIT_MS = 50;

export async function benchSearch(tell: (line: string) => void): Promise<Row[]> {
  const many = await openManyPatients(COUNT, tell);
  try {
    const people = [...makeSomebodies(seededRandom(SEED), COUNT)];
    const rows: Row[] = [];
    for (const { name, textOf } of kinds(people)) {
      const times = await measure(many, textOf);
      rows.push(
        { name: `${name}: p50`, value: percentile(times, 0.5), unit: 'ms', limit: null },
        { name: `${name}: p95`, value: percentile(times, 0.95), unit: 'ms', limit: LIMIT_MS },
      );
      tell(`✓ ${name}`);
    }
    const scans = await many.scansSinceOpened();
    return [...rows, { name: 'times a big table was read whole', value: scans, unit: 'times', limit: 0 }];
  } finally {
    await many.close();
  }
}

interface Kind {
  name: string;
  /** What is typed in one round. */
  textOf: () => string;
}

/** What the desk types. People are drawn as they come, so common names are asked for often. */
function kinds(people: readonly Somebody[]): Kind[] {
  const random = seededRandom(4_711);
  const somebody = (isFit: (person: Somebody) => boolean = () => true): Somebody => {
    for (;;) {
      const person = pick(random, people);
      if (isFit(person)) return person;
    }
  };
  const isDevanagari = ({ name }: Somebody) => /^[\u0900-\u097f ]+$/.test(name);
  const isRoman = ({ name }: Somebody) => /^[a-z ]+$/i.test(name);
  // Letters as people type them: in Devanagari a consonant with its vowel sign is one.
  const segmenter = new Intl.Segmenter('hi', { granularity: 'grapheme' });
  const beginning = (text: string, letters: number) =>
    Array.from(segmenter.segment(text), ({ segment }) => segment)
      .slice(0, letters)
      .join('');
  return [
    { name: 'by name, Roman', textOf: () => somebody(isRoman).name },
    { name: 'by name, Devanagari', textOf: () => somebody(isDevanagari).name },
    {
      name: 'by beginnings as they are typed',
      textOf: () =>
        somebody()
          .name.split(' ')
          .map((word) => beginning(word, between(random, 2, 5)))
          .slice(0, between(random, 1, 2))
          .join(' '),
    },
    { name: 'by a surname alone', textOf: () => somebody().name.split(' ').at(-1) ?? '' },
    { name: 'by last four digits', textOf: () => somebody().phone.slice(-4) },
    { name: 'by UHID', textOf: () => somebody().uhid },
    { name: 'by phone', textOf: () => somebody().phone.slice(3) },
  ];
}

async function measure({ clinicId, deps }: ManyPatients, textOf: () => string): Promise<number[]> {
  const ctx: ClinicContext = { ...deps, clinicId, actor: { kind: 'system' } };
  const times: number[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    const text = textOf();
    const began = performance.now();
    const { patients } = await searchPatients(ctx, { text });
    const took = performance.now() - began;
    if (patients.length === 0) throw new Error(`nobody was found by what somebody is called: ${text}`);
    if (round >= WARM_UP) times.push(took);
  }
  return times;
}
