import type { Job, Language } from '../../format/schema.ts';

/**
 * What somebody says who was not understood and has been told so: a few words, mostly those that the receptionist gave as an example. Callers do so
 * too: who hears "you can say: I need an appointment" says it.
 */
export const plainOpenings: Partial<Record<Job, Record<Language, string>>> = {
  book: { en: 'I need an appointment', hi: 'अपॉइंटमेंट चाहिए', 'hi-en': 'appointment chahiye' },
  reschedule: {
    en: 'I want to change my appointment',
    hi: 'अपॉइंटमेंट का समय बदलना है',
    'hi-en': 'appointment reschedule karna hai',
  },
  cancel: { en: 'cancel my appointment', hi: 'अपॉइंटमेंट रद्द करना है', 'hi-en': 'appointment cancel karna hai' },
  my_appointments: { en: 'when is my appointment', hi: 'मेरा अपॉइंटमेंट कब है', 'hi-en': 'mera appointment kab hai' },
  waitlist: {
    en: 'put me on the waiting list',
    hi: 'वेटिंग लिस्ट में नाम डाल दीजिए',
    'hi-en': 'waiting list mein naam daal dijiye',
  },
  human: { en: 'a person please', hi: 'किसी से बात करनी है', 'hi-en': 'kisi se baat karni hai' },
  message: { en: 'please call me back', hi: 'मुझे वापस फ़ोन कीजिए', 'hi-en': 'call back kar dijiye' },
};

/** The same of questions, by topic. */
export const plainQuestions: Record<string, Record<Language, string>> = {
  hours: { en: 'what are your timings', hi: 'क्लिनिक कब खुलता है', 'hi-en': 'clinic ki timing kya hai' },
  address: { en: 'what is the address', hi: 'पता क्या है', 'hi-en': 'clinic kahan hai' },
  fee: { en: 'what is the fee', hi: 'फ़ीस कितनी है', 'hi-en': 'fees kitni hai' },
  doctors: { en: 'which doctors do you have', hi: 'कौन से डॉक्टर हैं', 'hi-en': 'kaunse doctor hain' },
  parking: { en: 'is there parking', hi: 'पार्किंग है क्या', 'hi-en': 'parking hai kya' },
  'doctor-hours': {
    en: 'what are the timings of {doctor}',
    hi: '{doctor} कब बैठते हैं',
    'hi-en': '{doctor} kab baithte hain',
  },
};

/** By these a caller knows that they were not understood. */
export const apologies: Record<Language, RegExp> = {
  en: /did not catch|say (?:that|it) once more|keys:/i,
  hi: /समझ नहीं पाई|बटन से/,
  'hi-en': /samajh nahi paayi|button se/i,
};

/** What keys are for, as it is read out: which words come first, the key or what it does, depends on the language. */
export const keyWords: Record<Language, RegExp> = {
  en: /(?<key>\d) for (?<label>.+?)(?=, \d for |[.;]|$)/g,
  hi: /(?:^|: |, )(?<label>(?:(?! के लिए ).)+?) के लिए (?<key>\d)/g,
  'hi-en': /(?:^|: |, )(?<label>(?:(?! ke liye ).)+?) ke liye (?<key>\d)/g,
};

/** The key that does what a caller came for, by what is said of it. */
export const jobKeys: Partial<Record<Job, RegExp>> = {
  book: /^(?:an appointment|अपॉइंटमेंट|appointment)$/i,
  cancel: /cancel|रद्द/i,
  reschedule: /moving|बदल|badal/i,
  human: /person|किसी से बात|kisi se baat/i,
};
