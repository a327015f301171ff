// Guards what is begun before its time: not after half a sentence, not twice for the same words, and not without end.
import { expect, it } from 'vitest';
import { type LikelyEnd, shouldSpeculate } from './speculation.ts';

const end: LikelyEnd = { text: 'kal subah', silenceMs: 160, completeness: 'plain', isEager: false, tried: [] };

it.each<[boolean, string, Partial<LikelyEnd>]>([
  [true, 'after a little silence', {}],
  [true, 'after a whole answer', { completeness: 'complete' }],
  [false, 'sooner', { silenceMs: 159 }],
  [false, 'after half a sentence', { completeness: 'incomplete', silenceMs: 900 }],
  [false, 'where the last words may not be known', { completeness: 'unknown', silenceMs: 900 }],
  [true, 'sooner where the recogniser found the pause and settled the words', { silenceMs: 32, isSettled: true }],
  [false, 'over speech, after few words', { silenceMs: 0, isSettled: true }],
  [true, 'over speech, after enough of them', { silenceMs: 0, text: 'clinic kab khulta' }],
  [
    false,
    'over speech, after half a sentence',
    { silenceMs: 0, text: 'I would like to see Dr', completeness: 'incomplete' },
  ],
  [false, 'over speech a second time', { silenceMs: 0, text: 'clinic kab khulta', tried: ['clinic kab'] }],
  [
    false,
    'for words that only round off what was tried',
    { text: 'clinic kab khulta hai?', tried: ['clinic kab khulta'] },
  ],
  [true, 'at once where the recogniser says so', { completeness: 'plain', silenceMs: 0, isEager: true }],
  [true, 'where the recogniser says so, and knows the words', { completeness: 'unknown', silenceMs: 0, isEager: true }],
  [false, 'after half a sentence, whatever the recogniser says', { completeness: 'incomplete', isEager: true }],
  [false, 'again for the same words', { tried: ['kal subah'] }],
  [true, 'again for other words', { tried: ['kal'] }],
  [false, 'a fourth time', { tried: ['kal', 'kal su', 'kal sub'] }],
  [false, 'without words', { text: '' }],
])('%s: %s', (isBegun, _, more) => expect(shouldSpeculate({ ...end, ...more })).toBe(isBegun));
