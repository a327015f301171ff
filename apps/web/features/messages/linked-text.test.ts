import { expect, it } from 'vitest';
import { textParts } from './linked-text.ts';

const address = 'http://localhost:3000/a/eAb-1_xZq9';

it('finds the address of the patient’s page, and keeps every word around it', () => {
  expect(textParts(`To confirm: ${address}. Reply 1.`)).toEqual([
    { text: 'To confirm: ', isLink: false },
    { text: address, isLink: true },
    { text: '. Reply 1.', isLink: false },
  ]);
  expect(textParts(`${address}\u0964`)).toEqual([
    { text: address, isLink: true },
    { text: '\u0964', isLink: false },
  ]);
});

it('makes no link of anything else', () => {
  const text = 'javascript:alert(1) https://elsewhere.test/b/x /a/token';
  expect(textParts(text)).toEqual([{ text, isLink: false }]);
});
