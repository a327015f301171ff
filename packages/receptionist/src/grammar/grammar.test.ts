import { seededRandom } from '@vaani/config';
import { describe, expect, test } from 'vitest';
import { contextOf, NOW } from '../../test/clinic.ts';
import { Conversation } from '../../test/conversation.ts';
import { sampler } from '../../test/sample-grammar.ts';
import type { Language } from '../brain.ts';
import { isoTime } from '../language/civil.ts';
import { understandWhen } from '../language/when/understand-when.ts';
import { decide } from '../rules/decide.ts';
import { grammarFor } from './grammar.ts';
import { offeredTimes } from './offered.ts';

/** Words that lead a call to each question, by language. */
const ways: Record<Language, { asked: string; lines: string[] }[]> = {
  en: [
    { asked: 'anything', lines: [] },
    { asked: 'doctor', lines: ['I need an appointment'] },
    { asked: 'day', lines: ['I need an appointment with doctor rao'] },
    { asked: 'slot', lines: ['I need an appointment with doctor rao', 'tomorrow'] },
    { asked: 'patient', lines: ['I need an appointment with doctor rao', 'tomorrow', 'the first one'] },
    { asked: 'confirm', lines: ['I need an appointment with doctor rao', 'tomorrow', 'the first one', 'ravi'] },
  ],
  hi: [
    { asked: 'anything', lines: [] },
    { asked: 'doctor', lines: ['मुझे अपॉइंटमेंट चाहिए'] },
    { asked: 'day', lines: ['डॉक्टर राव से अपॉइंटमेंट चाहिए'] },
    { asked: 'slot', lines: ['डॉक्टर राव से अपॉइंटमेंट चाहिए', 'कल'] },
    { asked: 'patient', lines: ['डॉक्टर राव से अपॉइंटमेंट चाहिए', 'कल', 'पहला वाला'] },
    { asked: 'confirm', lines: ['डॉक्टर राव से अपॉइंटमेंट चाहिए', 'कल', 'पहला वाला', 'रवि के लिए'] },
  ],
  'hi-en': [
    { asked: 'anything', lines: [] },
    { asked: 'doctor', lines: ['appointment book karna hai'] },
    { asked: 'day', lines: ['doctor rao se appointment book karna hai'] },
    { asked: 'slot', lines: ['doctor rao se appointment book karna hai', 'kal'] },
    { asked: 'patient', lines: ['doctor rao se appointment book karna hai', 'kal', 'pehla wala'] },
    { asked: 'confirm', lines: ['doctor rao se appointment book karna hai', 'kal', 'pehla wala', 'ravi ke liye'] },
  ],
};

/** The same at a read-back of a move, which is confirmed in other words. */
const moving: Record<Language, string[]> = {
  en: [
    'I need an appointment with doctor rao',
    'tomorrow',
    'the first one',
    'ravi',
    'yes book it',
    'reschedule my appointment',
    'Friday',
    'the first one',
  ],
  hi: [
    'डॉक्टर राव से अपॉइंटमेंट चाहिए',
    'कल',
    'पहला वाला',
    'रवि के लिए',
    'हाँ बुक कर दीजिए',
    'अपॉइंटमेंट का समय बदलना है',
    'शुक्रवार',
    'पहला वाला',
  ],
  'hi-en': [
    'doctor rao se appointment book karna hai',
    'kal',
    'pehla wala',
    'ravi ke liye',
    'haan book kar dijiye',
    'appointment reschedule karna hai',
    'Friday ko',
    'pehla wala',
  ],
};
for (const language of Object.keys(ways) as Language[])
  ways[language].push({ asked: 'confirm', lines: moving[language] });

const cases = (Object.keys(ways) as Language[]).flatMap((language) =>
  ways[language].map(({ asked, lines }) => ({ language, asked, lines })),
);

describe('whatever the recogniser may hear is understood', () => {
  test.each(cases)('$language, asked for $asked', ({ language, asked, lines }) => {
    const call = new Conversation(contextOf({ languageGuess: language }));
    for (const line of lines) call.hear(line);
    expect(call.step.expect).toMatchObject({ asked, language });
    const draw = sampler(call.step.expect.grammar);
    const random = seededRandom(7);
    const lost = new Set<string>();
    for (let drawn = 0; drawn < 400; drawn += 1) {
      const text = draw(() => random.next());
      const step = decide(call.step.state, { kind: 'heard', text, confidence: 1, source: 'local' }, call.context);
      if (step.state.unclear > 0) lost.add(text);
    }
    expect([...lost]).toEqual([]);
  });
});

test('the names of others than the caller’s are in no grammar, and only where names are asked for', () => {
  const named = contextOf();
  expect(grammarFor('patient', named, { languages: ['en'] })).toContain('ravi');
  expect(grammarFor('anything', named, { languages: ['en', 'hi', 'hi-en'] })).not.toMatch(/ravi|sunita|सुनीता/);
  expect(grammarFor('patient', contextOf({ candidates: [] }), { languages: ['en'] })).not.toContain('<e_patient>');
});

test('Hindi is written in Devanagari, English and Hinglish in Roman letters', () => {
  const words = (language: Language, asked: 'day' | 'slot' | 'confirm') =>
    grammarFor(asked, contextOf({ candidates: [] }), { languages: [language] }).replace(
      /^#JSGF.*|^grammar.*|public|<\w+>|\/[\d.]+\//gm,
      ' ',
    );
  for (const asked of ['day', 'slot', 'confirm'] as const) {
    expect(words('hi', asked)).not.toMatch(/[a-z]/i);
    expect(words('en', asked)).not.toMatch(/[\u0900-\u097f]/);
    expect(words('hi-en', asked)).not.toMatch(/[\u0900-\u097f]/);
  }
});

test('every rule that is used is there, in every state, with and without names and doctors', () => {
  const bare = contextOf({ candidates: [] });
  const empty = { ...bare, clinic: { ...bare.clinic, doctors: [] } };
  for (const context of [contextOf(), bare, empty]) {
    for (const language of ['en', 'hi', 'hi-en'] as const) {
      for (const asked of [
        'anything',
        'doctor',
        'day',
        'slot',
        'patient',
        'birth',
        'confirm',
        'yes-no',
        'nothing',
      ] as const) {
        const grammar = grammarFor(asked, context, { languages: [language] });
        const defined = new Set([...grammar.matchAll(/^(?:public )?<(\w+)> =/gm)].map(([, name]) => name));
        for (const [, name] of grammar.matchAll(/<(\w+)>/g)) expect([...defined, 'NULL']).toContain(name);
        expect(grammar).not.toMatch(/= ;|\( *\)|\| *\||\( *\|/);
      }
    }
  }
});

test('any time that was offered can be said back, in each language', () => {
  for (const language of ['en', 'hi', 'hi-en'] as const) {
    for (let minutes = 8 * 60; minutes < 21 * 60; minutes += 5) {
      const instant = new Date(Date.parse('2026-11-23T18:30:00Z') + minutes * 60_000).toISOString();
      const forms = offeredTimes([instant], contextOf(), language)
        .replace(/^\( | \)$/g, '')
        .split(' | ');
      for (const form of forms) {
        const { readings } = understandWhen(form, { now: NOW, zone: 'Asia/Kolkata' });
        expect([form, readings.map(({ time }) => time)]).toEqual([form, expect.arrayContaining([isoTime(minutes)])]);
      }
    }
  }
});
