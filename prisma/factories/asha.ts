import type { Practice } from './practice.ts';

const workdays = [1, 2, 3, 4, 5];
const sixDays = [1, 2, 3, 4, 5, 6];
const at = (hour: number, minute = 0) => hour * 60 + minute;

/** Asha Clinic, Pune: six doctors of six kinds, two branches. */
export const asha: Practice = {
  branches: [
    {
      name: 'Kothrud',
      nameHindi: 'कोथरूड',
      address: '12 Karve Road, Kothrud, Pune 411038, opposite the Vanaz metro station',
    },
    { name: 'Baner', nameHindi: 'बाणेर', address: '4 Baner Road, Baner, Pune 411045, above the post office' },
  ],
  services: [
    { key: 'consultation', name: 'Consultation', nameHindi: 'परामर्श', durationMin: 15, feePaise: 60_000 },
    { key: 'follow-up', name: 'Follow-up', nameHindi: 'फ़ॉलो-अप', durationMin: 15, feePaise: 0 },
    { key: 'check-up', name: 'Full check-up', nameHindi: 'पूरी जाँच', durationMin: 30, feePaise: 150_000 },
  ],
  doctors: [
    {
      name: 'Dr Anita Sharma',
      nameHindi: 'डॉ अनीता शर्मा',
      speciality: 'dermatology',
      initials: 'AS',
      branch: 0,
      gridMin: 15,
      hours: [
        { weekdays: sixDays, fromMin: at(10), toMin: at(14) },
        { weekdays: [1, 3, 5], fromMin: at(17), toMin: at(20) },
      ],
      services: [{ key: 'consultation', feePaise: 80_000 }, { key: 'follow-up' }],
    },
    {
      name: 'Dr Suresh Rao',
      nameHindi: 'डॉ सुरेश राव',
      speciality: 'general',
      initials: 'SR',
      branch: 0,
      gridMin: 15,
      hours: [
        { weekdays: sixDays, fromMin: at(9), toMin: at(17) },
        { weekdays: [7], fromMin: at(10), toMin: at(13) },
      ],
      breaks: [{ weekdays: sixDays, fromMin: at(13), toMin: at(14) }],
      services: [{ key: 'consultation', feePaise: 50_000 }, { key: 'follow-up' }, { key: 'check-up' }],
    },
    {
      name: 'Dr Kavita Mehta',
      nameHindi: 'डॉ कविता मेहता',
      speciality: 'gynaecology',
      initials: 'KM',
      branch: 0,
      gridMin: 20,
      hours: [{ weekdays: sixDays, fromMin: at(11), toMin: at(17) }],
      breaks: [{ weekdays: sixDays, fromMin: at(14), toMin: at(14, 40) }],
      services: [{ key: 'consultation', durationMin: 20, feePaise: 90_000 }, { key: 'follow-up' }],
    },
    {
      name: 'Dr Imran Khan',
      nameHindi: 'डॉ इमरान ख़ान',
      speciality: 'orthopaedics',
      initials: 'IK',
      branch: 1,
      gridMin: 20,
      hours: [
        { weekdays: workdays, fromMin: at(16), toMin: at(20) },
        { weekdays: [6, 7], fromMin: at(10), toMin: at(14) },
      ],
      services: [
        { key: 'consultation', durationMin: 20, feePaise: 80_000 },
        { key: 'follow-up', durationMin: 20 },
      ],
    },
    {
      name: 'Dr Lakshmi Iyer',
      nameHindi: 'डॉ लक्ष्मी अय्यर',
      speciality: 'cardiology',
      initials: 'LI',
      branch: 1,
      gridMin: 20,
      dailyCap: 14,
      hours: [{ weekdays: [1, 2, 4, 5], fromMin: at(9), toMin: at(13) }],
      services: [
        { key: 'consultation', durationMin: 20, feePaise: 120_000 },
        { key: 'follow-up', durationMin: 20 },
        { key: 'check-up', durationMin: 40, feePaise: 250_000 },
      ],
      leave: { fromDay: 7, toDay: 9, label: 'Conference' },
    },
    {
      name: 'Dr Rohan Verma',
      nameHindi: 'डॉ रोहन वर्मा',
      speciality: 'ent',
      initials: 'RV',
      branch: 1,
      gridMin: 15,
      hours: [{ weekdays: sixDays, fromMin: at(12), toMin: at(19) }],
      breaks: [{ weekdays: sixDays, fromMin: at(15), toMin: at(16) }],
      services: [{ key: 'consultation', feePaise: 70_000 }, { key: 'follow-up' }],
    },
  ],
  knowledge: [
    {
      topic: 'address',
      en: 'We are at 12 Karve Road in Kothrud, opposite the Vanaz metro station. Our second branch is on Baner Road, above the post office.',
      hi: 'हम कोथरूड में 12 कर्वे रोड पर हैं, वनाज़ मेट्रो स्टेशन के सामने। दूसरी शाखा बाणेर रोड पर डाकघर के ऊपर है।',
      hiEn: 'Hum Kothrud mein 12 Karve Road par hain, Vanaz metro station ke saamne. Doosri branch Baner Road par post office ke upar hai.',
    },
    {
      topic: 'parking',
      en: 'There is free parking behind the building for two hours.',
      hi: 'इमारत के पीछे दो घंटे की मुफ़्त पार्किंग है।',
      hiEn: 'Building ke peeche do ghante ki free parking hai.',
    },
    {
      topic: 'fees',
      en: 'A consultation costs between 500 and 1,200 rupees depending on the doctor. A follow-up within seven days is free.',
      hi: 'परामर्श की फ़ीस डॉक्टर के अनुसार 500 से 1200 रुपये है। सात दिन के अंदर फ़ॉलो-अप मुफ़्त है।',
      hiEn: 'Consultation ki fees doctor ke hisaab se 500 se 1200 rupaye hai. Saat din ke andar follow-up free hai.',
    },
    {
      topic: 'reports',
      en: 'Reports are ready the next working day after four in the afternoon. Please bring the receipt to the front desk.',
      hi: 'रिपोर्ट अगले कार्य दिवस को शाम चार बजे के बाद मिलती है। कृपया रसीद साथ लाइए।',
      hiEn: 'Report agle working day ko shaam chaar baje ke baad milti hai. Receipt saath laiye.',
    },
    {
      topic: 'hours',
      en: 'The clinic is open from nine in the morning to eight in the evening, Monday to Saturday, and on Sunday from ten to two.',
      hi: 'क्लिनिक सोमवार से शनिवार सुबह नौ बजे से रात आठ बजे तक खुला है, और रविवार को दस से दो बजे तक।',
      hiEn: 'Clinic Monday se Saturday subah nau baje se raat aath baje tak khula hai, aur Sunday ko das se do baje tak.',
    },
  ],
  transfer: [
    {
      label: 'Front desk',
      phone: '+912066000099',
      reasons: [],
      weekdays: sixDays,
      fromMin: at(9),
      toMin: at(20),
    },
    {
      label: 'Billing',
      phone: '+912066000098',
      reasons: ['billing'],
      weekdays: workdays,
      fromMin: at(10),
      toMin: at(17),
    },
    { label: 'Nurse', phone: '+912066000097', reasons: ['medical'], weekdays: sixDays, fromMin: at(9), toMin: at(19) },
  ],
  holidays: [{ inDays: 25, name: 'Annual staff day' }],
};
