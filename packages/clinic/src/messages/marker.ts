import type { ClinicCipher } from '@vaani/db';
import { signLink } from '../links/link-token.ts';
import type { Subject } from './subject.ts';

/** What tells a message from every other in a provider's list: the token of its link, or its short reference. Both are in its text. */
export interface Marker {
  /** Null where the message has no link. */
  token: string | null;
  reference: string;
  /** The one of the two that its text holds. */
  text: string;
}

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The same again for the same message: what a try left at the provider is known by it. */
export function markerOf(
  cipher: ClinicCipher,
  message: { clinicId: string; messageId: string; language: 'en' | 'hi'; link: Subject['link'] },
): Marker {
  const { link, ...claims } = message;
  const reference = referenceOf(message.messageId);
  const token = link === null ? null : signLink(cipher, { ...claims, ...link });
  return { token, reference, text: token ?? reference };
}

/** Six signs of the id's random end, without letters that are mistaken for digits. */
export function referenceOf(messageId: string): string {
  let bits = Number.parseInt(messageId.replaceAll('-', '').slice(-8), 16) % 2 ** 30;
  let text = '';
  for (let index = 0; index < 6; index++) {
    text = `${digits[bits % 32]}${text}`;
    bits = Math.floor(bits / 32);
  }
  return text;
}
