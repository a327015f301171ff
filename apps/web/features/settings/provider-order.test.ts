// Guards what the places on the page make of a clinic's order of providers, and back.
import { describe, expect, it } from 'vitest';
import { orderOf, placed } from './provider-order.ts';

describe('an order of providers', () => {
  it('comes back from its places as it was', () => {
    const order = { hearing: ['local', 'deepgram'], speaking: ['openai-speech'] } as const;
    const values = placed({ hearing: [...order.hearing], speaking: [...order.speaking] });
    expect(values).toMatchObject({ 'hearing.0': 'local', 'hearing.1': 'deepgram', 'hearing.2': null });
    expect(orderOf(values)).toEqual(order);
  });
  it('closes up over an empty place', () => {
    expect(orderOf({ ...placed({}), 'speaking.1': 'local' })).toEqual({ speaking: ['local'] });
  });
  it('is the installation’s where nobody is named', () => {
    expect(orderOf(placed({}))).toEqual({});
  });
  it('leaves it to the server to refuse whoever stands twice', () => {
    const twice = { ...placed({}), 'thinking.0': 'openai', 'thinking.1': 'openai' } as const;
    expect(orderOf(twice)).toEqual({ thinking: ['openai', 'openai'] });
  });
});
