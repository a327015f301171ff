// Guards what a message says, and what it must not.
import { describe, expect, it } from 'vitest';
import { type MessageFacts, messageText } from './texts.ts';

const facts: MessageFacts = {
  kind: 'booking',
  language: 'en',
  clinic: { name: 'Asha Clinic', nameHindi: 'आशा क्लिनिक', zone: 'Asia/Kolkata' },
  doctor: { name: 'Dr Meera Pillai', nameHindi: 'डॉ मीरा पिल्लई' },
  startsAt: new Date('2026-11-25T04:30:00Z'),
};
const plain = (text: string) => text.replace(/\s/g, ' ');

describe('a message', () => {
  it('says who and when by the clinic’s clock', () => {
    expect(plain(messageText(facts))).toMatch(
      /^Asha Clinic: your appointment with Dr Meera Pillai is booked for Wednesday,? 25 November(,| at) 10:00 am\.$/,
    );
  });

  it('is in Hindi for Hindi and Hinglish', () => {
    for (const language of ['hi', 'hi-en'] as const) {
      const text = messageText({ ...facts, language, kind: 'cancellation' });
      expect(text).toContain('आशा क्लिनिक');
      expect(text).toContain('डॉ मीरा पिल्लई');
      expect(text).toContain('रद्द');
    }
  });

  it('of a callback names no doctor', () => {
    expect(messageText({ ...facts, kind: 'callback', doctor: null, startsAt: null })).toBe(
      'Asha Clinic: we have your message and will ring you back.',
    );
  });
});
