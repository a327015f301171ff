import type { Practice } from './practice.ts';

const sixDays = [1, 2, 3, 4, 5, 6];
const at = (hour: number, minute = 0) => hour * 60 + minute;

/** Lotus Children's Clinic, Jaipur: two paediatricians. */
export const lotus: Practice = {
  branches: [
    {
      name: 'C-Scheme',
      nameHindi: 'सी-स्कीम',
      address: '7 Sardar Patel Marg, C-Scheme, Jaipur 302001, next to the central park gate',
    },
  ],
  services: [
    { key: 'consultation', name: 'Consultation', nameHindi: 'परामर्श', durationMin: 15, feePaise: 50_000 },
    { key: 'follow-up', name: 'Follow-up', nameHindi: 'फ़ॉलो-अप', durationMin: 15, feePaise: 0 },
    {
      key: 'vaccination',
      name: 'Vaccination',
      nameHindi: 'टीकाकरण',
      durationMin: 15,
      feePaise: 90_000,
      bufferAfterMin: 5,
    },
  ],
  doctors: [
    {
      name: 'Dr Maria Fernandes',
      nameHindi: 'डॉ मारिया फ़र्नांडिस',
      speciality: 'paediatrics',
      initials: 'MF',
      branch: 0,
      gridMin: 15,
      hours: [
        { weekdays: sixDays, fromMin: at(9), toMin: at(13) },
        { weekdays: [1, 2, 4, 5], fromMin: at(17), toMin: at(20) },
      ],
      services: [{ key: 'consultation', feePaise: 60_000 }, { key: 'follow-up' }, { key: 'vaccination' }],
    },
    {
      name: 'Dr Amit Patil',
      nameHindi: 'डॉ अमित पाटिल',
      speciality: 'paediatrics',
      initials: 'AP',
      branch: 0,
      gridMin: 15,
      hours: [
        { weekdays: [1, 2, 3, 4, 5], fromMin: at(11), toMin: at(18) },
        { weekdays: [7], fromMin: at(10), toMin: at(13) },
      ],
      breaks: [{ weekdays: [1, 2, 3, 4, 5], fromMin: at(14), toMin: at(15) }],
      services: [{ key: 'consultation' }, { key: 'follow-up' }, { key: 'vaccination' }],
    },
  ],
  knowledge: [
    {
      topic: 'address',
      en: 'We are at 7 Sardar Patel Marg in C-Scheme, next to the central park gate.',
      hi: 'हम सी-स्कीम में 7 सरदार पटेल मार्ग पर हैं, सेंट्रल पार्क के गेट के पास।',
      hiEn: 'Hum C-Scheme mein 7 Sardar Patel Marg par hain, Central Park ke gate ke paas.',
    },
    {
      topic: 'parking',
      en: 'Please park along the lane beside the clinic; prams can be left at the entrance.',
      hi: 'कृपया क्लिनिक के बगल की गली में गाड़ी लगाइए; बच्चा गाड़ी दरवाज़े पर छोड़ सकते हैं।',
      hiEn: 'Clinic ke bagal wali gali mein parking kijiye; pram entrance par chhod sakte hain.',
    },
    {
      topic: 'fees',
      en: 'A consultation costs 500 to 600 rupees; a follow-up within a week is free. A vaccination is 900 rupees with the vaccine of the national programme.',
      hi: 'परामर्श की फ़ीस 500 से 600 रुपये है; एक हफ़्ते में फ़ॉलो-अप मुफ़्त है। राष्ट्रीय कार्यक्रम के टीके के साथ टीकाकरण 900 रुपये है।',
      hiEn: 'Consultation 500 se 600 rupaye hai; ek hafte mein follow-up free hai. National programme ki vaccine ke saath vaccination 900 rupaye hai.',
    },
    {
      topic: 'reports',
      en: 'Reports are kept at the desk and can be collected from eleven in the morning.',
      hi: 'रिपोर्ट डेस्क पर रहती हैं और सुबह ग्यारह बजे से ली जा सकती हैं।',
      hiEn: 'Reports desk par rehti hain, subah gyarah baje se le sakte hain.',
    },
    {
      topic: 'hours',
      en: 'We are open Monday to Saturday from nine in the morning; evenings until eight except Wednesday and Saturday. On Sunday from ten to one.',
      hi: 'हम सोमवार से शनिवार सुबह नौ बजे से खुले हैं; बुधवार और शनिवार छोड़कर शाम आठ बजे तक। रविवार को दस से एक बजे तक।',
      hiEn: 'Hum Monday se Saturday subah nau baje se khule hain; Wednesday aur Saturday chhodkar shaam aath baje tak. Sunday ko das se ek baje tak.',
    },
  ],
  transfer: [
    { label: 'Front desk', phone: '+911416000099', reasons: [], weekdays: sixDays, fromMin: at(9), toMin: at(20) },
    {
      label: 'Billing',
      phone: '+911416000098',
      reasons: ['billing'],
      weekdays: sixDays,
      fromMin: at(9),
      toMin: at(13),
    },
    { label: 'Nurse', phone: '+911416000097', reasons: ['medical'], weekdays: sixDays, fromMin: at(9), toMin: at(18) },
  ],
  holidays: [],
};
