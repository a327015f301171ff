// Guards what a message says, and what it must not.
import { describe, expect, it } from 'vitest';
import { messageKinds } from './kinds.ts';
import { type MessageFacts, messageText, messageValues, templateVariables } from './texts.ts';

const link = 'https://desk.example.org/a/eAbC';
const facts: MessageFacts = {
  kind: 'booking',
  language: 'en',
  clinic: { name: 'Asha Clinic', nameHindi: 'आशा क्लिनिक', zone: 'Asia/Kolkata' },
  doctor: { name: 'Dr Meera Pillai', nameHindi: 'डॉ मीरा पिल्लई' },
  startsAt: new Date('2026-11-25T04:30:00Z'),
  delayMin: null,
  others: [],
  link,
  reference: 'Q7K2M9',
};
const bodyOf = (over: Partial<MessageFacts> = {}) => messageText({ ...facts, ...over }).body.replace(/\s/g, ' ');

describe('a message', () => {
  it('says who and when by the clinic’s clock, and holds the whole link', () => {
    expect(bodyOf()).toMatch(
      /^Asha Clinic: your appointment with Dr Meera Pillai is booked for Wednesday,? 25 November(,| at) 10:00 am\./,
    );
    expect(bodyOf().endsWith(` ${link}`)).toBe(true);
  });

  it('is in Hindi for Hindi and Hinglish', () => {
    for (const language of ['hi', 'hi-en'] as const) {
      const text = bodyOf({ language, kind: 'cancellation' });
      for (const part of ['आशा क्लिनिक', 'डॉ मीरा पिल्लई', 'रद्द', link]) expect(text).toContain(part);
    }
  });

  it('of a callback names no doctor', () => {
    expect(bodyOf({ kind: 'callback', doctor: null, startsAt: null, link: null })).toBe(
      'Asha Clinic: we have your message and will ring you back. Ref Q7K2M9',
    );
  });

  it('says by how much the doctor is late', () => {
    expect(bodyOf({ kind: 'delay', delayMin: 20 })).toContain('about 20 minutes late');
    expect(bodyOf({ kind: 'delay', delayMin: 20, language: 'hi' })).toContain('20 मिनट');
  });

  it('says the new time where the session was moved along', () => {
    expect(bodyOf({ kind: 'delay' })).toMatch(/running late today. Your appointment is now at Wednesday/);
    expect(bodyOf({ kind: 'delay', language: 'hi' })).toContain('देर से चल रहे हैं');
  });

  it('tells of further appointments of the same patient', () => {
    const other = {
      doctor: { name: 'Dr Joseph Kurien', nameHindi: 'डॉ जोसेफ़ कुरियन' },
      startsAt: new Date('2026-11-25T06:00:00Z'),
    };
    const others = [
      { ...other, isCancelled: false },
      { ...other, isCancelled: true },
    ];
    expect(bodyOf({ kind: 'move', others })).toMatch(
      /https:\S+ Also: Dr Joseph Kurien, Wednesday.* 11:30 am\. Also: Dr Joseph Kurien, .* 11:30 am, is cancelled\.$/,
    );
  });

  it.each(messageKinds)('of kind %s holds what it is found again by, and leaves no gap open', (kind) => {
    for (const language of ['en', 'hi'] as const) {
      const hasNoLink = kind === 'callback' || kind === 'missed_call';
      const { subject, body } = messageText({ ...facts, kind, language, delayMin: 15, link: hasNoLink ? null : link });
      expect(body).toContain(hasNoLink ? 'Q7K2M9' : link);
      expect(body + subject).not.toMatch(/[{}]|undefined|null/);
      expect(subject.length).toBeLessThan(100);
      expect(body.length).toBeLessThan(400);
    }
  });

  it('tells how to answer where one can, and not to what cannot be answered', () => {
    expect(messageText(facts, { hasReplies: true }).body).toContain('Reply 1 to confirm');
    expect(messageText({ ...facts, kind: 'cancellation' }, { hasReplies: true }).body).not.toContain('Reply 1');
  });

  it('takes the clinic’s registered wording to the letter', () => {
    const own = 'Dear patient, {doctor} sees you on {when}. {link} {unknown}';
    const { body } = messageText(facts, { own, hasReplies: true });
    expect(body).toMatch(
      /^Dear patient, Dr Meera Pillai sees you on .* https:\/\/desk.example.org\/a\/eAbC \{unknown\}$/,
    );
  });

  it('fills a registered template in the order of the docs', () => {
    const values = messageValues({ ...facts, delayMin: 20 });
    expect(templateVariables('booking', values)).toEqual(['Asha Clinic', 'Dr Meera Pillai', values.when, link]);
    expect(templateVariables('delay', values).at(-1)).toBe('20');
    expect(templateVariables('callback', values)).toEqual(['Asha Clinic', 'Q7K2M9']);
  });
});
