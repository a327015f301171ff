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
    '( ( ( ( skin | daant | heart | aankh | aankhon ) ke | ( bachchon | haddi ) ( ke | wale ) | skin | eye | general | lady | ladies | gynae ) doctor ) | skin specialist | dentist )',
  );
  rules.set('m_who', '( <m_doctor> | <m_kind> )');
  rules.set(
    'm_weekday',
    '( monday | tuesday | wednesday | thursday | friday | saturday | sunday | somvaar | mangalvaar | budhvaar | guruvaar | brihaspativaar | veervaar | shukravaar | shanivaar | shanichar | itvaar )',
  );
  rules.set(
    'm_part',
    '( morning [ mein ] | afternoon [ mein ] | evening [ mein ] | subah [ mein ] | dopahar [ mein ] | shaam [ ko ] )',
  );
  rules.set('m_date', oneOf(dates));
  rules.set(
    'm_short',
    '( ( ( today | tomorrow | aaj [ hee ] | kal | parson | <m_weekday> ) [ ko | ke liye ] | mangal ko ) [ <m_part> ] )',
  );
  rules.set('m_slim', '( ( today | tomorrow | aaj | kal | parson | <m_weekday> ) [ ko ] )');
  rules.set(
    'm_day',
    '( today | tomorrow | aaj [ hee ] | kal | parson | [ next | is | agle ] <m_weekday> | mangal ko | next week | agle hafte | <m_date> )',
  );
  rules.set(
    'm_clock',
    `( [ saadhe | sava | paune ] ${hour} baje | dedh baje | dhai baje | ${english} ( thirty | fifteen | forty five | o'clock ) )`,
  );
  rules.set(
    'm_when',
    '( <m_day> [ ko | ke liye ] [ <m_part> ] | <m_short> <m_clock> | [ <m_part> ] <m_clock> [ ke baad ] | <m_part> | <m_soonest> | koi bhi din )',
  );
  rules.set('m_soonest', '( jaldi se jaldi | earliest jo bhi ho )');
  rules.set('m_hello', '( hello | namaste | haan | haan ji | ji | hi )');
  rules.set(
    'm_appointment',
    '( appointment ( book ( karna hai | karni hai | karwana hai | kar deejiye ) | chahiye [ tha ] | lena ( hai | tha ) | fix kar deejiye ) | ki booking karni hai | consult karna hai | dikhana hai | slot mil sakta hai kya | milna tha [ appointment de deejiye ] )',
  );
  rules.set(
    'm_book',
    '[ <m_hello> ] [ mujhe ] [ <m_slim> ] [ <m_who> ( se | ka | ke saath | ko ) ] [ <m_slim> [ <m_part> ] [ <m_clock> ] ] [ ka | ki | ke liye ] <m_appointment>',
  );
  rules.set(
    'm_opener',
    '( [ <m_hello> ] [ mujhe ] [ <m_doctor> ( se | ka ) ] [ ( today | tomorrow ) [ morning | evening ] ] appointment ( chahiye | lena hai | book karna hai | book karni hai | book kar deejiye ) | appointment cancel karna hai | appointment reschedule karna hai | mera appointment kab hai | clinic ki timing kya hai | fees kitni hai | clinic kahan hai | kaunse doctor hain )',
  );
  rules.set(
    'm_cancel',
    '( [ mujhe ] [ mera | meri | apna ] ( appointment | booking ) cancel ( karna hai | karni hai | karwani thi | kar deejiye | kar do ) | mera appointment ( kab hai | kitne baje ka hai ) | [ mera ] appointment ( reschedule karna hai | ki date change karwani thi | ka time badalna tha ) )',
  );
  rules.set(
    'm_ask',
    '( clinic ki timing kya hai | aapka timing bata deejiye | clinic kab ( khulta hai | open hota hai | close hota hai ) | kitne baje tak open rehta hai | [ doctor ki | consultation ] fees ( kitni hai | bata deejiye ) | charges kya hain | [ clinic ka ] address ( kya hai | bata deejiye ) | [ aapka ] clinic kahan [ par ] hai | [ aapke yahan ] ( kaunse | kaun kaun se ) doctor [ baithte ] hain | <m_doctor> kab baithte hain | <m_doctor> ki timing kya hai )',
  );
  rules.set(
    'm_person',
    '( [ nahi ] [ mujhe | staff mein ] kisi [ insaan ] se baat ( karni hai | karaiye | kara deejiye | karwa deejiye | karwa do ) | reception se connect kar deejiye | receptionist se baat karni hai | staff se baat karni hai | call back kar deejiye | mujhe wapas phone karwa deejiye | haan wapas phone kijiye )',
  );
  rules.set('m_aside', '( phir se boliye | repeat kar deejiye | samajh nahi aaya | ek minute | english mein boliye )');
  rules.set('m_bye', '( [ nahi ] ( bas [ itna hi ] | aur kuchh nahi ) [ <m_thanks> ] | [ nahi ] <m_thanks> | nahi )');
  rules.set('m_thanks', '( thank you | shukriya | dhanyavaad )');
  rules.set(
    'm_yes',
    '( [ haan | haan ji | ji haan | yes | haan theek hai ] book kar ( deejiye | do ) | [ haan ] confirm kar deejiye | ( haan | haan ji | ji haan ) kar deejiye | haan theek hai | haan ji theek hai | theek hai | haan | yes )',
  );
  rules.set(
    'm_yescancel',
    '( [ haan | haan ji | ji haan ] cancel kar ( deejiye | do ) | ( haan | haan ji | ji haan ) kar deejiye | haan | yes )',
  );
  rules.set(
    'm_yesmove',
    '( [ haan | haan ji | ji haan ] badal deejiye | ( haan | haan ji | ji haan | haan theek hai ) kar deejiye | haan | yes )',
  );
  rules.set('m_yesgo', '( haan kar deejiye | haan ji kar deejiye | kar deejiye | haan | yes )');
  rules.set(
    'm_no',
    '( [ ji ] nahi | nahi ji | nahi ji aisa nahi | nahi rehne deejiye | rehne deejiye | nahi yeh nahi | nahi koi aur time | [ nahi ] [ yeh ] galat hai | change karna hai )',
  );
  rules.set(
    'm_pick',
    '( ( pehla | pehle | doosra | doosre | teesra | aakhri | first | second | third | last ) ( wala | wale ) [ theek hai | theek rahega | kar deejiye | de deejiye ] | [ <m_part> ] <m_offered> ( wala | theek hai | theek rahega ) | koi bhi [ chalega ] | koi sa bhi de do )',
  );
  rules.set('m_other', '( <m_day> [ ko | ke liye ] [ <m_part> ] | <m_part> | <m_soonest> )');
  rules.set('m_change', '( doctor [ change karna hai ] | din [ change karna hai ] | time [ change karna hai ] )');
  rules.set(
    'm_correct',
    '( ( nahi | sorry | arre nahi | nahi yeh galat hai ) ( <m_short> [ kar deejiye | theek rahega ] | <m_who> [ se milna hai | ko dikhana hai ] | [ <m_part> ] <m_clock> ) | <m_weekday> nahi <m_weekday> )',
  );
  rules.set('m_name', oneOf(nameTokens(context, 'hi-en')));
  rules.set(
    'm_patient',
    rules.get('m_name') === ''
      ? ''
      : '( [ patient ka naam | naam ] <m_name> [ ke liye | ka | hai ] | <m_name> ke naam se | mera naam <m_name> hai )',
  );
  rules.set('m_rename', rules.get('m_name') === '' ? '' : '( [ nahi ] <m_name> ke liye )');
  rules.set('m_new', '( new patient | naye mareez | new patient ke liye | mere liye | apne liye | koi aur )');
  rules.set(
    'm_urgent',
    '( chest mein [ bahut ] pain ( hai | ho raha hai ) | [ papa ke ] ( seene | chhati ) mein bahut [ tez ] dard ( hai | ho raha hai ) | saans nahi aa rahi | behosh ho gaye hain | behosh ho gayi hain | emergency hai | heart attack aaya hai )',
  );
  return rules;
}
