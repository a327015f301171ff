import type { Language } from '../language.ts';

/** Why a message goes out. Mirrors the enum `message_kind`. */
export type MessageKind = 'booking' | 'cancellation' | 'move' | 'reminder' | 'callback' | 'waitlist' | 'delay';

export interface MessageFacts {
  kind: MessageKind;
  language: Language;
  clinic: { name: string; nameHindi: string; zone: string };
  doctor: { name: string; nameHindi: string } | null;
  startsAt: Date | null;
}

/** The text of a message: who, when and where, no name of a patient and no complaint. Hinglish readers get Hindi. */
export function messageText(facts: MessageFacts): string {
  const isHindi = facts.language !== 'en';
  const clinic = isHindi ? facts.clinic.nameHindi : facts.clinic.name;
  const doctor = facts.doctor === null ? '' : isHindi ? facts.doctor.nameHindi : facts.doctor.name;
  const when = facts.startsAt === null ? '' : format(facts.startsAt, facts.clinic.zone, isHindi);
  const texts = isHindi
    ? {
        booking: `${clinic}: ${doctor} के साथ आपका अपॉइंटमेंट ${when} के लिए बुक हो गया है।`,
        cancellation: `${clinic}: ${doctor} के साथ ${when} का आपका अपॉइंटमेंट रद्द कर दिया गया है।`,
        move: `${clinic}: ${doctor} के साथ आपका अपॉइंटमेंट अब ${when} को है।`,
        reminder: `${clinic}: याद दिला दें, ${doctor} के साथ आपका अपॉइंटमेंट ${when} को है।`,
        waitlist: `${clinic}: ${doctor} के साथ ${when} का समय खाली हुआ है।`,
        delay: `${clinic}: ${doctor} आज देर से आएँगे। आपका अपॉइंटमेंट ${when} का है।`,
        callback: `${clinic}: हमने आपका संदेश ले लिया है और आपको वापस फ़ोन करेंगे।`,
      }
    : {
        booking: `${clinic}: your appointment with ${doctor} is booked for ${when}.`,
        cancellation: `${clinic}: your appointment with ${doctor} on ${when} is cancelled.`,
        move: `${clinic}: your appointment with ${doctor} is now on ${when}.`,
        reminder: `${clinic}: a reminder of your appointment with ${doctor} on ${when}.`,
        waitlist: `${clinic}: a time with ${doctor} has come free on ${when}.`,
        delay: `${clinic}: ${doctor} is running late today. Your appointment is on ${when}.`,
        callback: `${clinic}: we have your message and will ring you back.`,
      };
  return texts[facts.kind];
}

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
