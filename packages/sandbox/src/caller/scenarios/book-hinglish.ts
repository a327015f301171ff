import type { Scenario } from '../scenario.ts';

/** A known caller books in Hinglish: the voice reads Devanagari, the transcript is Roman. */
export const bookHinglish: Scenario = {
  name: 'book-hinglish',
  title: 'Vikram books with Dr Khan, in Hinglish',
  language: 'hi-en',
  from: '+916000100003',
  to: '+912066000001',
  goal: 'booked',
  lines: [
    { when: /ke liye book hai/i, say: 'नहीं, थैंक यू।' },
    { when: /1 dabaiye|haan, book kar dijiye/i, say: 'हाँ जी, बुक कर दीजिए।' },
    { when: /button se/i, keys: '1' },
    { when: /kis din|kaun sa din/i, say: 'नेक्स्ट मंडे।', times: 1 },
    { when: /kaun sa din/i, say: 'जल्दी से जल्दी।' },
    { when: /kaun sa theek rahega|pehla wala/i, say: 'पहला वाला।' },
    { when: /yeh theek rahega/i, say: 'हाँ जी, ठीक है।' },
    { when: /kinke liye/i, say: 'विक्रम चौहान।' },
    { when: /kis doctor/i, say: 'डॉक्टर ख़ान।' },
    { when: /aur kuchh madad/i, say: 'नहीं, थैंक यू।' },
    { when: /madad|samajh nahi/i, say: 'हेलो, डॉक्टर ख़ान का अपॉइंटमेंट चाहिए।' },
  ],
};
