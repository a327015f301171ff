import { expect, test } from 'vitest';
import { understandChoice } from './choice.ts';

test.each([
  ['pehla', 0],
  ['pehla wala', 0],
  ['पहला वाला', 0],
  ['the first one please', 0],
  ['the earlier one', 0],
  ['sabse pehla', 0],
  ['1', 0],
  ['doosra wala', 1],
  ['दूसरा वाला', 1],
  ['the second one', 1],
  ['number two', 1],
  ['do number wala', 1],
  ['option 2', 1],
  ['beech wala', 1],
  ['second last', 1],
  ['teesra', 2],
  ['last option', 2],
  ['the later one', 2],
  ['aakhri wala theek hai', 2],
  ['आख़िरी वाला', 2],
  ['baad wala', 2],
  ['pehla nahi doosra', 1],
  ['the first, sorry, the third', 2],
  ['koi bhi', 'any'],
  ['any of them', 'any'],
  ['कोई भी', 'any'],
  ['doosra wala nahi', null],
  ['not the first one', null],
  ['chautha wala', null],
  ['10 baje wala', null],
  ['kal subah', null],
  ['first ya second', null],
  ['', null],
] as const)('of three, “%s” is %s', (text, place) => expect(understandChoice(text, 3)).toBe(place));

test('of two there is no middle one; of none there is none', () => {
  expect(understandChoice('beech wala', 2)).toBeNull();
  expect(understandChoice('the last one', 2)).toBe(1);
  expect(understandChoice('pehla', 0)).toBeNull();
});
