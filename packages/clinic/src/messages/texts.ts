import type { Language } from '../language.ts';
import type { MessageKind } from './kinds.ts';

export interface MessageFacts {
  kind: MessageKind;
  language: Language;
  clinic: { name: string; nameHindi: string; zone: string };
  doctor: { name: string; nameHindi: string } | null;
  startsAt: Date | null;
  /** By how much the doctor is late; null where the time itself was moved along. */
  delayMin: number | null;
  /** Further appointments of the same patient that this message tells of. */
  others: { doctor: { name: string; nameHindi: string }; startsAt: Date; isCancelled: boolean }[];
  /** The patient's page; null where the message has none. */
  link: string | null;
  /** Short, and in the text of a message without a link: by one of the two it is found again at the provider. */
  reference: string;
}

/** What fills a text, in the order in which it fills a registered template. */
export interface MessageValues {
  clinic: string;
  doctor: string;
  when: string;
  link: string;
  minutes: string;
  reference: string;
}

/** Names that a text of the clinic's own may hold in braces. */
export const placeholders = [
  'clinic',
  'doctor',
  'when',
  'link',
  'minutes',
  'reference',
] as const satisfies readonly (keyof MessageValues)[];

type Texts = Record<MessageKind, string>;

const english: Texts = {
  booking:
    '{clinic}: your appointment with {doctor} is booked for {when}. To confirm, change or cancel it, or see the address: {link}',
  move: '{clinic}: your appointment with {doctor} is now on {when}. To confirm, change or cancel it: {link}',
  cancellation: '{clinic}: your appointment with {doctor} on {when} is cancelled. Details: {link}',
  reminder: '{clinic}: a reminder of your appointment with {doctor} on {when}. To confirm, change or cancel it: {link}',
  delay:
    '{clinic}: {doctor} is running about {minutes} minutes late today. Your appointment of {when} will begin later. Details: {link}',
  waitlist: '{clinic}: a time with {doctor} has come free on {when}. To take it or leave it: {link}',
  callback: '{clinic}: we have your message and will ring you back. Ref {reference}',
  missed_call: '{clinic}: sorry that we missed your call. We will ring you back. Ref {reference}',
};

const hindi: Texts = {
  booking:
    '{clinic}: {doctor} के साथ आपका अपॉइंटमेंट {when} के लिए बुक हो गया है। पक्का करने, बदलने, रद्द करने या पता देखने के लिए: {link}',
  move: '{clinic}: {doctor} के साथ आपका अपॉइंटमेंट अब {when} को है। पक्का करने, बदलने या रद्द करने के लिए: {link}',
  cancellation: '{clinic}: {doctor} के साथ {when} का आपका अपॉइंटमेंट रद्द कर दिया गया है। जानकारी: {link}',
  reminder: '{clinic}: याद दिला दें, {doctor} के साथ आपका अपॉइंटमेंट {when} को है। पक्का करने, बदलने या रद्द करने के लिए: {link}',
  delay: '{clinic}: {doctor} आज करीब {minutes} मिनट देर से चल रहे हैं। आपका {when} का अपॉइंटमेंट देर से शुरू होगा। जानकारी: {link}',
  waitlist: '{clinic}: {doctor} के साथ {when} का समय खाली हुआ है। लेने या छोड़ने के लिए: {link}',
  callback: '{clinic}: हमने आपका संदेश ले लिया है और आपको वापस फ़ोन करेंगे। संदर्भ {reference}',
  missed_call: '{clinic}: माफ़ कीजिए, हम आपका फ़ोन नहीं उठा सके। हम आपको वापस फ़ोन करेंगे। संदर्भ {reference}',
};

const subjects: { en: Texts; hi: Texts } = {
  en: {
    booking: 'Your appointment on {when}',
    move: 'Your appointment is now on {when}',
    cancellation: 'Your appointment on {when} is cancelled',
    reminder: 'Reminder: your appointment on {when}',
    delay: 'Your appointment on {when} will begin later',
    waitlist: 'A time has come free on {when}',
    callback: 'We will ring you back',
    missed_call: 'We missed your call',
  },
  hi: {
    booking: '{when} का आपका अपॉइंटमेंट',
    move: 'आपका अपॉइंटमेंट अब {when} को है',
    cancellation: '{when} का आपका अपॉइंटमेंट रद्द है',
    reminder: 'याद दिला दें: {when} का आपका अपॉइंटमेंट',
    delay: '{when} का आपका अपॉइंटमेंट देर से शुरू होगा',
    waitlist: '{when} का समय खाली हुआ है',
    callback: 'हम आपको वापस फ़ोन करेंगे',
    missed_call: 'हम आपका फ़ोन नहीं उठा सके',
  },
};

const answers = {
  en: 'Reply 1 to confirm, 2 to cancel, STOP for no more messages.',
  hi: '1 लिखें: पक्का, 2: रद्द, STOP: आगे संदेश नहीं।',
};

/** The doctor is late, and the appointments were moved along: what counts is the new time. */
const shifted = {
  en: '{clinic}: {doctor} is running late today. Your appointment is now at {when}. Details: {link}',
  hi: '{clinic}: {doctor} आज देर से चल रहे हैं। आपका अपॉइंटमेंट अब {when} को है। जानकारी: {link}',
};

const also = {
  en: { on: 'Also: {doctor}, {when}.', cancelled: 'Also: {doctor}, {when}, is cancelled.' },
  hi: { on: 'साथ ही: {doctor}, {when}।', cancelled: 'साथ ही: {doctor}, {when}, रद्द है।' },
};

/** The language a message is written in: readers of Hinglish get Hindi. */
export const writtenIn = (language: Language): 'en' | 'hi' => (language === 'en' ? 'en' : 'hi');

/** What fills the text of a message: who, when and where, no name of a patient and no complaint. */
export function messageValues(facts: MessageFacts): MessageValues {
  const isHindi = writtenIn(facts.language) === 'hi';
  const named = (one: { name: string; nameHindi: string }) =>
    isHindi && one.nameHindi !== '' ? one.nameHindi : one.name;
  return {
    clinic: named(facts.clinic),
    doctor: facts.doctor === null ? '' : named(facts.doctor),
    when: facts.startsAt === null ? '' : format(facts.startsAt, facts.clinic.zone, isHindi),
    link: facts.link ?? '',
    minutes: facts.delayMin === null ? '' : String(facts.delayMin),
    reference: facts.reference,
  };
}

/** What fills a registered template of Twilio's ({{1}}, {{2}}, …), in this order. docs/messages.md has the same table. */
export function templateVariables(kind: MessageKind, values: MessageValues): string[] {
  const { clinic, doctor, when, link, minutes, reference } = values;
  if (kind === 'callback' || kind === 'missed_call') return [clinic, reference];
  return kind === 'delay' ? [clinic, doctor, when, link, minutes] : [clinic, doctor, when, link];
}

/**
 * The text of a message.
 * @param options.own the clinic's registered wording, in place of ours.
 */
export function messageText(
  facts: MessageFacts,
  options: { own?: string | null; hasReplies?: boolean } = {},
): { subject: string; body: string } {
  const language = writtenIn(facts.language);
  const values = messageValues(facts);
  const isShifted = facts.kind === 'delay' && facts.delayMin === null;
  const ours = isShifted ? shifted[language] : (language === 'hi' ? hindi : english)[facts.kind];
  const isAnswered = options.hasReplies === true && !options.own && answerable.has(facts.kind);
  const sentences = [
    fill(options.own ?? ours, values),
    ...facts.others.map(({ doctor, startsAt, isCancelled }) =>
      fill(also[language][isCancelled ? 'cancelled' : 'on'], messageValues({ ...facts, doctor, startsAt })),
    ),
    isAnswered ? answers[language] : '',
  ];
  return { subject: fill(subjects[language][facts.kind], values), body: sentences.filter(Boolean).join(' ') };
}

/** Kinds to which "1" and "2" are answers. */
const answerable = new Set<MessageKind>(['booking', 'move', 'reminder', 'delay']);

const fill = (text: string, values: MessageValues): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? values[name as keyof MessageValues] : whole));

function format(at: Date, zone: string, isHindi: boolean): string {
  return new Intl.DateTimeFormat(isHindi ? 'hi-IN' : 'en-IN', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  }).format(at);
}
