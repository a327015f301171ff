// Guards the promise of the greeting outside the hours: who says that it is urgent is understood, and who wants an appointment soon is not taken for it.
import { describe, expect, it } from 'vitest';
import { isUrgent } from './urgency.ts';

describe('what cannot wait', () => {
  it.each([
    'it is urgent',
    "yes it's very urgent",
    'urgent hai',
    'bahut zaroori hai',
    'haan ji zaroori hai abhi baat karni hai',
    'बहुत ज़रूरी है',
    'अर्जेंट है',
    'this is an urgent matter',
  ])('%s', (text) => expect(isUrgent(text)).toBe(true));

  it.each([
    'it is not urgent',
    'nothing urgent',
    'zaroori nahi hai',
    'इतना ज़रूरी नहीं है',
    'I need an urgent appointment',
    'urgent appointment chahiye kal ka',
    'what are your timings',
    'जल्दी से जल्दी अपॉइंटमेंट चाहिए',
  ])('not: %s', (text) => expect(isUrgent(text)).toBe(false));
});
