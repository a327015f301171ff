import { fold } from './fold.ts';
import type { PartOfDay } from './types.ts';

/** The words of time, by folded key. Lists may hold any spelling in either script. */

const set = (list: string): ReadonlySet<string> => new Set(list.split(' ').map(fold));

function table<T>(entries: readonly (readonly [T, string])[]): ReadonlyMap<string, T> {
  return new Map(entries.flatMap(([value, list]) => list.split(' ').map((word) => [fold(word), value] as const)));
}

/** 1 Monday … 7 Sunday. */
export const weekdays = table<number>([
  [1, 'monday mon somvaar somwar somvar सोमवार सोम mande मंडे मन्डे'],
  [2, 'tuesday tue tues mangalvaar mangalwar mangal मंगलवार मंगल ट्यूसडे ट्यूज़डे'],
  [3, 'wednesday wed budhvaar budhwar budh बुधवार बुध वेडनेसडे वेन्सडे'],
  [
    4,
    'thursday thu thurs guruvaar guruwar brihaspativaar brihaspati veervaar veerwar गुरुवार गुरूवार बृहस्पतिवार वीरवार थर्सडे',
  ],
  [5, 'friday fri shukravaar shukrawar shukrvar shukra शुक्रवार शुक्र फ्राइडे'],
  [6, 'saturday shanivaar shaniwar shanichar shani शनिवार शनिचर सैटरडे सेटरडे'],
  [7, 'sunday itvaar itwar ravivaar raviwar रविवार इतवार संडे सन्डे'],
]);

export const months = table<number>([
  [1, 'january jan janvari जनवरी'],
  [2, 'february feb farvari फ़रवरी फरवरी'],
  [3, 'march mar maarch मार्च'],
  [4, 'april apr aprail अप्रैल'],
  [5, 'may mai मई'],
  [6, 'june jun जून'],
  [7, 'july jul julai जुलाई'],
  [8, 'august aug agast अगस्त'],
  [9, 'september sep sept sitambar सितंबर सितम्बर'],
  [10, 'october oct aktubar अक्टूबर अक्तूबर'],
  [11, 'november nov navambar नवंबर नवम्बर'],
  [12, 'december dec disambar दिसंबर दिसम्बर'],
]);
/** These are common words too: they name a month only beside a number. */
export const shyMonths = set('may mai मई mar march jan dec');

/** Days from today; the second where the word looks both ways. */
export const relativeDays = table<number>([
  [0, 'aaj today aj आज टुडे'],
  [1, 'tomorrow tomorow tommorow tmrw टुमॉरो टुमारो'],
  [-1, 'yesterday'],
]);
export const kal = set('kal kall कल');
export const parson = set('parson parso परसों परसो');
export const narson = set('narson narso tarson tarso नरसों तरसों');

export const parts = table<PartOfDay>([
  ['morning', 'morning mornings subah subha savere subeh सुबह सवेरे मॉर्निंग मार्निंग'],
  ['afternoon', 'afternoon dopahar dopehar dopahr dupahar दोपहर आफ्टरनून आफ़्टरनून'],
  ['evening', 'evening evenings shaam sham shyam शाम ईवनिंग इवनिंग'],
  ['night', 'night raat rat रात नाइट tonight'],
]);

export const oclock = set('baje bajay bje bajey oclock बजे bj');
export const bajkar = set('bajkar bajke baj bajkr बजकर बजके');
export const bajne = set('bajne बजने');
export const minuteWords = set('minute minutes min mins minat मिनट मिनिट');
export const am = set('am एएम');
export const pm = set('pm पीएम');
/** Added to the hour that follows, in minutes. */
export const quarters = table<number>([
  [30, 'saadhe sadhe saade sade sarhe saarhe साढ़े साढे'],
  [15, 'sava savaa sawa सवा'],
  [-15, 'paune pone pauney पौने'],
]);
/** A whole time in one word, in minutes: half past one, half past two. */
export const wholeTimes = table<number>([
  [90, 'dedh derh डेढ़ डेढ'],
  [150, 'dhai dhaai adhai ढाई'],
]);
export const noon = set('noon');
export const midnight = set('midnight aadhiraat');
export const half = set('half haaf');
export const quarter = set('quarter');
export const past = set('past');
export const to = set('to se tu');

export const baad = set('baad bad baadh बाद later');
export const ke = set('ke k के');
export const before = set('before by pehle pahle pahale phle पहले');
export const se = set('se से');
export const tak = set('tak till until upto तक');
export const beech = set('beech bich bीच बीच madhya');
export const dayUnits = set('din dino dinon day days दिन दिनों');
export const weekUnits = set('hafte hafta hafton week weeks saptah haftey हफ्ते हफ़्ते हफ्ता हफ़्ता हफ्तों सप्ताह');
export const monthUnits = set('mahine mahina maheene month months महीने महीना');
export const dateWords = set('tareekh tarikh taarikh tareek tarik date तारीख तारीख़ डेट');
export const ko = set('ko को');
export const next = set('next agle agla agli nekst अगले अगला अगली नेक्स्ट');
export const thisOne = set('this is coming aane ane iss इस आने आनेवाले aanewale');
export const coming = set('coming aane ane aanewale आने');
export const wale = set('wale vale wala वाले वाला');
export const or = set('or ya athva या अथवा');
export const not = set('not');
export const nahi = set('nahi nahin nai nhi नहीं नही');
export const corrections = set(
  'nahi nahin nai nhi no sorry matlab balki actually rather instead mean नहीं नही सॉरी मतलब बल्कि oh',
);
export const atWords = set('at around about by approximately kareeb karib lagbhag करीब लगभग');
/** What shows that "kal" is behind us. */
export const pastWords = set('tha thi था थी थे came was hua hui हुआ हुई');
