// Guards what an answer is taken for: a whole answer in our words, and nothing that only begins like one.
import { expect, it } from 'vitest';
import { meaningOf } from './reply-words.ts';

it.each([
  ['1', 'confirm'],
  [' 1. ', 'confirm'],
  ['१', 'confirm'],
  ['1️⃣', 'confirm'],
  ['１', 'confirm'],
  ['2', 'cancel'],
  ['२', 'cancel'],
  ['STOP', 'stop'],
  ['Stop.', 'stop'],
  ['बंद करो', 'stop'],
  ['बंद', 'stop'],
  ['START', 'start'],
  ['शुरू करें।', 'start'],
  ['', 'other'],
  ['12', 'other'],
  ['2 baje aaunga', 'other'],
  ['cancel', 'other'],
  ['please stop by at 5', 'other'],
  ['मैं 1 बजे आऊँगा', 'other'],
  ['<script>', 'other'],
])('%j means %s', (text, meaning) => {
  expect(meaningOf(text)).toBe(meaning);
});
