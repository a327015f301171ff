// Guards what a recogniser is not sure of: asked again where it matters, once, and never of somebody in need.
import { expect, it } from 'vitest';
import { isDoubtful, surenessOf } from './doubt.ts';

const words = { confidence: 0.45, asked: 'day', hasJustDoubted: false, isEmergency: false } as const;

it.each([
  [true, 'a day of which it is half sure', {}],
  [false, 'a day of which it is sure', { confidence: 0.5 }],
  [false, 'a name of which it is half sure: names seldom are', { asked: 'patient' }],
  [false, 'a wish', { asked: 'anything' }],
  [true, 'a wish that is a guess', { asked: 'anything', confidence: 0.2 }],
  [true, 'a yes that would write', { asked: 'confirm', confidence: 0.59 }],
  [true, 'the same yes again', { asked: 'confirm', hasJustDoubted: true }],
  [false, 'what was doubted just now', { hasJustDoubted: true }],
  [false, 'words of a recogniser that does not tell', { confidence: 0 }],
  [false, 'an emergency', { confidence: 0.1, isEmergency: true }],
] as const)('%s: %s', (isDoubted, _, more) => expect(isDoubtful({ ...words, ...more })).toBe(isDoubted));

it('of a turn is that of what matters in it, where that is known', () => {
  expect(surenessOf({ hearing: 'free', confidence: 0.9, matterConfidence: 0.3 })).toBe(0.3);
  expect(surenessOf({ hearing: 'free', confidence: 0.9 })).toBe(0.9);
  expect(surenessOf({ hearing: 'local', confidence: 0.9, matterConfidence: 0.3 })).toBe(0);
});
