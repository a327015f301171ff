import { expect, it } from 'vitest';
import { createLedger } from './ledger.ts';

it('plays sentences one after another, whenever they were sent', () => {
  const ledger = createLedger();
  ledger.sent({ text: 'One.', durationMs: 1_000 }, 0);
  ledger.sent({ text: 'Two.', durationMs: 500 }, 100);
  expect(ledger.endsAt()).toBe(1_500);
  expect(ledger.heardBy(1_000)).toBe('One.');
  expect(ledger.heardBy(1_500)).toBe('One. Two.');
});

it('takes a mark as proof, before the clock says so', () => {
  const ledger = createLedger();
  const index = ledger.sent({ text: 'A long sentence.', durationMs: 5_000 }, 0);
  ledger.played(index);
  expect(ledger.heardBy(10)).toBe('A long sentence.');
});

it('cuts at words, never within one', () => {
  const ledger = createLedger();
  ledger.sent({ text: 'appointment tomorrow', durationMs: 1_000 }, 0);
  expect(ledger.heardBy(300)).toBe('');
  expect(ledger.heardBy(900)).toBe('appointment');
});
