import type { CallOutcome, Language } from '@vaani/clinic';

/** One thing that was said, before it has times. */
export interface Line {
  who: 'caller' | 'agent';
  text: string;
  /** The recogniser was not sure. */
  isUnclear?: boolean;
  /** The caller cut the agent short here. */
  isInterrupted?: boolean;
}

/** What a conversation is about. */
export interface Subject {
  clinic: string;
  clinicHindi: string;
  /** Full name of the patient, in either script. */
  patient: string;
  doctor: string;
  doctorHindi: string;
  /** The day and time, in words of the language. */
  when: string;
}

type Script = (subject: Subject) => Line[];
const agent = (text: string, more: Partial<Line> = {}): Line => ({ who: 'agent', text, ...more });
const caller = (text: string, more: Partial<Line> = {}): Line => ({ who: 'caller', text, ...more });

const english: Partial<Record<CallOutcome, Script>> = {
  booked: (s) => [
    agent(`Hello, this is the assistant of ${s.clinic}. How can I help you?`),
    caller(`Hi, I would like an appointment with ${s.doctor}.`),
    agent(`Certainly. ${s.doctor} is free on ${s.when}. Does that suit you?`),
    caller('Yes, that works for me.'),
    agent('May I have the name of the patient, please?'),
    caller(s.patient),
    agent(`I have booked ${s.patient} with ${s.doctor} on ${s.when}. Is there anything else?`),
    caller('No, thank you.'),
    agent('Goodbye, and take care.'),
  ],
  moved: (s) => [
    agent(`Hello, this is the assistant of ${s.clinic}. How can I help you?`, { isInterrupted: true }),
    caller('I need to move my appointment, something came up at work.'),
    agent(`I see your appointment with ${s.doctor}. Which day would you like instead?`),
    caller('Something later in the week.'),
    agent(`${s.when} is free. Shall I move it there?`),
    caller('Yes please, that is perfect.'),
    agent(`Done. You are now booked on ${s.when}.`),
  ],
  cancelled: (s) => [
    agent(`Hello, this is the assistant of ${s.clinic}. How can I help you?`),
    caller(`Please cancel the appointment of ${s.patient}.`),
    agent(`The one with ${s.doctor} on ${s.when}, is that right?`),
    caller('Yes, it is much better now.'),
    agent('It is cancelled. Get well soon.'),
  ],
  informed: (s) => [
    agent(`Hello, this is the assistant of ${s.clinic}. How can I help you?`),
    caller('What are your timings, and can I park there?'),
    agent('The clinic opens at nine in the morning from Monday to Saturday, and parking is free for two hours.'),
    caller('Great, thanks.'),
  ],
  message: (s) => [
    agent(`Hello, this is the assistant of ${s.clinic}. How can I help you?`),
    caller(`My report says something about thyroid, can ${s.doctor} explain it?`),
    agent('I cannot read reports, but I can ask the clinic to ring you back. Shall I do that?'),
    caller('Yes, in the afternoon please.'),
    agent('I have noted it. Somebody will ring you this afternoon.'),
  ],
  transferred: (s) => [
    agent(`Hello, this is the assistant of ${s.clinic}. How can I help you?`),
    caller('I was charged twice, this is nonsense. Let me talk to a person.'),
    agent('I am sorry about that. I am putting you through to billing now.'),
  ],
  emergency: (s) => [
    agent(`Hello, this is the assistant of ${s.clinic}. How can I help you?`, { isInterrupted: true }),
    caller('My father has chest pain and he is sweating a lot!'),
    agent('This may be an emergency. Please hang up and dial 112 or 108 now, do not wait for an appointment.'),
    caller('Okay, okay.'),
  ],
  abandoned: (s) => [
    agent(`Hello, this is the assistant of ${s.clinic}. How can I help you?`),
    caller('Hmm hello', { isUnclear: true }),
    agent('I did not catch that. Would you like to book an appointment?'),
  ],
};

const hindi: Partial<Record<CallOutcome, Script>> = {
  booked: (s) => [
    agent(`नमस्ते, मैं ${s.clinicHindi} की सहायक बोल रही हूँ। बताइए, क्या मदद करूँ?`),
    caller(`मुझे ${s.doctorHindi} को दिखाना है।`),
    agent(`जी, ${s.doctorHindi} ${s.when} खाली हैं। ठीक रहेगा?`),
    caller('हाँ ठीक है', { isUnclear: true }),
    agent('मरीज़ का नाम बताइए।', { isInterrupted: true }),
    caller(s.patient),
    agent(`${s.patient} का अपॉइंटमेंट ${s.when} पक्का हो गया। और कुछ?`),
    caller('नहीं, धन्यवाद।'),
    agent('धन्यवाद, अपना ध्यान रखिए।'),
  ],
  moved: (s) => [
    agent(`नमस्ते, मैं ${s.clinicHindi} की सहायक बोल रही हूँ। बताइए, क्या मदद करूँ?`),
    caller('मेरा अपॉइंटमेंट आगे बढ़ा दीजिए, उस दिन गाँव जाना है।'),
    agent(`${s.doctorHindi} के पास ${s.when} का समय खाली है। बदल दूँ?`),
    caller('हाँ, कर दीजिए।'),
    agent(`बदल दिया। अब आपका समय ${s.when} है।`),
  ],
  cancelled: (s) => [
    agent(`नमस्ते, मैं ${s.clinicHindi} की सहायक बोल रही हूँ। बताइए, क्या मदद करूँ?`),
    caller('अपॉइंटमेंट रद्द करना है, तबीयत अब ठीक है।'),
    agent(`${s.patient} का ${s.doctorHindi} के साथ वाला रद्द कर दूँ?`),
    caller('जी हाँ।'),
    agent('रद्द कर दिया गया है।'),
  ],
  informed: (s) => [
    agent(`नमस्ते, मैं ${s.clinicHindi} की सहायक बोल रही हूँ। बताइए, क्या मदद करूँ?`),
    caller('रिपोर्ट कब मिलेगी?'),
    agent('रिपोर्ट अगले कार्य दिवस को मिलती है। रसीद साथ लाइए।'),
    caller('अच्छा, शुक्रिया।'),
  ],
  message: (s) => [
    agent(`नमस्ते, मैं ${s.clinicHindi} की सहायक बोल रही हूँ। बताइए, क्या मदद करूँ?`),
    caller('दवा से चक्कर आ रहे हैं, डॉक्टर साहब से पूछना था।'),
    agent('दवा के बारे में मैं नहीं बता सकती। क्लिनिक से कोई आपको फ़ोन कर ले?'),
    caller('हाँ, जल्दी करवाइए।'),
    agent('मैंने लिख लिया है, आपको फ़ोन आएगा।'),
  ],
  transferred: (s) => [
    agent(`नमस्ते, मैं ${s.clinicHindi} की सहायक बोल रही हूँ। बताइए, क्या मदद करूँ?`, { isInterrupted: true }),
    caller('मुझे किसी इंसान से बात करनी है, यह मशीन बेकार है।'),
    agent('जी, मैं आपको रिसेप्शन से जोड़ती हूँ।'),
  ],
  emergency: (s) => [
    agent(`नमस्ते, मैं ${s.clinicHindi} की सहायक बोल रही हूँ। बताइए, क्या मदद करूँ?`),
    caller('माँ को साँस नहीं आ रही है!'),
    agent('यह आपात स्थिति हो सकती है। अभी 112 या 108 पर फ़ोन कीजिए।'),
  ],
  abandoned: (s) => [
    agent(`नमस्ते, मैं ${s.clinicHindi} की सहायक बोल रही हूँ। बताइए, क्या मदद करूँ?`),
    caller('हैलो… आवाज़ कट रही', { isUnclear: true }),
    agent('आपकी आवाज़ साफ़ नहीं आई। फिर से कहिए।'),
  ],
};

const hinglish: Partial<Record<CallOutcome, Script>> = {
  booked: (s) => [
    agent(`Namaste, main ${s.clinic} ki assistant bol rahi hoon. Bataiye, kya madad karoon?`),
    caller(`Mujhe ${s.doctor} ke saath appointment chahiye, pehle bhi unko dikhaya tha.`),
    agent(`Ji, ${s.doctor} ${s.when} free hain. Theek rahega?`),
    caller('Haan chalega.'),
    agent('Patient ka naam bata dijiye.'),
    caller(`Naam hai ${s.patient}`),
    agent(`${s.patient} ka appointment ${s.when} confirm ho gaya. Aur kuch?`),
    caller('Nahi, thank you ji.'),
  ],
  moved: (s) => [
    agent(`Namaste, main ${s.clinic} ki assistant bol rahi hoon. Bataiye, kya madad karoon?`),
    caller('Appointment shift karna hai, us din office mein audit hai.', { isUnclear: true }),
    agent(`${s.doctor} ke paas ${s.when} ka slot khaali hai. Shift kar doon?`),
    caller('Haan kar dijiye.'),
    agent(`Ho gaya. Ab aapka time ${s.when} hai.`),
  ],
  cancelled: (s) => [
    agent(`Namaste, main ${s.clinic} ki assistant bol rahi hoon. Bataiye, kya madad karoon?`),
    caller('Kal wala appointment cancel kar do please.'),
    agent(`${s.patient} ka ${s.doctor} ke saath wala cancel kar doon?`),
    caller('Haan.'),
    agent('Cancel ho gaya.'),
  ],
  informed: (s) => [
    agent(`Namaste, main ${s.clinic} ki assistant bol rahi hoon. Bataiye, kya madad karoon?`, { isInterrupted: true }),
    caller('Consultation ki fees kitni hai?'),
    agent('Fees doctor ke hisaab se 500 rupaye se shuru hoti hai, follow-up free hai.'),
    caller('Achha thanks.'),
  ],
  message: (s) => [
    agent(`Namaste, main ${s.clinic} ki assistant bol rahi hoon. Bataiye, kya madad karoon?`),
    caller('Insurance claim ke liye letter chahiye tha.'),
    agent('Iske liye clinic se koi aapko call kar lega. Theek hai?'),
    caller('Theek hai, shaam ko karwa dena.'),
    agent('Maine note kar liya hai.'),
  ],
  transferred: (s) => [
    agent(`Namaste, main ${s.clinic} ki assistant bol rahi hoon. Bataiye, kya madad karoon?`),
    caller('Bill ke baare mein kisi se baat karni hai.'),
    agent('Ji, billing se connect kar rahi hoon.'),
  ],
  abandoned: (s) => [
    agent(`Namaste, main ${s.clinic} ki assistant bol rahi hoon. Bataiye, kya madad karoon?`),
    caller('Haan woh…', { isUnclear: true }),
  ],
};

const scripts: Record<Language, Partial<Record<CallOutcome, Script>>> = { en: english, hi: hindi, 'hi-en': hinglish };

/** What was said in a call with such an outcome; where the language has no such script, the caller was informed. */
export function conversation(
  language: Language,
  outcome: CallOutcome,
  subject: Subject,
): { outcome: CallOutcome; lines: Line[] } {
  const own = scripts[language][outcome];
  if (own !== undefined) return { outcome, lines: own(subject) };
  return { outcome: 'informed', lines: (scripts[language].informed ?? (() => []))(subject) };
}

/** A day and time as they are said in a language: "Tuesday 24 November at 5:15 pm". */
export function sayWhen(epochMs: number, zone: string, language: Language): string {
  const locale = language === 'hi' ? 'hi-IN-u-nu-latn' : 'en-IN';
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }).format(epochMs);
  const day = part({ weekday: 'long', day: 'numeric', month: 'long' });
  if (language === 'en') return `${day} at ${part({ hour: 'numeric', minute: '2-digit', hour12: true })}`;
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: 'numeric', minute: '2-digit' }).format(epochMs);
  return language === 'hi' ? `${day} को ${time} बजे` : `${day} ko ${time} baje`;
}
