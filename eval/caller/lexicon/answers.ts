import type { Language } from '../../format/schema.ts';

type Words = Record<Language, readonly string[]>;

/** What callers answer when they are asked. */
export const answers = {
  yesBook: {
    en: ['yes, book it', 'yes please book it', 'yes, go ahead and book', 'yes that is right, book it'],
    hi: ['हाँ, बुक कर दीजिए', 'हाँ जी बुक कर दीजिए', 'जी हाँ, कर दीजिए', 'हाँ ठीक है, बुक कर दो'],
    'hi-en': ['haan, book kar dijiye', 'haan ji book kar do', 'ji haan kar dijiye', 'haan theek hai, book kar dijiye'],
  },
  yesCancel: {
    en: ['yes, cancel it', 'yes please cancel it', 'yes go ahead, cancel it'],
    hi: ['हाँ, रद्द कर दीजिए', 'हाँ जी कैंसल कर दीजिए', 'जी हाँ, कर दीजिए'],
    'hi-en': ['haan, cancel kar dijiye', 'haan ji cancel kar do', 'ji haan kar dijiye'],
  },
  yesMove: {
    en: ['yes, that is right, go ahead', 'yes please do it', 'yes, go ahead'],
    hi: ['हाँ जी, कर दीजिए', 'जी हाँ, कर दीजिए', 'हाँ ठीक है, कर दीजिए'],
    'hi-en': ['haan ji kar dijiye', 'ji haan kar dijiye', 'haan theek hai, kar dijiye'],
  },
  /** One word, for who is heard freely. */
  yes: {
    en: ['yes', 'yes, correct', 'sure', 'yes that is fine'],
    hi: ['हाँ', 'जी हाँ', 'हाँ जी', 'हाँ सही है'],
    'hi-en': ['haan', 'haan ji', 'ji haan', 'haan sahi hai'],
  },
  no: { en: ['no', 'no, thank you'], hi: ['नहीं', 'जी नहीं'], 'hi-en': ['nahi', 'ji nahi'] },
  wrong: {
    en: ['no, that is not right', 'no, that is wrong'],
    hi: ['नहीं, यह गलत है', 'नहीं जी, ऐसा नहीं'],
    'hi-en': ['nahi, yeh galat hai', 'nahi ji, aisa nahi'],
  },
  bye: {
    en: ['no, that is all, thank you', 'nothing else, thanks', 'no thanks, bye'],
    hi: ['नहीं, बस इतना ही, धन्यवाद', 'और कुछ नहीं, शुक्रिया', 'बस, धन्यवाद'],
    'hi-en': ['nahi, bas itna hi, thank you', 'aur kuch nahi, shukriya', 'bas, dhanyavaad'],
  },
  first: {
    en: ['the first one', 'first one please', 'number one'],
    hi: ['पहला वाला', 'पहले वाला ठीक है', 'पहला'],
    'hi-en': ['pehla wala', 'pehle wala theek hai', 'first wala'],
  },
  second: {
    en: ['the second one', 'second one please', 'option two'],
    hi: ['दूसरा वाला', 'दूसरा ठीक रहेगा', 'दूसरा'],
    'hi-en': ['doosra wala', 'dusra wala theek hai', 'second wala'],
  },
  last: {
    en: ['the last one', 'the last option please'],
    hi: ['आख़िरी वाला', 'आखिरी वाला ठीक है'],
    'hi-en': ['aakhri wala', 'last wala de dijiye'],
  },
  any: {
    en: ['any of them is fine', 'whichever, you decide'],
    hi: ['कोई भी चलेगा', 'जो भी हो, कोई सा भी'],
    'hi-en': ['koi bhi chalega', 'koi sa bhi de do'],
  },
  newPatient: {
    en: ['a new patient', 'it is a new patient'],
    hi: ['नए मरीज़', 'नए मरीज़ हैं'],
    'hi-en': ['naye mareez', 'naya mareez hai'],
  },
  self: { en: ['it is for me', 'for myself'], hi: ['मेरे लिए ही', 'अपने लिए'], 'hi-en': ['mere liye hi', 'apne liye'] },
} as const satisfies Record<string, Words>;

/** `{name}` where somebody says whom it is for. */
export const naming: Words = {
  en: ['{name}', 'for {name}', 'it is for {name}', 'the name is {name}', 'patient name {name}'],
  hi: ['{name}', '{name} के लिए', 'मरीज़ का नाम {name} है', 'नाम {name} है', '{name} के नाम से'],
  'hi-en': ['{name}', '{name} ke liye', 'patient ka naam {name} hai', 'naam {name} hai', '{name} ke naam se'],
};

/** Said in the opening: for whom. */
export const forWhom: Words = {
  en: ['for {name}'],
  hi: ['{name} के लिए'],
  'hi-en': ['{name} ke liye'],
};

/** `{doctor}` with what a sentence about seeing them needs. */
export const withDoctor: Words = {
  en: ['with {doctor}'],
  hi: ['{doctor} से'],
  'hi-en': ['{doctor} se'],
};

/** How a doctor of this surname is named. */
export const doctorForms: Words = {
  en: ['Dr {surname}', 'Doctor {surname}', '{full}'],
  hi: ['डॉक्टर {surname}', 'डॉ {surname}', '{full}'],
  'hi-en': ['Dr {surname}', 'doctor {surname}', '{full}'],
};

/** Kinds of doctor and complaints that lead to one. */
export const kinds: Record<string, Words> = {
  skin: {
    en: ['a skin doctor', 'the skin specialist'],
    hi: ['चमड़ी के डॉक्टर', 'स्किन के डॉक्टर'],
    'hi-en': ['skin doctor', 'skin ke doctor'],
  },
  bones: {
    en: ['the bone doctor', 'an orthopaedic doctor'],
    hi: ['हड्डी के डॉक्टर', 'हड्डी वाले डॉक्टर'],
    'hi-en': ['haddi ke doctor', 'haddi wale doctor'],
  },
  children: {
    en: ['the child specialist', 'a children’s doctor'],
    hi: ['बच्चों के डॉक्टर', 'बच्चों वाले डॉक्टर'],
    'hi-en': ['bachchon ke doctor', 'bachon ke doctor'],
  },
  women: {
    en: ['a gynaecologist', 'the lady doctor for women'],
    hi: ['महिलाओं की डॉक्टर', 'स्त्री रोग की डॉक्टर'],
    'hi-en': ['gynae doctor', 'ladies doctor'],
  },
  eyes: {
    en: ['an eye doctor', 'the eye specialist'],
    hi: ['आँखों के डॉक्टर', 'आँख के डॉक्टर'],
    'hi-en': ['aankhon ke doctor', 'eye doctor'],
  },
};

/** Words around a line that carry nothing. */
export const fillers: Record<'before' | 'after' | 'angry' | 'polite', Words> = {
  before: {
    en: ['um,', 'uh,', 'so,', 'actually', 'hello,', 'well,'],
    hi: ['जी,', 'अच्छा,', 'वो क्या है कि', 'हैलो,', 'देखिए,', 'सुनिए,'],
    'hi-en': ['ji,', 'achha,', 'woh kya hai ki', 'hello,', 'dekhiye,', 'suniye,'],
  },
  after: { en: ['please', ', thanks'], hi: ['जी', ', प्लीज़'], 'hi-en': ['ji', 'please'] },
  angry: {
    en: [
      'I have been calling since morning!',
      'This is the third time I am calling.',
      'Nobody picks up at your place!',
    ],
    hi: ['सुबह से फ़ोन लगा रहा हूँ!', 'तीसरी बार फ़ोन कर रहा हूँ।', 'आपके यहाँ कोई फ़ोन ही नहीं उठाता!'],
    'hi-en': [
      'subah se phone laga raha hoon!',
      'teesri baar phone kar raha hoon.',
      'aapke yahan koi phone hi nahi uthata!',
    ],
  },
  polite: {
    en: ['Good morning,', 'Namaste, sorry to trouble you,', 'If it is not too much trouble,'],
    hi: ['नमस्कार जी,', 'नमस्ते, आपको तकलीफ़ दे रही हूँ,', 'कृपा करके,'],
    'hi-en': ['namaste ji,', 'good morning ji,', 'sorry aapko pareshan kiya,'],
  },
};

/** "kal … nahi, parson": between what was said by mistake and what is meant. */
export const slips: Words = {
  en: ['no sorry,', 'sorry, I mean', 'no no,'],
  hi: ['नहीं नहीं,', 'नहीं सॉरी,', 'अरे नहीं,'],
  'hi-en': ['nahi nahi,', 'nahi sorry,', 'arre nahi,'],
};

/** A question that the caller asks again louder. */
export const restating: Words = {
  en: ['I said,', 'as I said,', ''],
  hi: ['मैंने कहा,', 'जी,', ''],
  'hi-en': ['maine kaha,', 'ji,', ''],
};
