import type { BrainContext } from '../brain.ts';
import { hindiWords } from '../language/hindi-numbers.ts';
import { type DayToken, nextDays } from './days.ts';
import { oneOf } from './jsgf.ts';
import { doctorTokens, nameTokens } from './words-of-clinic.ts';

/** What can be said in Hindi, in Devanagari. Rules begin with `h_`. */
export function hindiRules(context: BrainContext, days: readonly DayToken[] = nextDays(context)): Map<string, string> {
  const hour = oneOf(hindiWords.slice(1, 13));
  const dates = days.map(({ day, month }) => `${hindiWords[day]} ( ${month.hi} | तारीख )`);
  const rules = new Map<string, string>();
  rules.set('h_doctor', oneOf(doctorTokens(context, 'hi').map((name) => `डॉक्टर ${name}`)) || 'डॉक्टर');
  rules.set('h_kind', '( ( स्किन के | त्वचा के | बच्चों के | हड्डी के | दाँत के | दिल के | आँख के | कान के | जनरल | महिला ) डॉक्टर )');
  rules.set('h_who', '( <h_doctor> | <h_kind> )');
  rules.set('h_weekday', '( सोमवार | मंगलवार | बुधवार | गुरुवार | शुक्रवार | शनिवार | रविवार )');
  rules.set('h_part', '( सुबह | दोपहर | शाम )');
  rules.set('h_date', oneOf(dates));
  rules.set('h_short', '( आज | कल | परसों | <h_weekday> ) [ को ] [ <h_part> ]');
  rules.set('h_day', '( आज | कल | परसों | [ अगले | इस ] <h_weekday> | अगले हफ़्ते | <h_date> )');
  rules.set('h_clock', `( [ साढ़े | सवा | पौने ] ${hour} बजे | डेढ़ बजे | ढाई बजे )`);
  rules.set(
    'h_when',
    '( <h_day> [ को ] [ <h_part> ] | <h_short> <h_clock> | [ <h_part> ] <h_clock> [ के बाद ] | <h_part> ( को | में ) | जल्दी से जल्दी | कोई भी दिन )',
  );
  rules.set('h_hello', '( नमस्ते | हेलो | जी | हाँ | हाँ जी | नमस्कार )');
  rules.set(
    'h_appointment',
    '( अपॉइंटमेंट ( चाहिए | लेना है | लेनी है | बुक करना है | बुक करनी है | बुक कर दीजिए ) | समय चाहिए | दिखाना है | मिलना है )',
  );
  rules.set(
    'h_book',
    '[ <h_hello> ] [ मुझे ] [ <h_short> ] [ <h_who> ( से | का | को ) ] [ <h_short> [ <h_clock> ] ] [ का | के लिए ] <h_appointment>',
  );
  rules.set(
    'h_opener',
    '( [ <h_hello> ] [ मुझे ] [ <h_doctor> ( से | का ) ] अपॉइंटमेंट ( चाहिए | लेना है | बुक करना है | बुक कर दीजिए ) | अपॉइंटमेंट रद्द करना है | क्लिनिक कब खुलता है )',
  );
  rules.set(
    'h_cancel',
    '( [ मुझे ] [ मेरा | अपना ] अपॉइंटमेंट ( रद्द | कैंसल ) ( करना है | कर दीजिए | करवाना है ) | मेरा अपॉइंटमेंट कब है | अपॉइंटमेंट का समय बदलना है )',
  );
  rules.set(
    'h_ask',
    '( क्लिनिक कब खुलता है | क्लिनिक कब तक खुला है | क्लिनिक कितने बजे ( खुलता | बंद होता ) है | क्लिनिक का समय क्या है | फ़ीस कितनी है | डॉक्टर की फ़ीस कितनी है | क्लिनिक कहाँ है | पता क्या है | कौन से डॉक्टर हैं | <h_doctor> कब बैठते हैं | <h_doctor> का समय क्या है )',
  );
  rules.set(
    'h_person',
    '( [ मुझे ] किसी से बात ( करनी है | कराइए | करा दीजिए ) | रिसेप्शन से बात कराइए | हाँ वापस फ़ोन कीजिए | मुझे वापस फ़ोन कीजिए )',
  );
  rules.set('h_aside', '( फिर से बोलिए | दोबारा बोलिए | समझ नहीं आया | क्या कहा आपने | एक मिनट | रुकिए | इंग्लिश में बोलिए )');
  rules.set('h_bye', '( नहीं बस | नहीं धन्यवाद | बस इतना ही | और कुछ नहीं | नहीं और कुछ नहीं | धन्यवाद | शुक्रिया | नहीं )');
  rules.set(
    'h_yes',
    '( हाँ बुक कर दीजिए | हाँ जी बुक कर दीजिए | जी हाँ बुक कर दीजिए | बुक कर दीजिए | हाँ कर दीजिए | हाँ ठीक है | हाँ जी ठीक है | बिल्कुल सही है | ठीक है | हाँ | जी हाँ )',
  );
  rules.set(
    'h_yescancel',
    '( हाँ रद्द कर दीजिए | हाँ जी रद्द कर दीजिए | हाँ कैंसल कर दीजिए | रद्द कर दीजिए | हाँ कर दीजिए | हाँ )',
  );
  rules.set('h_yesmove', '( हाँ बदल दीजिए | हाँ जी बदल दीजिए | बदल दीजिए | हाँ कर दीजिए | हाँ )');
  rules.set('h_yesgo', '( हाँ कर दीजिए | हाँ जी कर दीजिए | कर दीजिए | हाँ )');
  rules.set('h_no', '( नहीं | नहीं रहने दीजिए | रहने दीजिए | नहीं यह नहीं | नहीं कोई और समय | गलत है | बदलना है )');
  rules.set(
    'h_pick',
    '( ( पहला | पहले | दूसरा | दूसरे | तीसरा | आख़िरी ) ( वाला | वाले ) [ ठीक है | ठीक रहेगा | कर दीजिए ] | [ <h_part> ] <h_offered> ( वाला | ठीक है | ठीक रहेगा ) | कोई भी )',
  );
  rules.set('h_other', '( <h_day> [ को ] [ <h_part> ] | <h_part> ( को | में ) | जल्दी से जल्दी )');
  rules.set('h_change', '( डॉक्टर [ बदलना है ] | दिन [ बदलना है ] | समय [ बदलना है ] )');
  rules.set('h_correct', '( नहीं ( <h_short> | <h_who> | [ <h_part> ] <h_clock> ) | <h_weekday> नहीं <h_weekday> )');
  rules.set('h_name', oneOf(nameTokens(context, 'hi')));
  rules.set(
    'h_patient',
    rules.get('h_name') === '' ? '' : '( [ मरीज़ का नाम ] <h_name> [ के लिए | का | है | नाम है ] | मेरा नाम <h_name> है )',
  );
  rules.set('h_new', '( नए मरीज़ | नया मरीज़ | नए मरीज़ के लिए | मेरे लिए | अपने लिए | कोई और )');
  rules.set(
    'h_urgent',
    '( सीने में दर्द है | सीने में बहुत दर्द हो रहा है | साँस नहीं आ रही | बेहोश हो गए हैं | बेहोश हो गई हैं | ख़ून बंद नहीं हो रहा | इमरजेंसी है )',
  );
  return rules;
}
