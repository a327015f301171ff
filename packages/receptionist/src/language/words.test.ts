import { describe, expect, test } from 'vitest';
import { detectLanguage } from './detect.ts';
import { isEmergency } from './emergency.ts';
import { fold, romanise } from './fold.ts';
import { type Intent, understandAside, understandIntent } from './intent.ts';
import { matchNames, understandName } from './names.ts';
import { understandNumber } from './number.ts';
import { matchSpecialities } from './speciality.ts';
import { confirms, isBackchannel, understandYesNo } from './yes-no.ts';

describe('yes and no', () => {
  test.each([
    'haan',
    'haan ji',
    'ji',
    'ji haan',
    'theek hai',
    'thik hai',
    'sahi',
    'bilkul',
    'ho jayega',
    'kar do',
    'chalega',
    'ok',
    'done',
    'yes',
    'sure',
    'correct',
    'हाँ',
    'हाँ जी',
    'ठीक है',
    'जी हाँ',
    'बिल्कुल',
    'yes please',
    'okay, go ahead',
    'haan kar dijiye',
  ])('%s is yes', (text) => expect(understandYesNo(text)).toBe('yes'));
  test.each([
    'nahi',
    'nahin',
    'na',
    'mat karo',
    'rehne do',
    'galat',
    'no',
    'not this',
    'haan… nahi, rehne do',
    'नहीं',
    'नहीं रहने दीजिए',
    'ना',
    'no thanks',
    'yes, no, leave it, no',
  ])('%s is no', (text) => expect(understandYesNo(text)).toBe('no'));
  test.each(['hmm', 'nahi nahi, theek hai', 'kal subah', '', 'doctor', 'शर्मा'])('%s is neither', (text) =>
    expect(understandYesNo(text)).toBeNull(),
  );
  test.each([
    'yes book it',
    'yes, please book it',
    'book it',
    'haan, book kar dijiye',
    'हाँ, बुक कर दीजिए',
    'haan book kar do',
    'yes go ahead',
    'जी हाँ बुक कर दीजिए',
    'haan cancel kar dijiye',
    'yes cancel it',
    'हाँ रद्द कर दीजिए',
  ])('%s confirms as a phrase', (text) => expect(confirms(text, { isPhraseNeeded: true })).toBe(true));
  test.each(['yes', 'haan', 'ji', 'हाँ', 'ok', 'no, do not book it', 'nahi, book mat karo', 'book it for Friday, no'])(
    '%s alone does not',
    (text) => expect(confirms(text, { isPhraseNeeded: true })).toBe(false),
  );
  test('where words are heard freely, a yes will do', () => {
    expect(confirms('yes', { isPhraseNeeded: false })).toBe(true);
    expect(confirms('hmm', { isPhraseNeeded: false })).toBe(false);
  });
  test.each(['hmm', 'haan', 'achha', 'ji', 'ok', 'theek', 'haan haan', 'हाँ', 'अच्छा'])('%s is a backchannel', (text) =>
    expect(isBackchannel(text)).toBe(true),
  );
  test.each(['ruko', 'nahi', 'kal subah', 'haan book kar dijiye', ''])('%s is not', (text) =>
    expect(isBackchannel(text)).toBe(false),
  );
});

describe('emergencies', () => {
  test.each([
    'seene mein dard',
    'सीने में बहुत दर्द हो रहा है',
    'saans nahi aa rahi',
    'साँस नहीं आ रही',
    'behosh ho gaye',
    'khoon band nahi ho raha',
    'zeher kha liya',
    'chest pain',
    "I can't breathe",
    'he cannot breathe',
    'my father is unconscious',
    'I think it is a stroke',
    'suicide',
    'papa ko heart attack aaya hai',
    'she is not breathing',
    'this is an emergency',
    'chest mein pain hai',
    'इमरजेंसी है',
    'I want to kill myself',
    'लकवा मार गया',
  ])('%s', (text) => expect(isEmergency(text)).toBe(true));
  test.each([
    'seene mein dard tha pichhle mahine, check-up chahiye',
    'I had chest pain last week',
    'follow up after my stroke last year',
    'bukhar hai',
    'pet dard hai',
    'I need an appointment',
    'it is not an emergency',
    'kal subah',
    'dard hai',
  ])('not: %s', (text) => expect(isEmergency(text)).toBe(false));
});

describe('what is wanted', () => {
  const cases: [string, Intent][] = [
    ['I need an appointment', 'book'],
    ['can I see Dr Sharma tomorrow, I want to book', 'book'],
    ['mujhe appointment chahiye', 'book'],
    ['mujhe doctor ko dikhana hai', 'book'],
    ['मुझे अपॉइंटमेंट चाहिए', 'book'],
    ['डॉक्टर शर्मा को दिखाना है', 'book'],
    ['appointment book karna hai', 'book'],
    ['cancel my appointment', 'cancel'],
    ['mera appointment cancel kar do', 'cancel'],
    ['अपॉइंटमेंट रद्द करना है', 'cancel'],
    ['अपॉइंटमेंट कैंसल कर दीजिए', 'cancel'],
    ['I want to reschedule', 'reschedule'],
    ['appointment badalna hai', 'reschedule'],
    ['अपॉइंटमेंट का समय बदलना है', 'reschedule'],
    ['when is my appointment', 'my_appointments'],
    ['mera appointment kab hai', 'my_appointments'],
    ['मेरा अपॉइंटमेंट कब है', 'my_appointments'],
    ['what are your timings', 'info'],
    ['clinic kab khulta hai', 'info'],
    ['क्लिनिक कब खुलता है', 'info'],
    ['fees kitni hai', 'info'],
    ['फ़ीस कितनी है', 'info'],
    ['where is the clinic', 'info'],
    ['क्लिनिक कहाँ है', 'info'],
    ['when does doctor Sharma sit', 'info'],
    ['I want to talk to a person', 'human'],
    ['kisi se baat karni hai', 'human'],
    ['मुझे किसी से बात करनी है', 'human'],
    ['please call me back', 'message'],
    ['मुझे वापस फ़ोन कीजिए', 'message'],
    ['I have chest pain', 'emergency'],
    ['kal subah', 'other'],
    ['haan ji', 'other'],
    ['Ravi Kumar', 'other'],
  ];
  test.each(cases)('%s → %s', (text, intent) => expect(understandIntent(text)).toBe(intent));

  test.each([
    ['phir se boliye', 'repeat'],
    ['फिर से बोलिए', 'repeat'],
    ['come again', 'repeat'],
    ['samajh nahi aaya', 'repeat'],
    ['ek minute', 'wait'],
    ['hold on', 'wait'],
    ['thank you', 'goodbye'],
    ['और कुछ नहीं', 'goodbye'],
  ])('%s is about the talk itself: %s', (text, aside) => expect(understandAside(text)).toBe(aside));
});

describe('language of the caller', () => {
  test.each([
    ['I want to book an appointment', 'hi', 'en'],
    ['नमस्ते मुझे अपॉइंटमेंट चाहिए', 'en', 'hi'],
    ['mujhe kal dikhana hai', 'hi', 'hi'],
    ['tomorrow morning ka appointment book karna hai', 'hi', 'hi-en'],
    ['mujhe kal dikhana hai', 'hi-en', 'hi-en'],
    ['Sharma', 'hi', 'hi'],
    ['ok', 'en', 'en'],
    ['ok', 'hi-en', 'hi-en'],
    ['yes', 'hi', 'hi'],
    ['English please', 'hi', 'en'],
    ['hindi mein boliye', 'en', 'hi'],
    ['10:30', 'hi', 'hi'],
  ] as const)('%s, so far %s → %s', (text, current, language) => expect(detectLanguage(text, current)).toBe(language));
});

describe('names', () => {
  const doctors = [
    { id: 's', name: 'Dr Anita Sharma', nameHindi: 'डॉ. अनीता शर्मा' },
    { id: 'v', name: 'Dr Rakesh Verma', nameHindi: 'डॉ. राकेश वर्मा' },
    { id: 'k', name: 'Dr Imran Khan', nameHindi: 'डॉ. इमरान ख़ान' },
    { id: 'f', name: 'Dr Maria Fernandes', nameHindi: 'डॉ. मारिया फ़र्नांडिस' },
  ];
  test.each([
    ['Dr Sharma', 's'],
    ['doctor shrama', 's'],
    ['sarma ji', 's'],
    ['डॉक्टर शर्मा', 's'],
    ['anita sharma', 's'],
    ['Dr Varma', 'v'],
    ['वर्मा', 'v'],
    ['khan sahab', 'k'],
    ['डॉक्टर ख़ान', 'k'],
    ['Fernandez', 'f'],
    ['फर्नांडिस', 'f'],
  ])('%s', (text, id) => expect(matchNames(text, doctors).map((one) => one.id)).toEqual([id]));
  test.each(['kal subah das baje', 'I need an appointment', 'मुझे डॉक्टर से मिलना है', 'Dr Gupta', 'the earliest please'])(
    '%s names none',
    (text) => expect(matchNames(text, doctors)).toEqual([]),
  );
  test('two Sharmas are both meant, until the given name is said', () => {
    const two = [...doctors, { id: 's2', name: 'Dr Suresh Sharma', nameHindi: 'डॉ. सुरेश शर्मा' }];
    expect(matchNames('doctor sharma', two).map(({ id }) => id)).toEqual(['s', 's2']);
    expect(matchNames('suresh sharma', two).map(({ id }) => id)).toEqual(['s2']);
  });
  test('a name out of its sentence', () => {
    expect(understandName('my name is Ravi Kumar')).toBe('Ravi Kumar');
    expect(understandName('mera naam Sunita hai')).toBe('Sunita');
    expect(understandName('रवि के लिए')).toBe('रवि');
    expect(understandName('it is 10:30')).toBeNull();
  });
  test('scripts meet', () => {
    expect(romanise('शर्मा')).toBe('sharma');
    expect(fold('सोमवार')).toBe(fold('somvaar'));
    expect(fold('theek')).toBe(fold('thik'));
    expect(fold('ठीक')).toBe(fold('theek'));
  });
});

describe('kinds of doctor', () => {
  const offered = [
    'general',
    'dermatology',
    'paediatrics',
    'orthopaedics',
    'gynaecology',
    'ENT',
    'dentistry',
    'cardiology',
  ];
  test.each([
    ['skin doctor', 'dermatology'],
    ['skin ke doctor', 'dermatology'],
    ['त्वचा के डॉक्टर', 'dermatology'],
    ['bachchon ke doctor', 'paediatrics'],
    ['बच्चों के डॉक्टर', 'paediatrics'],
    ['my child has fever', 'paediatrics'],
    ['haddi wale doctor', 'orthopaedics'],
    ['हड्डी के डॉक्टर', 'orthopaedics'],
    ['knee pain', 'orthopaedics'],
    ['daant mein dard', 'dentistry'],
    ['dentist', 'dentistry'],
    ['kaan mein dard', 'ENT'],
    ['lady doctor', 'gynaecology'],
    ['heart doctor', 'cardiology'],
    ['bukhar hai', 'general'],
    ['general physician', 'general'],
  ])('%s → %s', (text, key) => expect(matchSpecialities(text, offered)).toEqual([key]));
  test('what the clinic has not is not offered', () => expect(matchSpecialities('eye doctor', offered)).toEqual([]));
});

test.each([
  ['saintalis', 47],
  ['forty seven', 47],
  ['47', 47],
  ['सैंतालीस', 47],
  ['unnis', 19],
  ['untees', 29],
  ['untalis', 39],
  ['do sau pachas', 250],
  ['twenty one', 21],
  ['one hundred and five', 105],
  ['do hazaar', 2000],
  ['pachchis', 25],
])('%s is %i', (text, value) => expect(understandNumber(text)).toBe(value));
