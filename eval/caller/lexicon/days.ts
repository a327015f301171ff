import type { Language } from '../../format/schema.ts';

type Words = Record<Language, readonly string[]>;

/** How days are said. The weekdays stand in order. */
export const days: Record<string, Words> = {
  today: { en: ['today', 'today itself'], hi: ['आज', 'आज ही'], 'hi-en': ['aaj', 'aaj hi'] },
  tomorrow: { en: ['tomorrow'], hi: ['कल', 'कल के लिए'], 'hi-en': ['kal', 'kal ke liye', 'tomorrow'] },
  'day-after': {
    en: ['the day after tomorrow', 'day after tomorrow'],
    hi: ['परसों', 'परसों के लिए'],
    'hi-en': ['parson', 'parso'],
  },
  monday: {
    en: ['on Monday', 'this coming Monday'],
    hi: ['सोमवार को', 'आने वाले सोमवार को'],
    'hi-en': ['somvaar ko', 'Monday ko'],
  },
  tuesday: { en: ['on Tuesday'], hi: ['मंगलवार को', 'मंगल को'], 'hi-en': ['mangalvaar ko', 'Tuesday ko', 'mangal ko'] },
  wednesday: {
    en: ['on Wednesday', 'this Wednesday'],
    hi: ['बुधवार को', 'बुध को'],
    'hi-en': ['budhvaar ko', 'Wednesday ko'],
  },
  thursday: {
    en: ['on Thursday', 'this Thursday'],
    hi: ['गुरुवार को', 'बृहस्पतिवार को', 'वीरवार को'],
    'hi-en': ['guruvaar ko', 'Thursday ko', 'veervaar ko'],
  },
  friday: { en: ['on Friday', 'this Friday'], hi: ['शुक्रवार को', 'इस शुक्रवार'], 'hi-en': ['shukravaar ko', 'Friday ko'] },
  saturday: {
    en: ['on Saturday', 'this Saturday'],
    hi: ['शनिवार को'],
    'hi-en': ['shanivaar ko', 'Saturday ko', 'shanichar ko'],
  },
  sunday: { en: ['on Sunday', 'this Sunday'], hi: ['रविवार को', 'इतवार को'], 'hi-en': ['itvaar ko', 'Sunday ko'] },
  'next-week': {
    en: ['next week', 'some time next week'],
    hi: ['अगले हफ़्ते', 'अगले हफ्ते'],
    'hi-en': ['agle hafte', 'next week'],
  },
  soonest: {
    en: ['as soon as possible', 'the earliest you have'],
    hi: ['जल्दी से जल्दी', 'सबसे पहले जो मिले'],
    'hi-en': ['jaldi se jaldi', 'earliest jo bhi ho'],
  },
  yesterday: { en: ['yesterday'], hi: ['बीते कल'], 'hi-en': ['beete kal', 'yesterday'] },
  'next-friday': { en: ['next Friday'], hi: ['अगले शुक्रवार को'], 'hi-en': ['agle shukravaar', 'next Friday'] },
};

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

export const months: Record<Language, readonly string[]> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  hi: 'जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर'.split(' '),
  'hi-en': 'January February March April May June July August September October November December'.split(' '),
};

/** One to thirty-one in Hindi, in both scripts, as people write them. */
export const hindiNumbers: readonly (readonly [string, string])[] =
  'एक ek|दो do|तीन teen|चार chaar|पाँच paanch|छह chhe|सात saat|आठ aath|नौ nau|दस das|ग्यारह gyarah|बारह barah|तेरह terah|चौदह chaudah|पंद्रह pandrah|सोलह solah|सत्रह satrah|अठारह atharah|उन्नीस unnis|बीस bees|इक्कीस ikkis|बाईस bais|तेईस teis|चौबीस chaubis|पच्चीस pachchis|छब्बीस chhabbis|सत्ताईस sattais|अट्ठाईस atthais|उनतीस untees|तीस tees|इकतीस ikattis'
    .split('|')
    .map((pair) => {
      const [deva = '', roman = ''] = pair.split(' ');
      return [deva, roman] as const;
    });

export const englishHours = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

export const parts: Record<'morning' | 'afternoon' | 'evening', Words> = {
  morning: { en: ['in the morning'], hi: ['सुबह', 'सुबह में'], 'hi-en': ['subah', 'subah mein', 'morning mein'] },
  afternoon: { en: ['in the afternoon'], hi: ['दोपहर में', 'दोपहर को'], 'hi-en': ['dopahar mein', 'afternoon mein'] },
  evening: { en: ['in the evening'], hi: ['शाम को', 'शाम में'], 'hi-en': ['shaam ko', 'evening mein'] },
};
