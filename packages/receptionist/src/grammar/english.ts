import type { BrainContext } from '../brain.ts';
import { spokenOrdinal } from '../language/spoken.ts';
import { type DayToken, nextDays } from './days.ts';
import { oneOf } from './jsgf.ts';
import { doctorTokens, nameTokens } from './words-of-clinic.ts';

const hours = 'one two three four five six seven eight nine ten eleven twelve';

/** What can be said in English, by rule. Rules begin with `e_`. */
export function englishRules(
  context: BrainContext,
  days: readonly DayToken[] = nextDays(context),
): Map<string, string> {
  const hour = oneOf(hours.split(' '));
  const dates = days.map(({ day, month }) => `${spokenOrdinal(day)} [ of ] ${month.en}`);
  const rules = new Map<string, string>();
  rules.set('e_doctor', oneOf(doctorTokens(context, 'en').map((name) => `doctor ${name}`)) || 'doctor');
  rules.set(
    'e_kind',
    "( ( a | an | the ) ( ( skin | children | children's | child | bone | orthopaedic | heart | eye | general | lady | women's | dental ) ( doctor | specialist ) | dermatologist | dentist | gynaecologist | general physician | e n t doctor | lady doctor for women ) )",
  );
  rules.set('e_who', '( <e_doctor> | <e_kind> )');
  rules.set('e_weekday', '( monday | tuesday | wednesday | thursday | friday | saturday | sunday )');
  rules.set('e_part', '( [ in the ] ( morning | afternoon | evening ) )');
  rules.set('e_date', oneOf(dates));
  rules.set('e_short', '( today | tomorrow | day after tomorrow | [ on | next | this ] <e_weekday> )');
  rules.set(
    'e_day',
    '( today | tomorrow | [ the ] day after tomorrow | [ on | next | this ] <e_weekday> | next week | [ on ] [ the ] <e_date> )',
  );
  rules.set(
    'e_clock',
    `( ( half past | quarter past | quarter to ) ${hour} | ${hour} [ o'clock | fifteen | thirty | forty five ] ( /0.96/ <NULL> | /0.02/ a m | /0.02/ p m ) )`,
  );
  rules.set('e_time', '( [ at | after | before ] <e_clock> [ <e_part> ] )');
  rules.set(
    'e_when',
    '( <e_day> [ <e_part> ] [ please ] | <e_short> <e_time> | <e_time> | <e_part> | the earliest | as soon as possible | any day )',
  );
  rules.set('e_hello', '( hello | hi | namaste | good morning | good evening | yes )');
  rules.set(
    'e_want',
    "( ( i need | i want | i would like | i'd like ) [ to book | to make | to fix ] | ( can | could ) i ( get | have | book ) | ( can | could ) you ( book | fix | give me ) | please ( book | give me ) | book )",
  );
  rules.set(
    'e_book',
    '( [ <e_hello> ] ( <e_want> ( an appointment | a checkup | a slot ) | i want to book a visit ) [ ( with | to see ) <e_who> ] [ [ for ] <e_short> [ <e_part> ] [ at <e_clock> ] ] [ for <e_relative> ] [ please ] | [ <e_hello> ] ( i ( want | need | would like ) to see | is it possible to see | i was hoping to see ) <e_who> [ <e_short> [ <e_part> ] ] | i was hoping to come in [ <e_short> [ <e_part> ] ] and see <e_who> )',
  );
  rules.set('e_relative', '( me | my ( son | daughter | wife | husband | mother | father ) )');
  rules.set(
    'e_opener',
    '( [ <e_hello> ] ( i need | i want | i would like | i want to book | i would like to make | can i get | book ) an appointment [ with <e_doctor> ] [ today | tomorrow ] | [ i want to | please ] ( cancel | change ) my appointment | when is my appointment | what are your timings | what is the ( address | fee ) | which doctors do you have | call me back | english please )',
  );
  rules.set(
    'e_cancel',
    '( [ i want to | i need to | i would like to | please ] ( cancel | change | reschedule | move ) ( my | the ) ( appointment | booking ) | cancel it | when is my appointment | what time is my appointment )',
  );
  rules.set(
    'e_ask',
    '( what are your ( timings | hours | fees ) | when are you open | what time do you ( open | close ) | where are you | where is the clinic | what is the ( address | fee | consultation fee ) | what are the charges | how much is the ( fee | consultation ) | ( which doctors do you have | what doctors are there ) | when does <e_doctor> sit | which token is running [ with <e_doctor> ] | is ( the doctor | <e_doctor> ) late | what are the timings of <e_doctor> )',
  );
  rules.set(
    'e_person',
    '( [ i want to | can i | let me ] ( speak | talk ) to ( a person | a real person | someone | somebody | the receptionist ) | a person please | just give me a person | connect me to ( a person | the ( reception | front desk ) ) | [ please | have somebody ] call me back | leave a message )',
  );
  rules.set(
    'e_aside',
    '( ( [ can you ] say that again | [ can | could ] [ you ] repeat that | please repeat | come again ) | one minute | hold on | in hindi please | hindi please )',
  );
  rules.set(
    'e_bye',
    "( [ no ] ( that is all | that's all | nothing else ) [ <e_thanks> ] [ bye ] | no <e_thanks> [ bye ] | <e_thanks> bye | goodbye | bye | no )",
  );
  rules.set('e_thanks', '( thank you | thanks )');
  rules.set(
    'e_yes',
    '( yes [ please ] book it | book it [ please ] | yes please book | [ yes ] go ahead [ and book [ it ] ] | yes that is right [ book it | go ahead ] | yes confirm [ it ] | [ yes ] that is fine | yes please | yes | okay )',
  );
  rules.set('e_yescancel', '( [ yes ] [ please ] cancel it | yes go ahead [ cancel it ] | yes )');
  rules.set(
    'e_yesmove',
    '( [ yes ] [ please ] move it | [ yes ] go ahead | yes that is right [ go ahead ] | yes please do it | yes )',
  );
  rules.set('e_yesgo', '( yes go ahead | yes please go ahead | go ahead | yes please | yes )');
  rules.set(
    'e_no',
    '( no | no thanks | no not that | none of these | something else | no another time | [ no ] leave it | [ no ] that is ( wrong | not right ) | change it )',
  );
  rules.set(
    'e_pick',
    '( [ the ] ( first | second | third | last | earlier | later ) ( one | slot | time | option ) [ please ] | the ( first | second | third | last ) | ( number | option ) ( one | two | three ) | [ the | at ] <e_offered> [ one | please | <e_part> ] | any of them [ is fine ] )',
  );
  rules.set('e_other', '( <e_day> [ <e_part> ] | <e_part> | the earliest )');
  rules.set('e_change', '( [ change ] the ( doctor | day | time | date ) | another ( doctor | day | time ) )');
  rules.set(
    'e_correct',
    '( ( no | sorry | no sorry | no make it | actually i want | no that is not right | no that is wrong ) ( <e_short> [ <e_part> ] [ instead ] | at <e_clock> | <e_who> [ instead ] ) | not <e_weekday> <e_weekday> )',
  );
  rules.set('e_name', oneOf(nameTokens(context, 'en')));
  rules.set(
    'e_patient',
    rules.get('e_name') === ''
      ? ''
      : "( [ it is | it's | the name is | patient name [ is ] | this is ] <e_name> | [ it is | it's ] for <e_name> )",
  );
  // Whom a read-back named wrongly is named anew.
  rules.set('e_rename', rules.get('e_name') === '' ? '' : '( [ no ] [ it is ] for <e_name> )');
  rules.set('e_new', '( [ for ] a new patient | new patient | for me | for myself | someone else )');
  rules.set(
    'e_urgent',
    "( [ i have | ( he | she | my father | my mother ) has ] [ severe ] chest pain | ( he | she ) has a [ crushing | severe ] pain in ( his | her ) chest | i can't breathe | he can't breathe | she can't breathe | he is unconscious | she is unconscious | it is an emergency | this is an emergency | heart attack | heavy bleeding )",
  );
  return rules;
}
