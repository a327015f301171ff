import type { BrainContext } from '../brain.ts';
import { type DayToken, nextDays } from './days.ts';
import { oneOf } from './jsgf.ts';
import { doctorTokens, nameTokens } from './words-of-clinic.ts';

const hours = 'ek do teen chaar paanch chhe saat aath nau das gyarah baarah';
const englishHours = 'one two three four five six seven eight nine ten eleven twelve';
const englishDays =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/**
 * What can be said in Hinglish, in Roman letters. Rules begin with `m_` (mixed). The recogniser pronounces by spelling, so long vowels are
 * written long ("deejiye", not "dijiye").
 */
export function hinglishRules(
  context: BrainContext,
  days: readonly DayToken[] = nextDays(context),
): Map<string, string> {
  const hour = oneOf(hours.split(' '));
  const english = oneOf(englishHours.split(' '));
  const number = (day: number): string =>
    day <= 20
      ? (englishDays[day] ?? '')
      : day === 30
        ? 'thirty'
        : `${day > 30 ? 'thirty' : 'twenty'} ${englishDays[day % 10]}`;
  const dates = days.map(({ day, month }) => `${number(day)} ${month.en}`);
  const rules = new Map<string, string>();
  rules.set('m_doctor', oneOf(doctorTokens(context, 'hi-en').map((name) => `doctor ${name}`)) || 'doctor');
  rules.set(
    'm_kind',
    '( ( skin ke | bachchon ke | haddi ke | daant ke | heart ke | aankh ke | general | lady ) doctor | skin specialist | dentist )',
  );
  rules.set('m_who', '( <m_doctor> | <m_kind> )');
  rules.set('m_weekday', '( monday | tuesday | wednesday | thursday | friday | saturday | sunday )');
  rules.set('m_part', '( morning [ mein ] | afternoon [ mein ] | evening [ mein ] | subah | dopahar | shaam )');
  rules.set('m_date', oneOf(dates));
  rules.set('m_short', '( today | tomorrow | aaj | kal | parson | <m_weekday> ) [ ko ] [ <m_part> ]');
  rules.set(
    'm_day',
    '( today | tomorrow | aaj | kal | parson | [ next | is | agle ] <m_weekday> | next week | <m_date> )',
  );
  rules.set(
    'm_clock',
    `( [ saadhe | sava | paune ] ${hour} baje | dedh baje | dhai baje | ${english} ( thirty | fifteen | forty five | o'clock ) )`,
  );
  rules.set(
    'm_when',
    '( <m_day> [ ko ] [ <m_part> ] | <m_short> <m_clock> | [ <m_part> ] <m_clock> [ ke baad ] | <m_part> ko | jaldi se jaldi | koi bhi din )',
  );
  rules.set('m_hello', '( hello | namaste | haan | haan ji | ji | hi )');
  rules.set(
    'm_appointment',
    '( appointment ( book karna hai | book karni hai | book kar deejiye | chahiye tha | chahiye ) | ki booking karni hai | consult karna hai )',
  );
  rules.set(
    'm_book',
    '[ <m_hello> ] [ mujhe ] [ <m_short> ] [ <m_who> ( se | ka | ke saath | ko ) ] [ <m_short> [ <m_clock> ] ] [ ka | ki | ke liye ] <m_appointment>',
  );
  rules.set(
    'm_opener',
    '( [ <m_hello> ] [ mujhe ] [ <m_doctor> ( se | ka ) ] [ ( today | tomorrow ) [ morning | evening ] ] appointment ( chahiye | book karna hai | book karni hai | book kar deejiye ) | appointment cancel karna hai | clinic ki timing kya hai )',
  );
  rules.set(
    'm_cancel',
    '( [ mujhe ] [ mera | meri | apna ] appointment cancel ( karna hai | karni hai | kar deejiye ) | mera appointment kab hai | appointment reschedule karna hai )',
  );
  rules.set(
    'm_ask',
    '( clinic ki timing kya hai | clinic kab open hota hai | clinic kab close hota hai | fees kitni hai | consultation fees kitni hai | clinic ka address kya hai | clinic kahan hai | <m_doctor> kab baithte hain | <m_doctor> ki timing kya hai )',
  );
  rules.set(
    'm_person',
    '( [ mujhe ] kisi se baat ( karni hai | karaiye | kara deejiye ) | receptionist se baat karni hai | staff se baat karni hai | call back kar deejiye | haan wapas phone kijiye )',
  );
  rules.set('m_aside', '( phir se boliye | repeat kar deejiye | samajh nahi aaya | ek minute | english mein boliye )');
  rules.set(
    'm_bye',
    '( nahi bas | nahi thank you | bas itna hi | aur kuchh nahi | nahi aur kuchh nahi | thank you | nahi )',
  );
  rules.set(
    'm_yes',
    '( haan book kar deejiye | haan ji book kar deejiye | yes book kar deejiye | book kar deejiye | haan confirm kar deejiye | confirm kar deejiye | haan kar deejiye | haan theek hai | haan ji theek hai | theek hai | haan | yes )',
  );
  rules.set(
    'm_yescancel',
    '( haan cancel kar deejiye | haan ji cancel kar deejiye | cancel kar deejiye | haan kar deejiye | haan | yes )',
  );
  rules.set(
    'm_yesmove',
    '( haan badal deejiye | haan ji badal deejiye | badal deejiye | haan kar deejiye | haan | yes )',
  );
  rules.set('m_yesgo', '( haan kar deejiye | haan ji kar deejiye | kar deejiye | haan | yes )');
  rules.set(
    'm_no',
    '( nahi | nahi rehne deejiye | rehne deejiye | nahi yeh nahi | nahi koi aur time | galat hai | change karna hai )',
  );
  rules.set(
    'm_pick',
    '( ( pehla | pehle | doosra | doosre | teesra | aakhri | first | second | third | last ) ( wala | wale ) [ theek hai | theek rahega | kar deejiye ] | [ <m_part> ] <m_offered> ( wala | theek hai | theek rahega ) | koi bhi )',
  );
  rules.set('m_other', '( <m_day> [ ko ] [ <m_part> ] | <m_part> ko | jaldi se jaldi )');
  rules.set('m_change', '( doctor [ change karna hai ] | din [ change karna hai ] | time [ change karna hai ] )');
  rules.set(
    'm_correct',
    '( ( nahi | sorry ) ( <m_short> | <m_who> | [ <m_part> ] <m_clock> ) | <m_weekday> nahi <m_weekday> )',
  );
  rules.set('m_name', oneOf(nameTokens(context, 'hi-en')));
  rules.set(
    'm_patient',
    rules.get('m_name') === ''
      ? ''
      : '( [ patient ka naam ] <m_name> [ ke liye | ka | hai ] | mera naam <m_name> hai )',
  );
  rules.set('m_new', '( new patient | naye mareez | new patient ke liye | mere liye | apne liye | koi aur )');
  rules.set(
    'm_urgent',
    '( chest mein pain hai | chest mein bahut pain ho raha hai | saans nahi aa rahi | behosh ho gaye hain | behosh ho gayi hain | emergency hai | heart attack aaya hai )',
  );
  return rules;
}
