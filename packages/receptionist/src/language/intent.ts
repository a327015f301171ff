import { isEmergency } from './emergency.ts';
import { tokenise } from './fold.ts';
import { hasAll, hasPhrase, phrases } from './phrases.ts';

export type Intent =
  | 'book'
  | 'reschedule'
  | 'cancel'
  | 'my_appointments'
  | 'info'
  | 'human'
  | 'message'
  | 'emergency'
  | 'other';

const human = phrases(
  'a person|real person|human|receptionist|operator|speak to someone|talk to someone|talk to somebody|speak to somebody|speak to a person|talk to a person|somebody from the clinic|front desk|reception|insaan|insan|kisi se baat|aadmi se baat|staff se baat|किसी से बात|इंसान|रिसेप्शन|रिसेप्शनिस्ट|स्टाफ से बात|ऑपरेटर|transfer me|connect me|manager',
);
const cancel = phrases(
  'cancel|cancel kar|radd|रद्द|कैंसल|कैंसिल|cancellation|hata do|hatana|nahi aa paunga|nahi aa paungi|नहीं आ पाऊँगा|नहीं आ पाऊंगा',
);
const reschedule = phrases(
  'reschedule|postpone|prepone|shift|change my appointment|move my appointment|appointment badal|time badal|badalna|badalni|aage badha|aage karna|आगे बढ़ा|बदलना|बदलनी|रीशेड्यूल|शिफ्ट|pichhe karna|change the time|change the date|different time for my',
);
const mine = phrases(
  'when is my appointment|my appointment|my appointments|my booking|do i have an appointment|mera appointment kab|meri appointment kab|mera appointment|meri appointment|मेरा अपॉइंटमेंट|मेरी अपॉइंटमेंट|मेरा अपॉइंटमेंट कब|मेरी अपॉइंटमेंट कब',
);
const message = phrases(
  'leave a message|take a message|call me back|call back|ring me back|message chhod|message dena|sandesh|वापस फ़ोन|वापस फोन|वापस कॉल|मैसेज|संदेश|wapas phone|wapas call|callback|phone kar lijiye|message de',
);
const info = phrases(
  'timing|timings|hours|when does|when do|sits|open|close|closed|address|where are you|where is|location|fee|fees|charge|charges|cost|price|how much|kitne paise|kitna lagega|kitna charge|fees kitni|kahan|kaha|pata|khula|khulta|khulti|band|kab tak|kab se|कहाँ|कहां|पता|फ़ीस|फीस|फ़ीस कितनी|खुला|खुलता|खुलती|बंद|समय क्या|टाइमिंग|कितने बजे खुल|कितने बजे तक|parking|which doctors|kaun se doctor|कौन से डॉक्टर|doctor kab baithte|kab baithte|कब बैठते|kab aate|कब आते|insurance|पार्किंग',
);
const book = phrases(
  'book|booking|appointment|appointments|apointment|see doctor|see the doctor|see a doctor|meet doctor|visit|consult|consultation|checkup|check up|dikhana|dikhani|dikhane|milna|milne|number lagana|samay chahiye|time chahiye|अपॉइंटमेंट|अपोइंटमेंट|अपॉइन्टमेंट|बुक|दिखाना|दिखानी|मिलना|समय चाहिए|टाइम चाहिए|नंबर लगाना|slot|स्लॉट|need a doctor|want a doctor|doctor chahiye|डॉक्टर चाहिए|new appointment',
);

/** What the caller wants, by the plainest sign. What stops a booking comes before what begins one. */
export function understandIntent(text: string): Intent {
  if (isEmergency(text)) return 'emergency';
  const tokens = tokenise(text);
  if (hasPhrase(tokens, reschedule)) return 'reschedule';
  if (hasPhrase(tokens, cancel)) return 'cancel';
  if (hasPhrase(tokens, message)) return 'message';
  if (hasPhrase(tokens, human)) return 'human';
  if (hasAll(tokens, mine) && !hasPhrase(tokens, phrases('book|बुक|new|naya|नया'))) return 'my_appointments';
  if (hasPhrase(tokens, info) && !hasPhrase(tokens, phrases('book|बुक|appointment chahiye|अपॉइंटमेंट चाहिए')))
    return 'info';
  if (hasPhrase(tokens, book)) return 'book';
  return 'other';
}

export type InfoTopic = 'hours' | 'address' | 'fee' | 'doctors' | 'other';

const topics: readonly (readonly [InfoTopic, ReturnType<typeof phrases>])[] = [
  ['fee', phrases('fee|fees|charge|charges|cost|price|how much|paise|kitna lagega|फ़ीस|फीस|पैसे|रुपये')],
  ['address', phrases('address|where|location|kahan|kaha|pata|कहाँ|कहां|पता|एड्रेस')],
  ['doctors', phrases('which doctors|kaun se doctor|कौन से डॉक्टर|doctors')],
  [
    'hours',
    phrases(
      'timing|timings|hours|when|open|close|closed|khula|khulta|khulti|band|kab|baithte|time|समय|टाइमिंग|खुला|खुलता|खुलती|बंद|कब|कितने बजे|kitne baje',
    ),
  ],
];

/** What a question about the clinic is about. */
export function understandTopic(text: string): InfoTopic {
  const tokens = tokenise(text);
  return topics.find(([, list]) => hasPhrase(tokens, list))?.[0] ?? 'other';
}

const repeat = phrases(
  'repeat|say that again|say again|come again|pardon|phir se|fir se|phirse|dobara|kya bola|kya kaha|samajh nahi|sunai nahi|फिर से|दोबारा|क्या कहा|क्या बोला|समझ नहीं|सुनाई नहीं|did not understand|did not hear|what did you say',
);
const wait = phrases(
  'ek minute|one minute|one moment|just a moment|just a minute|hold on|ruko|rukiye|wait|एक मिनट|रुकिए|रुको',
);
const goodbye = phrases(
  'bye|goodbye|good bye|thats all|that all|that is all|nothing else|no thanks|no thank you|thank you bye|bas itna|aur kuchh nahi|aur kuch nahi|bas|और कुछ नहीं|बस|बाय|अलविदा|phone rakhta|rakhta hoon|dhanyavaad|dhanyavad|shukriya|धन्यवाद|शुक्रिया|thank you|thanks',
);

/** What is no answer but about the conversation itself. */
export function understandAside(text: string): 'repeat' | 'wait' | 'goodbye' | null {
  const tokens = tokenise(text);
  if (hasPhrase(tokens, repeat)) return 'repeat';
  if (hasPhrase(tokens, wait)) return 'wait';
  return hasPhrase(tokens, goodbye) ? 'goodbye' : null;
}
