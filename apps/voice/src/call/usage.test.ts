// Guards what a call is said to cost: each use by its own price, and no sum where a price is missing.
import { describe, expect, it } from 'vitest';
import { costOf, createUsageMeter } from './usage.ts';

function used() {
  const meter = createUsageMeter();
  meter.heard('deepgram', 60_000);
  meter.heard('deepgram', 30_000);
  meter.heard('local', 600_000);
  meter.spoke('cartesia', 400);
  meter.spoke('cartesia', 600);
  meter.thought('openai', { promptTokens: 5_000, cachedTokens: 4_000, completionTokens: 200 });
  return meter.total(120_000);
}
const prices = {
  ...{ 'deepgram.minute': 80, 'cartesia.characters': 310, 'twilio.minute': 70 },
  ...{ 'openai.prompt': 21, 'openai.cached': 10.5, 'openai.completion': 84 },
};

describe('what a call costs', () => {
  it('is the sum of all that was used, and the machine’s own is free', () => {
    expect(costOf(used(), prices)).toBe(Math.round(120 + 310 + 140 + 21 + 42 + 16.8));
  });

  it('is not known where a price of something that was used is missing', () => {
    const { 'openai.cached': _, ...others } = prices;
    expect(costOf(used(), others)).toBeNull();
    expect(costOf(used(), {})).toBeNull();
  });

  it('of a call that used nothing of anybody is the line alone', () => {
    expect(costOf(createUsageMeter().total(60_000), prices)).toBe(70);
  });
});

it('tells what one reply took, and begins anew', () => {
  const meter = createUsageMeter();
  meter.spoke('cartesia', 30);
  meter.thought('openai', { promptTokens: 900, cachedTokens: 800, completionTokens: 12 });
  meter.thought('openai', { promptTokens: 950, cachedTokens: 900, completionTokens: 3 });
  expect(meter.lap()).toEqual({ characters: 30, promptTokens: 1_850, cachedTokens: 1_700, completionTokens: 15 });
  meter.spoke('cartesia', 5);
  expect(meter.lap()).toMatchObject({ characters: 5, promptTokens: 0 });
  expect(meter.total(0).spokenCharacters).toEqual({ cartesia: 35 });
});

it('tells what a reply cost, with what was heard before it, to the hundredth of a paisa', () => {
  const meter = createUsageMeter(prices);
  meter.heard('deepgram', 3_000);
  meter.heard('local', 3_000);
  meter.spoke('cartesia', 40);
  meter.thought('openai', { promptTokens: 1_200, cachedTokens: 1_024, completionTokens: 20 });
  expect(meter.lap().costPaise).toBeCloseTo(4 + 12.4 + 3.696 + 10.752 + 1.68, 2);
  meter.spoke('unpriced', 1);
  expect(meter.lap()).not.toHaveProperty('costPaise');
  expect(createUsageMeter().lap()).not.toHaveProperty('costPaise');
});
