import type { Random } from '@vaani/config';
import type { Expectation } from '@vaani/receptionist';
import type { Scenario, ScenarioLine } from '@vaani/sandbox';

type Language = Scenario['language'];

/**
 * What callers ask, as they say it: `…` is a pause where people make one, after a filler, a conjunction or a name, and within numbers. Hinglish is spoken from
 * Devanagari and heard in Roman letters.
 */
const questions: Record<Language, readonly (string | [spoken: string, heard: string])[]> = {
  en: [
    'What are your timings, please?',
    'How much is the consultation fee?',
    'Where is the clinic?',
    'Which doctors do you have?',
    'Is there parking?',
    'Umm … when does Doctor Sharma sit?',
    'What does Doctor Rao … charge?',
    'Are you open on Sunday?',
    'When does Doctor Khan sit?',
    'I wanted to know … what your address is.',
    'And … how much does Doctor Sharma charge?',
    'Do you have a skin doctor?',
    'Until what time are you open today?',
    'So … is there parking at the clinic?',
  ],
  hi: [
    'क्लिनिक कब खुलता है?',
    'फ़ीस कितनी है?',
    'क्लिनिक कहाँ है?',
    'आपके यहाँ कौन से डॉक्टर हैं?',
    'पार्किंग है क्या?',
    'डॉक्टर शर्मा … कब बैठते हैं?',
    'मुझे पूछना था कि … डॉक्टर राव की फ़ीस कितनी है?',
    'रविवार को खुला रहता है क्या?',
    'और … डॉक्टर ख़ान कब बैठते हैं?',
    'पता बता दीजिए।',
    'अच्छा तो … फ़ीस कितनी लगेगी?',
    'आज कितने बजे तक खुला है?',
    'त्वचा के डॉक्टर हैं क्या?',
    'क्लिनिक का पता … क्या है?',
  ],
  'hi-en': [
    ['क्लिनिक की टाइमिंग क्या है?', 'clinic ki timing kya hai?'],
    ['कंसल्टेशन फ़ीस कितनी है?', 'consultation fees kitni hai?'],
    ['क्लिनिक का एड्रेस क्या है?', 'clinic ka address kya hai?'],
    ['कौन कौन से डॉक्टर हैं?', 'kaun kaun se doctor hain?'],
    ['पार्किंग है क्या?', 'parking hai kya?'],
    ['डॉक्टर शर्मा … कब बैठते हैं?', 'Doctor Sharma … kab baithte hain?'],
    ['मैं पूछ रहा था कि … डॉक्टर राव की फ़ीस कितनी है?', 'main pooch raha tha ki … Doctor Rao ki fees kitni hai?'],
    ['संडे को ओपन है क्या?', 'Sunday ko open hai kya?'],
    ['और … डॉक्टर ख़ान कब बैठते हैं?', 'aur … Doctor Khan kab baithte hain?'],
    ['एड्रेस बता दीजिए।', 'address bata dijiye.'],
    ['अच्छा तो … फ़ीस कितनी होगी?', 'achha toh … fees kitni hogi?'],
    ['आज कितने बजे तक ओपन है?', 'aaj kitne baje tak open hai?'],
    ['स्किन के डॉक्टर हैं क्या?', 'skin ke doctor hain kya?'],
    ['क्लिनिक … कहाँ है?', 'clinic … kahan hai?'],
  ],
};

/** The booking that some of them come to, step by step, and the last words. */
const bookings: Record<Language, readonly (string | [spoken: string, heard: string])[]> = {
  en: [
    'I need an … appointment.',
    'Doctor … Sharma.',
    'Tomorrow, umm … in the morning.',
    'The first one.',
    'Neha … Kulkarni.',
    'No, leave it, I will call later.',
    'No, thank you.',
  ],
  hi: [
    'मुझे … अपॉइंटमेंट चाहिए।',
    'डॉक्टर … राव।',
    'कल और … नहीं, कल सुबह।',
    'पहला वाला।',
    'सुनीता … यादव।',
    'नहीं रहने दीजिए, बाद में फ़ोन करूँगी।',
    'नहीं, धन्यवाद।',
  ],
  'hi-en': [
    ['मुझे … अपॉइंटमेंट चाहिए।', 'mujhe appointment … chahiye.'],
    ['डॉक्टर … शर्मा।', 'Doctor … Sharma.'],
    ['कल और … नहीं, कल सुबह।', 'kal … subah.'],
    ['पहला वाला।', 'pehla wala.'],
    ['विक्रम … जोशी।', 'Vikram … Joshi.'],
    ['नहीं रहने दीजिए, बाद में कॉल करूँगा।', 'nahi rehne dijiye, baad mein call karunga.'],
    ['नहीं, धन्यवाद।', 'nahi, dhanyavaad.'],
  ],
};

const froms: Record<Language, string> = { en: '+916000100001', hi: '+916000100002', 'hi-en': '+916000100003' };
const TO = '+912066000001';
const QUESTIONS = 6;

/** A call of the suite: questions in an order of its own, then a booking that is left in the middle, so that each call begins anew. */
export function talkOf(language: Language, index: number, random: Random): Scenario {
  const asked = questions[language]
    .map((line) => ({ line, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, QUESTIONS)
    .map(({ line }) => line);
  const line = (said: string | [string, string]): ScenarioLine =>
    typeof said === 'string'
      ? { when: /./, times: 1, say: said }
      : { when: /./, times: 1, say: said[0], heard: said[1] };
  return {
    ...{ name: `${language}-${index + 1}`, title: '', language, from: froms[language], to: TO, goal: 'informed' },
    lines: [...asked, ...bookings[language]].map(line),
  };
}

/** What each step of a booking answers. */
const steps: readonly Expectation['asked'][] = ['anything', 'doctor', 'day', 'slot', 'patient', 'confirm', 'anything'];

/** All lines of the suite as a recogniser writes them, and what was asked. */
export function linesOf(): { heard: string; asked: Expectation['asked'] }[] {
  const heardOf = (line: string | [string, string]) => (typeof line === 'string' ? line : line[1]);
  return (Object.keys(questions) as Language[]).flatMap((language) => [
    ...questions[language].map((line) => ({ heard: heardOf(line), asked: 'anything' as const })),
    ...bookings[language].map((line, at) => ({ heard: heardOf(line), asked: steps[at] ?? 'anything' })),
  ]);
}

/** Without the marks of its pauses. */
export const plain = (text: string): string => text.replaceAll(/\s*…\s*/gu, ' ');

/** A line as the stretches between its pauses. */
export const stretchesOf = (say: string): string[] => say.split(/\s*…\s*/u);
