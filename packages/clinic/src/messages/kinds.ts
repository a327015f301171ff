/** Why a message goes out. Mirrors the enum `message_kind`. All of them answer something the patient did or wants: none is an advertisement. */
export const messageKinds = [
  'booking',
  'move',
  'cancellation',
  'reminder',
  'delay',
  'waitlist',
  'callback',
  'missed_call',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** How a message travels. Mirrors the enum `channel`; `local` is shown on a page. */
export const channelNames = ['sms', 'whatsapp', 'email', 'local'] as const;
export type ChannelName = (typeof channelNames)[number];

/** Those that a clinic can choose from, in the order that is taken where it chose none. */
export const chosenChannels = ['sms', 'whatsapp', 'email'] as const satisfies readonly ChannelName[];

/** Is it about an appointment? Such a message carries a link, and where it cannot be sent somebody has to ring. */
export function isAboutAppointment(kind: MessageKind): boolean {
  return kind !== 'callback' && kind !== 'missed_call' && kind !== 'waitlist';
}

/** Does it carry a link to the patient's page? */
export function hasLink(kind: MessageKind): boolean {
  return isAboutAppointment(kind) || kind === 'waitlist';
}
