// Guards which words of an utterance a recogniser must be sure of: those by which something is done.
import { tokenise } from '@vaani/receptionist/language';
import { expect, it } from 'vitest';
import { leastOfMatter } from './matter.ts';

const spoken = { now: '2026-11-23T05:00:00Z', zone: 'Asia/Kolkata', names: new Set(tokenise('Dr Rao')) };
/** "kal:40 subah": words of which the recogniser is sure, save those that say how much. */
const heard = (text: string) => {
  const words = text.split(' ').map((word) => {
    const [said = '', share = '95'] = word.split(':');
    return { text: said, confidence: Number(share) / 100 };
  });
  return { text: words.map((word) => word.text).join(' '), words };
};

it.each([
  ['a day', 'mujhe:20 kal:40 aana:10 hai', 'anything', 0.4],
  ['a part of a day, in its own script', 'मुझे सुबह:45 आना:10 है', 'day', 0.45],
  ['a number', 'mera:20 number nau:30 aath saat', 'phone', 0.3],
  ['digits', 'number 98765:55 43210', 'phone', 0.55],
  ['a doctor’s name', 'appointment:10 with Rao:35 please', 'anything', 0.35],
  ['a patient’s name, where it is asked for', 'mera:10 naam Sunita:42 Joshi hai', 'patient', 0.42],
  ['nothing', 'haan:20 theek:30 hai', 'yes-no', undefined],
] as const)('%s', (_, text, asked, least) => expect(leastOfMatter(heard(text), { ...spoken, asked })).toBe(least));

it('is not known where the recogniser does not tell', () =>
  expect(leastOfMatter({ text: 'kal subah' }, { ...spoken, asked: 'day' })).toBeUndefined());
