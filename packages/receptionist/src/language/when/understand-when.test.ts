import { describe, expect, test } from 'vitest';
import type { WhenReading } from '../types.ts';
import { understandWhen } from './understand-when.ts';

// Monday 23 November 2026, 11:30 in India. The clinic is open from 9 to 20.
const now = '2026-11-23T06:00:00Z';
const zone = 'Asia/Kolkata';
const open = { from: '09:00', to: '20:00' };
const [TUE, WED, THU, FRI, SAT, SUN] = [
  '2026-11-24',
  '2026-11-25',
  '2026-11-26',
  '2026-11-27',
  '2026-11-28',
  '2026-11-29',
];

const read = (text: string) => understandWhen(text, { now, zone, open }).readings;

describe('times', () => {
  const cases: [string, string][] = [
    ['das baje', '10:00'],
    ['dus bje', '10:00'],
    ['saadhe das baje', '10:30'],
    ['sadhe das', '10:30'],
    ['saade dus bajay', '10:30'],
    ['sava das baje', '10:15'],
    ['savaa dus', '10:15'],
    ['paune das baje', '09:45'],
    ['dedh baje', '13:30'],
    ['dhai baje', '14:30'],
    ['das bajkar bees minute', '10:20'],
    ['das bajne mein paanch minute', '09:55'],
    ['साढ़े दस बजे', '10:30'],
    ['सवा ग्यारह बजे', '11:15'],
    ['पौने बारह बजे', '11:45'],
    ['डेढ़ बजे', '13:30'],
    ['ढाई बजे', '14:30'],
    ['दस बजकर बीस मिनट', '10:20'],
    ['पाँच बजे', '17:00'],
    ['शाम पाँच बजे', '17:00'],
    ['10:30', '10:30'],
    ['10.30', '10:30'],
    ['१०:३० बजे', '10:30'],
    ['10:30 am', '10:30'],
    ['4:30 pm', '16:30'],
    ['4 pm', '16:00'],
    ['4 p.m.', '16:00'],
    ['4pm', '16:00'],
    ['16:30', '16:30'],
    ['half past ten', '10:30'],
    ['quarter to ten', '09:45'],
    ['quarter past four', '16:15'],
    ['a quarter past four', '16:15'],
    ['ten past ten', '10:10'],
    ['twenty five past eleven', '11:25'],
    ['ten minutes to four', '15:50'],
    ['ten thirty', '10:30'],
    ['ten oh five', '10:05'],
    ['at ten', '10:00'],
    ['around five', '17:00'],
    ["ten o'clock", '10:00'],
    ['ten in the morning', '10:00'],
    ['four in the afternoon', '16:00'],
    ['at noon', '12:00'],
    ['dopahar baarah baje', '12:00'],
    ['dopahar ek baje', '13:00'],
    ['subah nau baje', '09:00'],
    ['शाम साढ़े छह बजे', '18:30'],
    ['raat aath baje', '20:00'],
    ['raat baarah baje', '00:00'],
    ['gyarah bje', '11:00'],
    ['paanch', '17:00'],
  ];
  test.each(cases)('%s is %s', (text, time) => {
    expect(read(text)).toEqual([{ time }]);
  });

  test('a bare hour that is open at both ends of the day has both readings', () => {
    const open = { from: '07:00', to: '21:00' };
    expect(understandWhen('8 baje', { now, zone, open }).readings).toEqual([{ time: '08:00' }, { time: '20:00' }]);
    expect(understandWhen('8 baje', { now, zone }).readings).toEqual([{ time: '08:00' }, { time: '20:00' }]);
  });

  test('a part of the day settles it', () => {
    expect(understandWhen('shaam ko paanch baje', { now, zone }).readings).toEqual([{ time: '17:00' }]);
    expect(understandWhen('subah das', { now, zone }).readings).toEqual([{ time: '10:00' }]);
  });
});

describe('ranges and parts of the day', () => {
  const cases: [string, WhenReading][] = [
    ['das se gyarah ke beech', { timeFrom: '10:00', timeTo: '11:00' }],
    ['दस से ग्यारह के बीच', { timeFrom: '10:00', timeTo: '11:00' }],
    ['between ten and eleven', { timeFrom: '10:00', timeTo: '11:00' }],
    ['from ten to twelve', { timeFrom: '10:00', timeTo: '12:00' }],
    ['10 se 11 baje', { timeFrom: '10:00', timeTo: '11:00' }],
    ['char baje ke baad', { timeFrom: '16:00' }],
    ['चार बजे के बाद', { timeFrom: '16:00' }],
    ['after four', { timeFrom: '16:00' }],
    ['before noon', { timeTo: '12:00' }],
    ['gyarah baje se pehle', { timeTo: '11:00' }],
    ['lunch ke baad', { part: 'afternoon' }],
    ['after lunch', { part: 'afternoon' }],
    ['subah subah', { part: 'morning' }],
    ['first half', { part: 'morning' }],
    ['evening only', { part: 'evening' }],
    ['shaam ko', { part: 'evening' }],
    ['सुबह में', { part: 'morning' }],
    ['dopahar mein', { part: 'afternoon' }],
  ];
  test.each(cases)('%s', (text, reading) => {
    expect(read(text)).toEqual([reading]);
  });
});

describe('days', () => {
  const cases: [string, string][] = [
    ['aaj', '2026-11-23'],
    ['आज', '2026-11-23'],
    ['today', '2026-11-23'],
    ['kal', TUE],
    ['kall', TUE],
    ['कल', TUE],
    ['tomorrow', TUE],
    ['parson', WED],
    ['parso', WED],
    ['परसों', WED],
    ['day after tomorrow', WED],
    ['narson', THU],
    ['Tuesday', TUE],
    ['mangalvaar', TUE],
    ['mangal ko', TUE],
    ['मंगलवार', TUE],
    ['budhvaar', WED],
    ['बुधवार को', WED],
    ['guruvaar', THU],
    ['brihaspativaar', THU],
    ['veervaar', THU],
    ['shukravaar', FRI],
    ['Friday ko', FRI],
    ['is Friday', FRI],
    ['this Friday', FRI],
    ['aane wale shukravaar', FRI],
    ['shanivaar', SAT],
    ['shanichar', SAT],
    ['itvaar', SUN],
    ['ravivaar', SUN],
    ['रविवार', SUN],
    ['agle somvaar', '2026-11-30'],
    ['अगले सोमवार', '2026-11-30'],
    ['next Monday', '2026-11-30'],
    ['next to next Monday', '2026-12-07'],
    ['paanch dino baad', SAT],
    ['2 din ke baad', WED],
    ['दो दिन बाद', WED],
    ['in three days', THU],
    ['after two days', WED],
    ['do hafte baad', '2026-12-07'],
    ['in two weeks', '2026-12-07'],
    ['a week later', '2026-11-30'],
    ['pandrah tareekh', '2026-12-15'],
    ['पंद्रह तारीख को', '2026-12-15'],
    ['15 ko', '2026-12-15'],
    ['on the 27th', FRI],
    ['23 tareekh', '2026-11-23'],
    ['31 tareekh', '2026-12-31'],
    ['5/6', '2027-06-05'],
    ['24/11', TUE],
    ['5/6/2027', '2027-06-05'],
    ['24 November', TUE],
    ['November 24', TUE],
    ['the twenty fourth of November', TUE],
    ['चौबीस नवंबर', TUE],
    ['chaubees november', TUE],
    ['1 December', '2026-12-01'],
    ['fifth of June', '2027-06-05'],
    ['Tuesday the 24th', TUE],
    ['kal Tuesday', TUE],
    ['29 February', '2028-02-29'],
  ];
  test.each(cases)('%s is %s', (text, date) => {
    expect(read(text)).toEqual([{ date }]);
  });

  const spans: [string, string, string][] = [
    ['next week', '2026-11-30', '2026-12-06'],
    ['agle hafte', '2026-11-30', '2026-12-06'],
    ['अगले हफ़्ते', '2026-11-30', '2026-12-06'],
    ['next to next week', '2026-12-07', '2026-12-13'],
    ['this week', '2026-11-23', SUN],
    ['weekend', SAT, SUN],
    ['month end', TUE, '2026-11-30'],
    ['mahine ke end mein', TUE, '2026-11-30'],
    ['next month', '2026-12-01', '2026-12-31'],
    ['in December', '2026-12-01', '2026-12-31'],
  ];
  test.each(spans)('%s is %s to %s', (text, date, dateTo) => {
    expect(read(text)).toEqual([{ date, dateTo }]);
  });
});

describe('together, mixed and corrected', () => {
  const cases: [string, WhenReading][] = [
    ['kal subah saadhe das baje', { date: TUE, time: '10:30' }],
    ['कल सुबह साढ़े दस बजे', { date: TUE, time: '10:30' }],
    ['tomorrow subah das baje', { date: TUE, time: '10:00' }],
    ['tomorrow at half past ten', { date: TUE, time: '10:30' }],
    ['Friday ko ten thirty', { date: FRI, time: '10:30' }],
    ['I need an appointment with Dr Sharma tomorrow at ten thirty', { date: TUE, time: '10:30' }],
    ['mujhe kal shaam ko dikhana hai', { date: TUE, part: 'evening' }],
    ['parson dopahar do baje', { date: WED, time: '14:00' }],
    ['mangalvaar ko shaam paanch baje', { date: TUE, time: '17:00' }],
    ['kal char baje ke baad', { date: TUE, timeFrom: '16:00' }],
    ['next week evening', { date: '2026-11-30', dateTo: '2026-12-06', part: 'evening' }],
    ['aaj raat baarah baje', { date: TUE, time: '00:00' }],
    ['kal… nahi parson', { date: WED }],
    ['Monday, sorry, Tuesday', { date: TUE }],
    ['kal nahi, parson', { date: WED }],
    ['kal das baje, nahi gyarah baje', { date: TUE, time: '11:00' }],
    ['not Tuesday, Wednesday', { date: WED }],
    ['nahi, Thursday', { date: THU }],
    ['no, make it 4 pm', { time: '16:00' }],
    ['tonight', { date: '2026-11-23', part: 'night' }],
  ];
  test.each(cases)('%s', (text, reading) => {
    expect(read(text)).toEqual([reading]);
  });

  test('what looks two ways is two readings', () => {
    expect(read('kal ya parson')).toEqual([{ date: TUE }, { date: WED }]);
    expect(read('Monday')).toEqual([{ date: '2026-11-23' }, { date: '2026-11-30' }]);
    expect(read('next Friday')).toEqual([{ date: FRI }, { date: '2026-12-04' }]);
    expect(read('Wednesday the 24th')).toHaveLength(2);
    expect(read('subah ya shaam')).toEqual([{ part: 'morning' }, { part: 'evening' }]);
  });

  test('"kal" looks back where the sentence does', () => {
    expect(read('kal aaya tha')).toEqual([{ date: '2026-11-22' }]);
  });

  test.each([
    'teen din se bukhar hai',
    'Diwali ke baad',
    'I want to see a doctor',
    'mujhe doctor se milna hai',
    'do you have a dentist',
    'the earliest',
    'kal nahi',
    'haan ji',
    'my son is ten years old',
    'may I speak to someone',
    '',
  ])('%s is not a time', (text) => {
    expect(read(text)).toEqual([]);
  });

  test('the day is that of the zone, not of UTC', () => {
    const late = '2026-11-23T20:00:00Z';
    expect(understandWhen('aaj', { now: late, zone }).readings).toEqual([{ date: TUE }]);
    expect(understandWhen('today', { now: late, zone: 'America/New_York' }).readings).toEqual([{ date: '2026-11-23' }]);
  });
});
