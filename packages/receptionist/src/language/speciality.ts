import { tokenise } from './fold.ts';
import { hasPhrase, phrases } from './phrases.ts';

/** One kind of doctor: how the clinic may call it, and how callers do. A complaint leads to a speciality, never to a diagnosis. */
interface Speciality {
  key: string;
  stems: RegExp;
  words: ReturnType<typeof phrases>;
  en: string;
  hi: string;
  hiEn: string;
}

const all: readonly Speciality[] = [
  {
    key: 'dermatology',
    stems: /derm|skin/,
    words: phrases(
      'skin|dermatologist|dermatology|skin doctor|rash|pimple|pimples|acne|khujli|daane|twacha|chamdi|hair fall|स्किन|त्वचा|चमड़ी|खुजली|दाने|मुंहासे',
    ),
    en: 'skin',
    hi: 'त्वचा',
    hiEn: 'skin',
  },
  {
    key: 'paediatrics',
    stems: /paediat|pediat|child/,
    words: phrases(
      'child|children|kids|kid|baby|paediatrician|pediatrician|child specialist|bachche|bachcha|bachchon|bachchi|bacche|bacha|बच्चे|बच्चा|बच्चों|बच्ची|vaccination|teeka|टीका',
    ),
    en: 'children’s',
    hi: 'बच्चों के',
    hiEn: 'bachchon ke',
  },
  {
    key: 'orthopaedics',
    stems: /orth|bone/,
    words: phrases(
      'bone|bones|orthopaedic|orthopedic|ortho|haddi|haddiyon|joint|joints|knee|back pain|ghutne|ghutna|kamar|fracture|हड्डी|हड्डियों|घुटने|घुटना|कमर|knee pain',
    ),
    en: 'bone and joint',
    hi: 'हड्डी के',
    hiEn: 'haddi ke',
  },
  {
    key: 'gynaecology',
    stems: /gyn|obst|women/,
    words: phrases(
      'gynaecologist|gynecologist|gynae|gynec|lady doctor|ladies doctor|pregnancy|pregnant|periods|mahila|स्त्री रोग|महिला डॉक्टर|गर्भवती|प्रेगनेंसी|गायनेकोलॉजिस्ट',
    ),
    en: 'women’s health',
    hi: 'स्त्री रोग',
    hiEn: 'gynae',
  },
  {
    key: 'ent',
    stems: /^ent$|ear|otolaryng/,
    words: phrases('ent|e n t|ear|ears|throat|nose|kaan|gala|naak|sinus|कान|नाक|गला|गले|ईएनटी'),
    en: 'ear, nose and throat',
    hi: 'कान, नाक और गले के',
    hiEn: 'ENT',
  },
  {
    key: 'dentistry',
    stems: /dent/,
    words: phrases('dentist|dental|tooth|teeth|toothache|daant|dant|gums|masoode|दाँत|दांत|मसूड़े|डेंटिस्ट'),
    en: 'dental',
    hi: 'दाँतों के',
    hiEn: 'dental',
  },
  {
    key: 'cardiology',
    stems: /cardi|heart/,
    words: phrases('heart|cardiologist|cardiology|dil|blood pressure|bp|दिल|हृदय|ब्लड प्रेशर|बीपी|हार्ट'),
    en: 'heart',
    hi: 'दिल के',
    hiEn: 'heart',
  },
  {
    key: 'ophthalmology',
    stems: /ophth|eye/,
    words: phrases('eye|eyes|eye doctor|ophthalmologist|aankh|aankhon|aankhen|chashma|आँख|आंख|आँखों|आंखों|चश्मा'),
    en: 'eye',
    hi: 'आँखों के',
    hiEn: 'aankhon ke',
  },
  {
    key: 'general',
    stems: /general|physician|family|medicine/,
    words: phrases(
      'general physician|general doctor|general|physician|family doctor|fever|cough|cold|stomach|weakness|bukhar|khansi|zukam|jukam|pet dard|kamzori|बुखार|खाँसी|खांसी|ज़ुकाम|जुकाम|पेट दर्द|कमज़ोरी|कमजोरी|जनरल|फिजिशियन|headache|sir dard|सिर दर्द|sugar|diabetes|शुगर',
    ),
    en: 'general',
    hi: 'जनरल',
    hiEn: 'general',
  },
];

const known = (stored: string): Speciality | undefined => all.find(({ stems }) => stems.test(stored.toLowerCase()));

/** Of the specialities that a clinic has (its own keys), those that the words ask for. */
export function matchSpecialities(text: string, offered: readonly string[]): string[] {
  const tokens = tokenise(text);
  const asked = all.filter(({ words }) => hasPhrase(tokens, words)).map(({ key }) => key);
  // "child with fever" is the children's doctor's; "general" only where nothing nearer is asked for.
  const nearest = asked.length > 1 ? asked.filter((key) => key !== 'general') : asked;
  const wanted = nearest.includes('paediatrics') ? ['paediatrics'] : nearest;
  return [...new Set(offered.filter((stored) => wanted.includes(known(stored)?.key ?? stored)))];
}

/** Does somebody name a kind of doctor that is not in the list? */
export function namesSpeciality(text: string): boolean {
  const tokens = tokenise(text);
  return all.some(({ words }) => hasPhrase(tokens, words));
}

/** A speciality as it is said before "doctor" / "डॉक्टर", by the clinic's own key. */
export function spokenSpeciality(stored: string, language: 'en' | 'hi' | 'hi-en'): string {
  const one = known(stored);
  if (one === undefined) return stored;
  return language === 'en' ? one.en : language === 'hi' ? one.hi : one.hiEn;
}
