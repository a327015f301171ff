import type { Scenario } from '../scenario.ts';

/** A caller books in Hinglish, one thing at a time: the voice reads Devanagari, the transcript is Roman. */
export const bookHinglish: Scenario = {
  name: 'book-hinglish',
  title: 'Vikram books with Dr Sharma, in Hinglish',
  language: 'hi-en',
  from: '+916000100003',
  to: '+912066000001',
  goal: 'booked',
  lines: [
    { after: /ke liye book hai/i, when: /samajh nahi|aur kuchh madad/i, say: 'नहीं, थैंक यू।', heard: 'नहीं, thank you.' },
    { when: /ke liye book hai/i, say: 'नहीं, थैंक यू।', heard: 'नहीं, thank you.' },
    { when: /button se/i, keys: '1' },
    { when: /1 dabaiye|haan, book kar d/i, say: 'हाँ, बुक कर दीजिए।', heard: 'हाँ, book कर दीजिए।', times: 1 },
    { when: /1 dabaiye|haan, book kar d/i, say: 'हाँ जी, बुक कर दीजिए।', heard: 'हाँ जी, book कर दीजिए।' },
    { when: /kis din|kaun sa din|din boliye/i, say: 'परसों।', times: 1 },
    { when: /kis din|kaun sa din|din boliye/i, say: 'नेक्स्ट मंडे।', heard: 'next Monday को।' },
    { when: /kaun sa theek rahega|pehla wala/i, say: 'कोई भी।', times: 1 },
    { when: /kaun sa theek rahega|pehla wala/i, say: 'पहला वाला।' },
    { when: /yeh theek rahega/i, say: 'हाँ जी, ठीक है।' },
    { when: /kis doctor|doctor ka naam/i, say: 'डॉक्टर शर्मा।', heard: 'Doctor Sharma.' },
    { when: /kinke liye|naam boliye/i, say: 'विक्रम चौहान।', times: 1 },
    { when: /kinke liye|naam boliye/i, say: 'मेरे लिए।' },
    { when: /aur kuchh madad/i, say: 'नहीं, थैंक यू।', heard: 'नहीं, thank you.' },
    { when: /madad|samajh nahi/i, say: 'मुझे अपॉइंटमेंट बुक करनी है।', heard: 'मुझे appointment book करनी है।' },
  ],
};
