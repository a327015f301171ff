// Guards what receivers rely on: signatures they can check with any library of the standard, and tries that end.
import { expect, it } from 'vitest';
import { isGivenUp, MOST_TRIES, waitAfter } from './retry.ts';
import { newWebhookSecret, signatureHeaders } from './sign.ts';

it('signs as the standard’s own example does', () => {
  const body = '{"test": 2432232314}';
  const sent = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', atMs: 1_614_265_330_000, body };
  expect(signatureHeaders(sent, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('signs under both secrets while one follows the other', () => {
  const secrets = [newWebhookSecret(), newWebhookSecret()];
  expect(secrets[0]).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const headers = signatureHeaders({ id: 'x', atMs: 0, body: '{}' }, secrets);
  expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
  expect(new Set(headers['webhook-signature'].split(' ')).size).toBe(2);
});

it('tries again later and later, over some three days, and then no more', () => {
  const waits = Array.from({ length: MOST_TRIES - 1 }, (_, index) => waitAfter(index + 1) ?? 0);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  const days = waits.reduce((sum, wait) => sum + wait, 0) / 86_400_000;
  expect(days).toBeGreaterThan(3);
  expect(days).toBeLessThan(4);
  expect(waitAfter(MOST_TRIES)).toBeNull();
});

it('gives an endpoint up after five days without one success', () => {
  expect(isGivenUp(0, 5 * 86_400_000 - 1)).toBe(false);
  expect(isGivenUp(0, 5 * 86_400_000)).toBe(true);
});
