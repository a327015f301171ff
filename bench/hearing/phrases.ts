import type { Expectation, Language } from '@vaani/receptionist';

/** What a caller says at a question, and the words that the receptionist should then hold. */
export interface Phrase {
  language: Language;
  asked: Expectation['asked'];
  say: string;
  /** As the grammar spells it; where it is left out, as it is said. */
  heard?: string;
}

const english: [Expectation['asked'], string[]][] = [
  [
    'anything',
    [
      'I would like to book an appointment with Doctor Sharma',
      'I need an appointment tomorrow',
      'I want to cancel my appointment',
      'what are your timings',
    ],
  ],
  ['doctor', ['Doctor Rao', 'Doctor Mehta', 'Doctor Khan']],
  ['day', ['tomorrow', 'next monday', 'friday morning']],
  ['slot', ['the first one', 'the last one', 'ten thirty']],
  ['patient', ['Neha Kulkarni']],
  ['confirm', ['yes book it', 'no']],
];

const hindi: [Expectation['asked'], string[]][] = [
  [
    'anything',
    [
      'मुझे डॉक्टर राव का अपॉइंटमेंट चाहिए',
      'डॉक्टर शर्मा का अपॉइंटमेंट चाहिए',
      'मुझे अपॉइंटमेंट बुक करना है',
      'मेरा अपॉइंटमेंट रद्द करना है',
      'क्लिनिक कब खुलता है',
      'मुझे किसी से बात करनी है',
    ],
  ],
  ['doctor', ['डॉक्टर राव', 'डॉक्टर शर्मा', 'डॉक्टर मेहता', 'डॉक्टर ख़ान']],
  ['day', ['आज', 'कल', 'परसों', 'सोमवार को', 'मंगलवार को', 'शुक्रवार को', 'अगले हफ़्ते', 'कल सुबह']],
  ['slot', ['पहला वाला', 'दूसरा वाला', 'आख़िरी वाला', 'कोई भी', 'साढ़े दस बजे वाला']],
  ['patient', ['सुनीता यादव के लिए', 'राहुल', 'मेरे लिए']],
  ['confirm', ['हाँ बुक कर दीजिए', 'जी हाँ बुक कर दीजिए', 'नहीं रहने दीजिए']],
];

const hinglish: [Expectation['asked'], [string, string][]][] = [
  [
    'anything',
    [
      ['मुझे अपॉइंटमेंट बुक करनी है', 'mujhe appointment book karni hai'],
      ['मुझे डॉक्टर शर्मा का अपॉइंटमेंट चाहिए', 'mujhe doctor sharma ka appointment chahiye'],
      ['अपॉइंटमेंट कैंसल करना है', 'appointment cancel karna hai'],
      ['क्लिनिक की टाइमिंग क्या है', 'clinic ki timing kya hai'],
    ],
  ],
  [
    'doctor',
    [
      ['डॉक्टर शर्मा', 'doctor sharma'],
      ['डॉक्टर राव', 'doctor rao'],
      ['डॉक्टर मेहता', 'doctor mehta'],
    ],
  ],
  [
    'day',
    [
      ['टुमॉरो', 'tomorrow'],
      ['परसों', 'parson'],
      ['नेक्स्ट मंडे', 'next monday'],
      ['फ्राइडे को', 'friday ko'],
      ['कल शाम', 'kal shaam'],
    ],
  ],
  [
    'slot',
    [
      ['पहला वाला', 'pehla wala'],
      ['लास्ट वाला', 'last wala'],
      ['कोई भी', 'koi bhi'],
    ],
  ],
  [
    'patient',
    [
      ['विक्रम चौहान', 'vikram chauhan'],
      ['मेरे लिए', 'mere liye'],
    ],
  ],
  [
    'confirm',
    [
      ['हाँ, बुक कर दीजिए', 'haan book kar deejiye'],
      ['नहीं, रहने दीजिए', 'nahi rehne deejiye'],
    ],
  ],
];

/** A receptionist's questions and what is commonly answered, in three languages. */
export const phrases: readonly Phrase[] = [
  ...english.flatMap(([asked, said]) => said.map((say): Phrase => ({ language: 'en', asked, say }))),
  ...hindi.flatMap(([asked, said]) => said.map((say): Phrase => ({ language: 'hi', asked, say }))),
  ...hinglish.flatMap(([asked, said]) =>
    said.map(([say, heard]): Phrase => ({ language: 'hi-en', asked, say, heard })),
  ),
];
