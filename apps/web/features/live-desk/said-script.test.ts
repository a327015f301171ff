// Guards what is said to a caller: who writes Hindi in English letters is told that it is read as English.
import { expect, it } from 'vitest';
import { scriptMisfit } from './said-script.ts';

it.each([
  ['Doctor aa rahe hain', 'hi', 'latin'],
  ['डॉक्टर आ रहे हैं', 'hi', null],
  ['Dr Rao आ रहे हैं', 'hi', null],
  ['10:30', 'hi', null],
  ['डॉक्टर आ रहे हैं', 'en', 'devanagari'],
  ['The doctor is coming', 'en', null],
  ['Doctor aa rahe hain', 'hi-en', null],
  ['डॉक्टर आ रहे हैं', 'hi-en', null],
] as const)('“%s” to a caller of %s: %s', (text, language, misfit) => {
  expect(scriptMisfit(text, language)).toBe(misfit);
});
