import type { Job, Language } from '../../format/schema.ts';

/**
 * How callers open, by what they want. Written for the callers, from how people talk, and knowing nothing of the parser's words. `{with}`, `{day}`,
 * `{time}` and `{who}` are filled with what the caller says at once, or fall away.
 */
export const openings: Partial<Record<Job, Record<Language, readonly string[]>>> = {
  book: {
    en: [
      'I would like to make an appointment {with} {day} {time} {who}',
      'Hi, can I get an appointment {with} {day} {time} {who}',
      'I want to book a visit {with} {day} {time} {who}',
      'Is it possible to see {doctor} {day} {time}',
      'Please give me a slot {with} {day} {time} {who}',
      'I was hoping to come in {day} {time} and see {doctor}',
      'Could you fix an appointment {with} {day} {time} {who}',
    ],
    hi: [
      'नमस्ते, {who} {with} {day} {time} अपॉइंटमेंट चाहिए',
      'मुझे {day} {time} {doctor} को दिखाना है',
      '{with} {day} {time} मिलने का समय दे दीजिए',
      'जी {day} {time} {with} अपॉइंटमेंट लेना था',
      '{who} {day} {time} {doctor} का नंबर लगा दीजिए',
      'भैया {with} {day} {time} मिलना था, समय मिल जाएगा क्या',
    ],
    'hi-en': [
      'hello, {who} {with} {day} {time} appointment chahiye tha',
      'mujhe {day} {time} {doctor} ko dikhana hai',
      '{with} {day} {time} appointment book karwana hai',
      'ji {day} {time} {doctor} ka slot mil sakta hai kya',
      '{who} {day} {time} {doctor} ka appointment fix kar dijiye',
      'haan ji {with} {day} {time} milna tha, appointment de dijiye',
    ],
  },
  reschedule: {
    en: [
      'I have an appointment and I need to shift it to another day',
      'I need to reschedule my appointment {day}',
      'Can you please move my appointment {day} {time}',
      'Something came up, I want to change my appointment timing {day}',
      'Could my visit be pushed to a different date',
    ],
    hi: [
      'मुझे अपना अपॉइंटमेंट आगे बढ़ाना है',
      'मेरे अपॉइंटमेंट की तारीख बदलनी है',
      'मेरा अपॉइंटमेंट है, उसे {day} कर दीजिए',
      'जी मुझे अपॉइंटमेंट का समय बदलवाना था',
      'अपॉइंटमेंट किसी और दिन करवाना है',
    ],
    'hi-en': [
      'mera appointment reschedule karna hai',
      'appointment ki date change karwani thi',
      'mera appointment hai usko {day} shift kar dijiye',
      'apna appointment thoda aage badhana hai',
      'appointment ka time badalna tha',
    ],
  },
  cancel: {
    en: [
      'I need to cancel my appointment',
      'Please cancel my booking, I will not be able to come',
      'I cannot make it to my appointment, kindly cancel it',
      'I want to call off my visit',
      'My appointment, I do not need it any more, please cancel',
    ],
    hi: [
      'मुझे अपना अपॉइंटमेंट रद्द करवाना है',
      'मेरा अपॉइंटमेंट कैंसिल कर दीजिए',
      'मैं नहीं आ पाऊँगी, अपॉइंटमेंट रद्द कर दीजिए',
      'अपॉइंटमेंट कैंसल करना था जी',
      'मेरी बुकिंग हटा दीजिए',
    ],
    'hi-en': [
      'mujhe apna appointment cancel karna hai',
      'mera appointment cancel kar do please',
      'main nahi aa paunga, appointment cancel kar dijiye',
      'booking cancel karwani thi',
      'ji mera jo appointment hai woh radd kar dijiye',
    ],
  },
  my_appointments: {
    en: [
      'When is my appointment',
      'Can you tell me what time my appointment is',
      'I forgot my appointment date, could you check',
      'Do I have any appointment with you',
      'I want to confirm when I am booked',
    ],
    hi: [
      'मेरा अपॉइंटमेंट कब का है',
      'ज़रा देखकर बताइए मेरा अपॉइंटमेंट कितने बजे है',
      'मेरी बुकिंग किस दिन की है, भूल गया',
      'मेरा कोई अपॉइंटमेंट है क्या आपके यहाँ',
      'मुझे कब आना है, मेरा अपॉइंटमेंट देख लीजिए',
    ],
    'hi-en': [
      'mera appointment kab hai',
      'mera appointment kitne baje ka hai zara check karke bataiye',
      'main bhool gaya mera appointment kis din hai',
      'mera koi appointment book hai kya',
      'appointment ki date confirm karni thi meri',
    ],
  },
  waitlist: {
    en: [
      'Put me on the waiting list {with} {day}',
      'If someone cancels {with} {day}, can you let me know',
      'Is there a waitlist {with} {day}, please add me',
    ],
    hi: [
      '{with} {day} वेटिंग लिस्ट में मेरा नाम डाल दीजिए',
      '{doctor} के यहाँ {day} कोई कैंसिल करे तो मुझे बता दीजिएगा, वेटिंग में लिख लीजिए',
      'मुझे {day} {doctor} की वेटिंग लिस्ट में रख लीजिए',
    ],
    'hi-en': [
      '{with} {day} waiting list mein mera naam daal dijiye',
      '{doctor} ke yahan {day} koi cancel kare to mujhe bata dena, waitlist mein rakh lo',
      'mujhe {day} {doctor} ki waiting list mein add kar dijiye',
    ],
  },
  human: {
    en: [
      'I want to talk to a real person',
      'Please connect me to the reception',
      'Can I speak with someone at the front desk',
      'I do not want to talk to a machine, give me a human',
      'Get me somebody from your staff please',
    ],
    hi: [
      'मुझे किसी इंसान से बात करनी है',
      'रिसेप्शन पर किसी से बात करवा दीजिए',
      'मशीन से नहीं, किसी आदमी से बात कराइए',
      'स्टाफ़ में से किसी को फ़ोन दीजिए',
      'किसी से मेरी बात करा दो',
    ],
    'hi-en': [
      'mujhe kisi insaan se baat karni hai',
      'reception se connect kar dijiye',
      'staff mein kisi se baat karwa do',
      'machine se nahi, kisi aadmi se baat karao',
      'front desk pe kisi ko phone do please',
    ],
  },
  message: {
    en: [
      'I would like to leave a message for the doctor',
      'Can you take a message please',
      'Please ask someone to call me back',
      'Could the clinic ring me back',
    ],
    hi: [
      'डॉक्टर साहब के लिए एक संदेश छोड़ना है',
      'मेरा एक मैसेज लिख लीजिए',
      'किसी से कहिए मुझे वापस फ़ोन कर लें',
      'मुझे वापस कॉल करवा दीजिए',
    ],
    'hi-en': [
      'doctor ke liye ek message chhodna hai',
      'mera ek message note kar lijiye',
      'kisi se kahiye mujhe call back kar lein',
      'mujhe wapas call karwa dijiye',
    ],
  },
};

/** Questions, by topic. */
export const questions: Record<string, Record<Language, readonly string[]>> = {
  hours: {
    en: [
      'What are your timings',
      'When is the clinic open',
      'What time do you open and close',
      'Till what time are you open',
    ],
    hi: ['क्लिनिक कितने बजे खुलता है', 'आपके यहाँ का समय क्या है', 'क्लिनिक कब से कब तक खुला रहता है', 'कितने बजे तक खुला है'],
    'hi-en': [
      'clinic ki timing kya hai',
      'clinic kab khulta hai',
      'kitne baje tak open rehta hai',
      'aapka timing bata dijiye',
    ],
  },
  address: {
    en: ['Where is your clinic', 'What is the address', 'How do I get there', 'Which area are you located in'],
    hi: ['आपका क्लिनिक कहाँ है', 'क्लिनिक का पता बताइए', 'वहाँ कैसे पहुँचें', 'किस जगह पर है आपका क्लिनिक'],
    'hi-en': [
      'clinic kahan par hai',
      'address bata dijiye',
      'wahan kaise pahunchna hai',
      'aapka clinic kis area mein hai',
    ],
  },
  fee: {
    en: ['How much is the consultation', 'What are the charges', 'What does a visit cost', 'What is the fee'],
    hi: ['फ़ीस कितनी है', 'दिखाने का कितना लगता है', 'कितने पैसे लगेंगे', 'परामर्श का शुल्क क्या है'],
    'hi-en': ['fees kitni hai', 'consultation ka kitna lagega', 'charges kya hain', 'doctor ki fees bata dijiye'],
  },
  doctors: {
    en: ['Which doctors do you have', 'Who all sits in your clinic', 'What doctors are there'],
    hi: ['आपके यहाँ कौन कौन से डॉक्टर हैं', 'कौन से डॉक्टर बैठते हैं', 'कितने डॉक्टर हैं आपके यहाँ'],
    'hi-en': [
      'aapke yahan kaun kaun se doctor hain',
      'kaunse doctor baithte hain',
      'kitne doctor hain aapke clinic mein',
    ],
  },
  parking: {
    en: ['Is there parking', 'Do you have a place to park the car', 'Where can I park'],
    hi: ['पार्किंग है क्या', 'गाड़ी खड़ी करने की जगह है', 'पार्किंग की सुविधा है क्या'],
    'hi-en': ['parking hai kya', 'gaadi park karne ki jagah hai', 'parking ki facility hai kya'],
  },
  'doctor-hours': {
    en: ['When does {doctor} sit', 'What are the timings of {doctor}', 'At what time is {doctor} available'],
    hi: ['{doctor} कब बैठते हैं', '{doctor} का समय क्या है', '{doctor} कितने बजे मिलते हैं'],
    'hi-en': ['{doctor} kab baithte hain', '{doctor} ki timing kya hai', '{doctor} kitne baje milte hain'],
  },
  'doctor-fee': {
    en: ['What is the fee of {doctor}', 'How much does {doctor} charge'],
    hi: ['{doctor} की फ़ीस कितनी है', '{doctor} को दिखाने के कितने पैसे लगेंगे'],
    'hi-en': ['{doctor} ki fees kitni hai', '{doctor} ka consultation charge kya hai'],
  },
  late: {
    en: ['Is {doctor} running late today', 'How late is {doctor} today', 'Has {doctor} come or is there a delay'],
    hi: ['{doctor} आज लेट हैं क्या', '{doctor} आज कितनी देर से आएँगे', 'क्या {doctor} आज देर से चल रहे हैं'],
    'hi-en': [
      '{doctor} aaj late hain kya',
      '{doctor} aaj kitna late chal rahe hain',
      'kya {doctor} aaj der se aayenge',
    ],
  },
  token: {
    en: [
      'Which token number is running for {doctor}',
      'What number is going on with {doctor}',
      'Which token is {doctor} seeing now',
    ],
    hi: [
      '{doctor} का कौन सा नंबर चल रहा है',
      '{doctor} के यहाँ कौन सा टोकन चल रहा है',
      'अभी {doctor} का कितने नंबर का टोकन चल रहा है',
    ],
    'hi-en': [
      '{doctor} ka kaunsa number chal raha hai',
      '{doctor} ke yahan kaunsa token chal raha hai',
      'abhi {doctor} ka kitne number chal raha hai',
    ],
  },
};
