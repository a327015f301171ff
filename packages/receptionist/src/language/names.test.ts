import { describe, expect, test } from 'vitest';
import { isNameOf, matchNames, understandName } from './names.ts';
import { specialitiesIn } from './speciality.ts';
import { spelledName } from './spelling.ts';

const doctors = [
  { id: 'sharma', name: 'Dr Anita Sharma', nameHindi: 'डॉ. अनीता शर्मा' },
  { id: 'verma', name: 'Dr Rakesh Verma', nameHindi: 'डॉ. राकेश वर्मा' },
  { id: 'khan', name: 'Dr Imran Khan', nameHindi: 'डॉ. इमरान ख़ान' },
  { id: 'fernandes', name: 'Dr Maria Fernandes' },
  { id: 'mehta', name: 'Dr Kavita Mehta', nameHindi: 'डॉ. कविता मेहता' },
  { id: 'iyer', name: 'Dr Lakshmi Iyer', nameHindi: 'डॉ. लक्ष्मी अय्यर' },
  { id: 'chatterjee', name: 'Dr Subrata Chatterjee' },
  { id: 'rao', name: 'Dr Vikram Rao' },
];

describe('a doctor by fuzzy sound', () => {
  test.each([
    ['Dr Shrama', 'sharma'],
    ['sarma ji se milna hai', 'sharma'],
    ['doctor meta', 'mehta'],
    ['Dr Chaterji', 'chatterjee'],
    ['doctor chatarjee ko dikhana hai', 'chatterjee'],
    ['doctor Aiyar', 'iyer'],
    ['laxmi', 'iyer'],
    ['farnandis', 'fernandes'],
    ['Dr Raw', 'rao'],
    ['डॉक्टर राव', 'rao'],
    ['vikram rao', 'rao'],
    ['kavita ji', 'mehta'],
    ['doctor sharma nahi verma', 'verma'],
    ['Dr Sharma, sorry, Dr Verma', 'verma'],
    ['actually I want Dr Rao, not Dr Sharma', 'rao'],
    ['not Dr Anita Sharma, Dr Verma', 'verma'],
    ['I would rather see Mehta than anybody, not Khan', 'mehta'],
    ['give me Dr Iyer instead of Dr Mehta', 'iyer'],
    ['instead of Dr Mehta give me Iyer', 'iyer'],
    ['not tomorrow, Dr Khan', 'khan'],
    ['Sharma ki jagah Dr Rao', 'rao'],
    ['डॉक्टर मेहता के बजाय डॉक्टर शर्मा को', 'sharma'],
  ])('%s', (text, id) => expect(matchNames(text, doctors).map((one) => one.id)).toEqual([id]));

  test.each([
    'Dr Gupta',
    'Dr Mehra',
    'shaam ko',
    'warna kal',
    'doctor can see me',
    'mere bete ko bukhar hai',
    'Dr Das',
    'not Dr Sharma',
  ])('%s is none of them', (text) => expect(matchNames(text, doctors)).toEqual([]));
});

describe('a name out of its sentence', () => {
  test.each([
    ['my name is Ravi Kumar', 'Ravi Kumar'],
    ['mera naam Sunita Devi hai', 'Sunita Devi'],
    ['main Ravi bol raha hoon', 'Ravi'],
    ['सुनीता बोल रही हूँ', 'सुनीता'],
    ['मेरा नाम सुनीता है', 'सुनीता'],
    ['रवि के लिए', 'रवि'],
    ['this is Priya calling', 'Priya'],
    ['patient ka naam Rohan hai', 'Rohan'],
    ['mere bete ka naam Aarav hai', 'Aarav'],
    ['it is for my son Aarav', 'Aarav'],
    ['Mohan ke naam se', 'Mohan'],
    ['naam hai Mohan Lal', 'Mohan Lal'],
    ['Ravi nahi Rahul', 'Rahul'],
    ['nahi, Rahul ke liye ji', 'Rahul'],
    ['हेलो सुनीता', 'सुनीता'],
    ['Mrs Sharma', 'Sharma'],
    ['Priya Nair', 'Priya Nair'],
  ])('%s', (text, name) => expect(understandName(text)).toBe(name));

  test.each(['I need an appointment', 'haan ji theek hai', 'kal subah', 'yes', 'it is 10:30', ''])(
    '%s is none',
    (text) => expect(understandName(text)).toBeNull(),
  );
});

describe('spelled', () => {
  test.each([
    ['S for Suresh U for Umbrella R for rat E for elephant S for sun H for hen', 'Suresh'],
    ['S U R E S H', 'Suresh'],
    ['M se Mumbai O se Om H se Haathi A se Anar N se Nal', 'Mohan'],
    ['my name is Anil A N I L', 'Anil'],
    ['it is M. E. E. N. A.', 'Meena'],
    ['double E in between: M E E N A', 'Meena'],
    ['एस यू आर ई एस एच', 'Suresh'],
    ['S as in Sierra, I as in India, D as in Delta', 'Sid'],
  ])('%s', (text, name) => expect(spelledName(text)).toBe(name));
  test.each(['haan ji Ravi', 'I am a patient', 'M for', ''])('%s is not', (text) =>
    expect(spelledName(text)).toBeNull(),
  );
});

describe('kinds of doctor, and complaints that lead to one', () => {
  test.each([
    ['skin doctor', ['dermatology']],
    ['चर्म रोग के डॉक्टर', ['dermatology']],
    ['bachchon ke doctor', ['paediatrics']],
    ['mere bete ko bukhar hai', ['paediatrics']],
    ['haddi wale doctor', ['orthopaedics']],
    ['ghutne mein dard hai', ['orthopaedics']],
    ['कमर में दर्द है', ['orthopaedics']],
    ['kaan mein dard', ['ent']],
    ['daant nikalwana hai', ['dentistry']],
    ['aankhon ki jaanch', ['ophthalmology']],
    ['dil ke doctor', ['cardiology']],
    ['BP high rehta hai', ['cardiology']],
    ['lady doctor', ['gynaecology']],
    ['main pregnant hoon', ['gynaecology']],
    ['pathri hai', ['urology']],
    ['दमा है', ['pulmonology']],
    ['bukhar aur khansi', ['general']],
    ['fever and skin rash', ['dermatology']],
    ['kal subah', []],
  ])('%s', (text, keys) => expect(specialitiesIn(text)).toEqual(keys));
});

describe('whose whole name it is', () => {
  const neha = { id: 'n', name: 'Neha Kulkarni' };
  const ramesh = { id: 'r', name: 'रमेश यादव' };

  test.each([
    ['Neha Kulkarni', neha],
    ['Neha', neha],
    ['नेहा कुलकर्णी', neha],
    ['for Neha', neha],
    ['Ramesh Yadav', ramesh],
    ['rameesh yaadav', ramesh],
  ])('%s is', (said, one) => {
    expect(isNameOf(said, one)).toBe(true);
  });

  test.each([
    ['Meena Kulkarni', neha],
    ['मीना कुलकर्णी', neha],
    ['Sunita Yadav', ramesh],
    ['', neha],
  ])('%s is somebody else, whatever the family name', (said, one) => {
    expect(isNameOf(said, one)).toBe(false);
  });
});

test.each([
  ['so, Neha Kulkarni, thanks', 'Neha Kulkarni'],
  ['सुनिए, नेहा कुलकर्णी के नाम से', 'नेहा कुलकर्णी'],
  ['woh kya hai ki Vikram Chauhan ke liye', 'Vikram Chauhan'],
  ['mummy ka naam Meena Kulkarni hai', 'Meena Kulkarni'],
  ['मेरी माँ मीना कुलकर्णी के लिए', 'मीना कुलकर्णी'],
])('%s: the name alone', (text, name) => {
  expect(understandName(text)).toBe(name);
});
