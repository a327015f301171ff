// Guards: whatever a person is refused with is said in their language. Sentences are held by their type; what a schema says of a field is any text, so
// that the sources are read for it here.
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { callSentences } from './call-sentences.ts';
import { careSentences } from './care-sentences.ts';
import { deskSentences } from './desk-sentences.ts';
import { predicates } from './predicates.ts';
import { inDeskLanguage, predicateInHindi, wordRefusal } from './word-refusal.ts';

const root = new URL('../../../../', import.meta.url).pathname;
const wordings = Object.entries({ ...careSentences, ...deskSentences, ...callSentences, ...predicates });
const noName = () => null;

/** How a schema's message begins: it goes on after the name of a field. */
const message =
  /(?<=[(,:?=]\s*)(['`])((?:is|are|has|holds|lacks|names|cannot|does|needs|ends?|lies|was|leads|takes|stands)(?: [^'`\n]+))\1/g;
/** Whole words of other things: headers of files, and what a page says. */
const others = new Set(['name hindi', 'name in hindi']);

describe('the words', () => {
  it.each(wordings)('are Hindi, and keep what is filled in: %s', (english, hindi) => {
    const valuesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    expect(hindi).toMatch(/\p{Script=Devanagari}/u);
    // A list of what may be chosen is English by nature: Hindi says that it is none of them.
    for (const name of valuesOf(hindi)) expect(valuesOf(english)).toContain(name);
  });

  it('are there for each message of a schema in the sources', async () => {
    const missing: string[] = [];
    let seen = 0;
    for await (const file of glob(
      ['packages/clinic/src/**/*.ts', 'packages/live/src/**/*.ts', 'apps/web/server/**/*.ts'],
      { cwd: root },
    )) {
      if (/\.test\.ts$|\/testing\/|\/rest\/|\/refusals\//.test(file)) continue;
      for (const [, , found = ''] of readFileSync(`${root}${file}`, 'utf8').matchAll(message)) {
        seen += 1;
        const said = found
          .replace(/\$\{[^}]*\}\}/g, '7}')
          .replace(/\$\{[^}]*\}/g, '7')
          .replace(/\.$/, '');
        if (!others.has(said) && said !== 'is wrong' && predicateInHindi(said) === predicates['is wrong'])
          missing.push(`${file}: ${found}`);
      }
    }
    expect(missing).toEqual([]);
    expect(seen).toBeGreaterThan(300);
  });
});

describe('a refusal', () => {
  it('is the domain’s own sentence on an English page, with the field by its name', () => {
    expect(wordRefusal({ sentence: 'There is no such doctor.', field: 'doctorId' }, 'en', noName)).toEqual({
      sentence: 'There is no such doctor.',
      about: null,
    });
    expect(wordRefusal({ sentence: 'phone is empty.', field: 'phone' }, 'en', () => 'Phone')).toEqual({
      sentence: 'Phone is empty.',
      about: 'is empty.',
    });
  });

  it('is Hindi on a Hindi page, with what was filled in', () => {
    const said = (sentence: string, field?: string) => wordRefusal({ sentence, field }, 'hi', noName).sentence;
    expect(said('There is no such doctor.', 'doctorId')).toBe('ऐसे कोई डॉक्टर नहीं हैं।');
    expect(said('At most 60 days can be searched at once.', 'to')).toBe('एक बार में ज़्यादा से ज़्यादा 60 दिन देखे जा सकते हैं।');
    expect(said('Asha Rao has this call.')).toBe('यह कॉल Asha Rao के पास है।');
    expect(said('The file has more than 20000 lines: part it into smaller files.', 'csv')).toBe(
      'फ़ाइल में 20000 से ज़्यादा पंक्तियाँ हैं: छोटी फ़ाइलें बनाएँ।',
    );
  });

  it('names the field by its label, and by a word for it where there is none', () => {
    const refused = { sentence: 'entries.0.phone is longer than 40 characters.', field: 'entries.0.phone' };
    expect(wordRefusal(refused, 'hi', () => 'फ़ोन')).toEqual({
      sentence: 'फ़ोन में 40 से ज़्यादा अक्षर हैं।',
      about: 'में 40 से ज़्यादा अक्षर हैं।',
    });
    expect(wordRefusal({ sentence: 'text lacks {link}.', field: 'text' }, 'hi', noName).about).toBe(
      'में {link} होना ज़रूरी है।',
    );
  });

  it('is never English on a Hindi page, not even where nobody knows it', () => {
    expect(inDeskLanguage('A sentence of a later release.', 'hi')).toBe('यह नहीं हो सका।');
    expect(predicateInHindi('Invalid input: expected string')).toBe('सही नहीं है');
  });
});
