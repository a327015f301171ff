/**
 * What is happening in a call, as the desk shows it. Values: `doctorId`, `startsAt` where they are known.
 *
 * | key | when |
 * |---|---|
 * | greeting | the first words |
 * | listening | the caller may ask for anything |
 * | asking-doctor, asking-day, asking-time | a part of the booking is missing |
 * | offering-slots | free times were read out |
 * | asking-patient, asking-birth, asking-phone | who it is for; identifying |
 * | confirming | a read-back waits for its confirmation |
 * | booking, booked, cancelling, cancelled, moving, moved, waiting | a write is under way, or done |
 * | informing | hours, address, fees |
 * | transferring, taking-message, emergency, goodbye | ways out |
 */
export const activities = [
  'greeting',
  'listening',
  'asking-doctor',
  'asking-day',
  'asking-time',
  'offering-slots',
  'asking-patient',
  'asking-birth',
  'asking-phone',
  'confirming',
  'booking',
  'booked',
  'cancelling',
  'cancelled',
  'moving',
  'moved',
  'waiting',
  'informing',
  'transferring',
  'taking-message',
  'emergency',
  'goodbye',
] as const;

export type Activity = (typeof activities)[number];
