import { type Phrases, phrases } from './phrases.ts';

/** One kind of doctor: how a clinic may call it, how callers do, and what they come to it with. A complaint leads to a speciality, never to a diagnosis. */
export interface Speciality {
  key: string;
  /** Of the clinic's own key, in lower case. */
  stems: RegExp;
  names: Phrases;
  complaints: Phrases;
  en: string;
  hi: string;
  hiEn: string;
}

const speciality = (
  key: string,
  stems: RegExp,
  said: readonly [en: string, hi: string, hiEn: string],
  names: string,
  complaints: string,
): Speciality => ({
  key,
  stems,
  names: phrases(names),
  complaints: phrases(complaints),
  en: said[0],
  hi: said[1],
  hiEn: said[2],
});

export const specialities: readonly Speciality[] = [
  speciality(
    'dermatology',
    /derm|skin/,
    ['skin', 'त्वचा', 'skin'],
    'skin doctor|skin specialist|skin|dermatologist|dermatology|dermat|dermatologyst|twacha|tvacha|chamdi|chamdi ke|chamde|hair doctor|स्किन|त्वचा|चमड़ी|चर्म रोग|डर्मेटोलॉजिस्ट|charm rog',
    'rash|rashes|pimple|pimples|acne|itching|itchy skin|eczema|ringworm|dandruff|hair fall|hairfall|hair loss|white patches|khujli|daane|dane|muhase|muhaase|phunsi|daad|baal jhad|bal jhad|baal gir|jhaiyan|safed daag|खुजली|दाने|मुंहासे|मुहांसे|दाद|बाल झड़|बाल गिर|फुंसी|झाइयां|सफेद दाग',
  ),
  speciality(
    'paediatrics',
    /paediat|pediat|child|kids/,
    ['children’s', 'बच्चों के', 'bachchon ke'],
    'child doctor|child specialist|children doctor|kids doctor|baby doctor|paediatrician|pediatrician|pediatric|paediatric|paediatrics|pediatrics|pedia|bachchon ke|bachhon ke|bacchon ke|bachon ke|bachche ke doctor|bacchon wale|bachon wale|बच्चों के|बच्चों वाले|बाल रोग|पीडियाट्रिशियन|पेडियाट्रिशियन|bal rog',
    'child|children|kids|kid|baby|infant|newborn|toddler|bachche|bachcha|bachchi|bacche|baccha|bacha|bache|bachi|beta ko|bete ko|beti ko|munna|vaccination|vaccine|teeka|tika|बच्चे|बच्चा|बच्ची|शिशु|टीका|टीकाकरण|my son|my daughter|mere bete|meri beti|मेरे बेटे|मेरी बेटी',
  ),
  speciality(
    'orthopaedics',
    /orth|bone|joint/,
    ['bone and joint', 'हड्डी के', 'haddi ke'],
    'bone doctor|bone specialist|bones|bone|orthopaedic|orthopedic|orthopaedics|orthopedics|ortho|orthopaedician|haddi|haddiyon|haddi wale|haddi ke|hadi ke|हड्डी|हड्डियों|ऑर्थो|ऑर्थोपेडिक|हड्डी वाले',
    'joint|joints|joint pain|knee|knees|knee pain|back pain|backache|back ache|shoulder pain|neck pain|elbow pain|hip pain|heel pain|ankle|sprain|fracture|slip disc|ghutne|ghutna|ghutno|ghutnon|kamar|peeth|peeth dard|kandha|kandhe|gardan|moch|jodon|jodo|edi|घुटने|घुटना|घुटनों|कमर|पीठ|कंधे|कंधा|गर्दन|मोच|जोड़ों|जोड़|एड़ी|फ्रैक्चर',
  ),
  speciality(
    'gynaecology',
    /gyn|obst|women/,
    ['women’s health', 'स्त्री रोग', 'gynae'],
    'gynaecologist|gynecologist|gynaecology|gynecology|gynae|gyne|gynec|gyni|gaini|lady doctor|ladies doctor|women doctor|womens doctor|female doctor|mahila doctor|mahila|aurton wali|stri rog|स्त्री रोग|महिला डॉक्टर|महिला|महिलाओं|mahilaon|लेडी डॉक्टर|गायनी',
    'pregnancy|pregnant|periods|period problem|menstrual|pcod|pcos|white discharge|maahwari|mahwari|mahavari|garbhvati|garbh|pet se hai|safed paani|गर्भवती|गर्भ|प्रेगनेंसी|प्रेगनेंट|माहवारी|पीरियड|सफेद पानी',
  ),
  speciality(
    'ent',
    /^ent$|ear|otolaryng/,
    ['ear, nose and throat', 'कान, नाक और गले के', 'ENT'],
    'ent|e n t|ent specialist|ear doctor|ear nose throat|kaan naak gala|kaan naak gale|naak kaan gala|naak kaan gale|kaan wale|kaan ke|gale ke doctor|naak ke doctor|ईएनटी|कान नाक|नाक कान|कान के|नाक के डॉक्टर|गले के डॉक्टर',
    'ear|ears|ear pain|ear ache|earache|throat|sore throat|tonsil|tonsils|nose|sinus|hearing|not hearing|blocked nose|vertigo|kaan|gala|gale|naak|sunai nahi deta|sunai kam|awaaz baith|कान|नाक|गला|गले|टॉन्सिल|सुनाई नहीं देता|सुनाई कम|साइनस',
  ),
  speciality(
    'dentistry',
    /dent|tooth/,
    ['dental', 'दाँतों के', 'dental'],
    'dentist|dental|dental doctor|dentist doctor|daant ke|danton ke|daanton ke|daanto ke|dant ke|daant wale|tooth doctor|teeth doctor|दाँत के|दांत के|दाँतों के|दांतों के|डेंटिस्ट|दंत चिकित्सक|दांत वाले',
    'tooth|teeth|toothache|tooth pain|tooth ache|cavity|gums|gum|root canal|braces|wisdom tooth|filling|daant|dant|daanton|masoode|masude|masudon|daadh|akal daadh|दाँत|दांत|दाँतों|दांतों|मसूड़े|मसूड़ों|दाढ़|अक्ल दाढ़',
  ),
  speciality(
    'cardiology',
    /cardi|heart/,
    ['heart', 'दिल के', 'heart'],
    'heart doctor|heart specialist|cardiologist|cardiology|cardio|cardiac|dil ke|dil wale|hriday rog|heart ke|दिल के|हृदय|हृदय रोग|हार्ट|कार्डियोलॉजिस्ट|कार्डियो',
    'heart|blood pressure|bp|high bp|low bp|palpitation|palpitations|cholesterol|ecg|dil|dhadkan|ghabrahat|दिल|ब्लड प्रेशर|बीपी|धड़कन|घबराहट|कोलेस्ट्रॉल',
  ),
  speciality(
    'ophthalmology',
    /ophth|eye/,
    ['eye', 'आँखों के', 'aankhon ke'],
    'eye doctor|eye specialist|ophthalmologist|ophthalmology|optician|aankh ke|aankhon ke|ankhon ke|aankho ke|ankh ke|aankh wale|netra|आँख के|आंख के|आँखों के|आंखों के|नेत्र|आई स्पेशलिस्ट',
    'eye|eyes|eyesight|vision|blurred vision|blurry|cataract|glasses|spectacles|specs|aankh|aankhon|aankhen|ankh|ankhon|chashma|chashme|motiyabind|nazar|dhundhla|आँख|आंख|आँखों|आंखों|चश्मा|मोतियाबिंद|नज़र|नजर|धुंधला',
  ),
  speciality(
    'neurology',
    /neuro/,
    ['nerve', 'नसों के', 'neuro'],
    'neurologist|neurology|neuro|neuro doctor|nerve doctor|brain doctor|nason ke|nas ke doctor|dimag ke|dimaag ke|नसों के|दिमाग के|न्यूरो|न्यूरोलॉजिस्ट',
    'migraine|numbness|tremor|tremors|epilepsy|memory loss|sunn|sunnpan|jhunjhuni|haath kaanpna|माइग्रेन|सुन्न|झुनझुनी|मिर्गी',
  ),
  speciality(
    'psychiatry',
    /psych|mental|counsel/,
    ['mental health', 'मानसिक रोग के', 'psychiatry'],
    'psychiatrist|psychiatry|psychologist|counsellor|counselor|therapist|mental health|mansik rog|manochikitsak|मनोचिकित्सक|मानसिक रोग|साइकेट्रिस्ट',
    'depression|anxiety|panic attack|panic attacks|insomnia|cannot sleep|tension bahut|udaasi|udasi|neend nahi|डिप्रेशन|एंग्जायटी|उदासी|नींद नहीं',
  ),
  speciality(
    'gastroenterology',
    /gastro|digest/,
    ['stomach', 'पेट के', 'gastro'],
    'gastroenterologist|gastroenterology|gastro|stomach doctor|stomach specialist|liver doctor|pet ke doctor|pet wale doctor|पेट के डॉक्टर|गैस्ट्रो',
    'acidity|ulcer|liver|jaundice|piliya|constipation|kabz|kabj|gas problem|indigestion|एसिडिटी|पीलिया|कब्ज|लीवर',
  ),
  speciality(
    'urology',
    /uro|nephro|kidney/,
    ['kidney and urine', 'पेशाब और किडनी के', 'urology'],
    'urologist|urology|nephrologist|nephrology|kidney doctor|kidney specialist|gurde ke|kidney ke|गुर्दे के|किडनी के|यूरोलॉजिस्ट',
    'kidney|kidney stone|kidney stones|pathri|urine|urine infection|uti|peshab|prostate|gurda|gurde|पथरी|पेशाब|किडनी|गुर्दे',
  ),
  speciality(
    'pulmonology',
    /pulmo|chest phys|respir/,
    ['chest and lung', 'फेफड़ों के', 'chest'],
    'pulmonologist|pulmonology|chest physician|chest specialist|lung doctor|lungs doctor|phephdon ke|fefdon ke|फेफड़ों के|पल्मोनोलॉजिस्ट',
    'asthma|dama|tb|lungs|inhaler|dust allergy|दमा|अस्थमा|टीबी|फेफड़े',
  ),
  speciality(
    'endocrinology',
    /endocrin|diabet|thyroid/,
    ['diabetes', 'शुगर के', 'sugar'],
    'endocrinologist|endocrinology|diabetologist|diabetes doctor|sugar specialist|sugar ke doctor|thyroid doctor|शुगर के डॉक्टर|डायबिटीज के',
    'thyroid|थायराइड|thairaid',
  ),
  speciality(
    'physiotherapy',
    /physio/,
    ['physiotherapy', 'फिज़ियोथेरेपी के', 'physio'],
    'physiotherapist|physiotherapy|physio|फिजियोथेरेपिस्ट|फिजियो|फिजियोथेरेपी',
    'exercise therapy|frozen shoulder',
  ),
  speciality(
    'surgery',
    /surg/,
    ['surgery', 'सर्जरी के', 'surgery'],
    'surgeon|general surgeon|surgery|operation wale|operation ke doctor|सर्जन|सर्जरी',
    'hernia|piles|bawaseer|bavasir|appendix|gall bladder|gallbladder|gaanth|हर्निया|बवासीर|अपेंडिक्स|गांठ',
  ),
  speciality(
    'general',
    /general|physician|family|medicine|internal/,
    ['general', 'जनरल', 'general'],
    'general physician|general doctor|general practitioner|general|physician|gp|family doctor|family physician|mbbs doctor|medicine wale|medicine doctor|normal doctor|samanya doctor|जनरल|फिजिशियन|जनरल फिजिशियन|सामान्य डॉक्टर|मेडिसिन',
    'fever|cough|cold|flu|viral|stomach|stomach ache|stomach pain|loose motion|loose motions|vomiting|weakness|tiredness|headache|head ache|body pain|body ache|dizziness|sugar|diabetes|not feeling well|unwell|bukhar|bukhaar|khansi|khaansi|zukam|jukam|sardi|pet dard|pet kharab|pet mein dard|ulti|dast|kamzori|kamjori|chakkar|sir dard|sar dard|sir mein dard|sar mein dard|badan dard|thakan|tabiyat|dengue|malaria|typhoid|बुखार|खाँसी|खांसी|ज़ुकाम|जुकाम|सर्दी|पेट दर्द|पेट में दर्द|पेट खराब|उल्टी|दस्त|कमज़ोरी|कमजोरी|चक्कर|सिर दर्द|सिर में दर्द|बदन दर्द|थकान|तबीयत|तबियत|वायरल|शुगर|डायबिटीज|डेंगू|मलेरिया|टाइफाइड',
  ),
];
