// Guards that nothing is lost of a turn whose caller went on after they were taken to have finished.
import { expect, it } from 'vitest';
import { createFinals } from './finals.ts';

const part = (text: string, confidence = 0.9) => ({ text, confidence, isRejected: false });
const unclear = { text: '', confidence: 0, isRejected: true };

it('is whole when the last that is due has come', () => {
  const finals = createFinals();
  finals.asked(100);
  finals.asked(900);
  expect(finals.dueSince).toBe(100);
  expect(finals.came(part('with Doctor Rao'))).toBe(false);
  expect(finals.dueSince).toBe(900);
  expect(finals.before('on')).toBe('with Doctor Rao on');
  expect(finals.came({ ...part('on Friday', 0.7), language: 'en' })).toBe(true);
  expect(finals.take()).toEqual({
    text: 'with Doctor Rao on Friday',
    confidence: 0.7,
    isRejected: false,
    language: 'en',
  });
  expect(finals.take()).toEqual(unclear);
});

it('keeps how sure the recogniser was of each word, where it told of all of them', () => {
  const told = (text: string, confidence: number) => ({ ...part(text), words: [{ text, confidence }] });
  for (const [second, words] of [
    [told('subah', 0.4), [0.9, 0.4]],
    [part('subah'), undefined],
    [unclear, [0.9]],
  ] as const) {
    const finals = createFinals();
    finals.asked(0);
    finals.asked(0);
    for (const one of [told('kal', 0.9), second]) finals.came(one);
    expect(finals.take().words?.map(({ confidence }) => confidence)).toEqual(words);
  }
});

it('keeps words beside a part that could not be made out', () => {
  for (const parts of [
    [unclear, part('kal')],
    [part('kal'), unclear],
  ]) {
    const finals = createFinals();
    for (const _ of parts) finals.asked(0);
    for (const one of parts) finals.came(one);
    expect(finals.take()).toEqual(part('kal'));
  }
});

it('tells silence from speech that could not be made out', () => {
  const finals = createFinals();
  finals.asked(0);
  finals.came({ text: '', confidence: 0, isRejected: false });
  expect(finals.take().isRejected).toBe(false);
  finals.asked(0);
  expect(finals.take().isRejected).toBe(true);
});

it('does not take a transcript that nobody waits for', () => {
  const finals = createFinals();
  expect(finals.came(part('late'))).toBe(false);
  finals.asked(0);
  finals.came(part('new'));
  expect(finals.take().text).toBe('new');
});
