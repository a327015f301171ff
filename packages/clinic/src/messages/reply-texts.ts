import type { ReplyOutcome } from './act-on-reply.ts';

const texts: Record<'en' | 'hi', Record<Exclude<ReplyOutcome, 'cancelled'>, string>> = {
  en: {
    confirmed: 'Thank you. Your appointment is confirmed.',
    stopped: 'You will get no more messages here. Send START to get them again.',
    started: 'You will get messages here again.',
    kept: 'Thank you. Somebody at the clinic will read this. In an emergency, dial 112.',
  },
  hi: {
    confirmed: 'धन्यवाद। आपका अपॉइंटमेंट पक्का है।',
    stopped: 'अब यहाँ कोई संदेश नहीं आएगा। फिर से पाने के लिए START भेजें।',
    started: 'अब यहाँ फिर से संदेश आएँगे।',
    kept: 'धन्यवाद। क्लिनिक में कोई इसे पढ़ेगा। आपात स्थिति में 112 मिलाएँ।',
  },
};

/** What is said back to an answer; null where a message of its own follows, as after a cancellation. */
export function answerText(outcome: ReplyOutcome, language: 'en' | 'hi'): string | null {
  return outcome === 'cancelled' ? null : texts[language][outcome];
}
