// Guards which person a caller who asks for one is led to.
import { expect, it } from 'vitest';
import { personReason } from './person-reason.ts';

it.each([
  ['connect me to billing', 'billing'],
  ['mujhe refund ke baare mein kisi se baat karni hai', 'billing'],
  ['बिल के बारे में बात करनी है', 'billing'],
  ['I want to talk to someone about my blood report', 'reports'],
  ['रिपोर्ट वाले से बात करवाइए', 'reports'],
  ['dawai ke baare mein doctor se baat karao', 'treatment'],
  ['I want to make a complaint, put me through to the manager', 'angry'],
  ['आप लोग बेकार हैं, किसी आदमी से बात कराओ', 'angry'],
  ['let me talk to a person', 'asked'],
  ['किसी से बात कराइए', 'asked'],
])('%s: %s', (text, reason) => expect(personReason(text)).toBe(reason));
