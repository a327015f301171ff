// Guards: what a sender claims about itself is not believed, and no other site changes anything.
import { expect, it } from 'vitest';
import { addressOf, agentOf, isOwnOrigin } from './request.ts';

const own = 'https://desk.example.org';

it('takes the address that our own proxy wrote, not those a sender put before it', () => {
  expect(addressOf(new Headers({ 'x-forwarded-for': '1.2.3.4, 203.0.113.9' }))).toBe('203.0.113.9');
  expect(addressOf({ 'x-forwarded-for': ['1.2.3.4', '203.0.113.9'] })).toBe('203.0.113.9');
  expect(addressOf({})).toBe('unknown');
});

it('cuts a long agent', () => {
  expect(agentOf(new Headers({ 'user-agent': 'x'.repeat(5_000) }))).toHaveLength(200);
});

it('lets changes come from our own pages alone', () => {
  expect(isOwnOrigin(new Headers({ origin: own }), `${own}/`)).toBe(true);
  expect(isOwnOrigin(new Headers({ origin: 'https://desk.example.org.evil.test' }), own)).toBe(false);
  expect(isOwnOrigin(new Headers({ origin: 'null' }), own)).toBe(false);
  expect(isOwnOrigin(new Headers({ 'sec-fetch-site': 'same-origin' }), own)).toBe(true);
  expect(isOwnOrigin(new Headers({ 'sec-fetch-site': 'cross-site' }), own)).toBe(false);
  expect(isOwnOrigin(new Headers(), own)).toBe(false);
});
