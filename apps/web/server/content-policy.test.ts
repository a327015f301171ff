// Guards what a page may reach: itself and the voice workers that were named, by their socket's scheme, and nobody else.
import { expect, it } from 'vitest';
import { contentPolicy } from './content-policy.ts';

const connects = (url: string, others: string): string =>
  contentPolicy('n', false, { url, others })
    .split('; ')
    .find((part) => part.startsWith('connect-src')) ?? '';

it('lets headsets reach the one voice service', () => {
  expect(connects('https://clinic.in/voice', '')).toBe(`connect-src 'self' wss://clinic.in`);
  expect(connects('http://localhost:3100', '')).toBe(`connect-src 'self' ws://localhost:3100`);
});

it('lets them reach each worker that was named, once', () => {
  expect(
    connects('https://v1.clinic.in', 'https://v2.clinic.in/, https://*.voice.clinic.in:8443,https://v1.clinic.in'),
  ).toBe(`connect-src 'self' wss://v1.clinic.in wss://v2.clinic.in wss://*.voice.clinic.in:8443`);
});

it('runs scripts by nonce alone', () => {
  const policy = contentPolicy('abc', false, { url: 'https://clinic.in', others: '' });
  expect(policy).toContain(`script-src 'self' 'nonce-abc' 'strict-dynamic';`);
  expect(policy).not.toContain('unsafe-eval');
});
