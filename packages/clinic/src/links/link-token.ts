import { timingSafeEqual } from 'node:crypto';
import type { ClinicCipher } from '@vaani/db';

/** What a link lets its holder do: one kind of page, and no other. */
export type LinkPurpose = 'appointment' | 'offer';

/** What a link carries: ids, the language of its page, and until when. */
export interface LinkClaims {
  purpose: LinkPurpose;
  clinicId: string;
  /** The message it stands in. */
  messageId: string;
  language: 'en' | 'hi';
  /** Epoch milliseconds, whole seconds. */
  expiresAt: number;
}

const codes: Record<LinkPurpose, number> = { appointment: 1, offer: 2 };
/** Purpose, two ids, seconds; then half a SHA-256. */
const CLAIM_BYTES = 1 + 16 + 16 + 4;
const MAC_BYTES = 16;
const shape = /^([eh])([A-Za-z0-9_-]{71})$/;

/**
 * The token of a link: `e` or `h` for the language, then base64url, 72 signs in all. Signed under a key of the clinic that serves its purpose alone: a
 * link to an appointment opens no offer, and erasing the clinic's keys ends all its links.
 */
export function signLink(cipher: ClinicCipher, claims: LinkClaims): string {
  const bytes = Buffer.alloc(CLAIM_BYTES);
  bytes.writeUInt8(codes[claims.purpose], 0);
  writeId(bytes, claims.clinicId, 1);
  writeId(bytes, claims.messageId, 17);
  bytes.writeUInt32BE(Math.floor(claims.expiresAt / 1_000), 33);
  const letter = claims.language === 'hi' ? 'h' : 'e';
  return `${letter}${Buffer.concat([bytes, macOf(cipher, claims.purpose, letter, bytes)]).toString('base64url')}`;
}

/** What a token claims, before anything of it is believed; null where it is none. */
export function readLink(token: string): { claims: LinkClaims; isSignedBy(cipher: ClinicCipher): boolean } | null {
  const [, letter = '', body = ''] = shape.exec(token) ?? [];
  const all = Buffer.from(body, 'base64url');
  // The last sign of base64url has spare bits: a token is good in one spelling only.
  if (all.length !== CLAIM_BYTES + MAC_BYTES || all.toString('base64url') !== body) return null;
  const bytes = all.subarray(0, CLAIM_BYTES);
  const purpose = (Object.keys(codes) as LinkPurpose[]).find((name) => codes[name] === bytes.readUInt8(0));
  if (purpose === undefined) return null;
  const mac = all.subarray(CLAIM_BYTES);
  return {
    claims: {
      purpose,
      clinicId: readId(bytes, 1),
      messageId: readId(bytes, 17),
      language: letter === 'h' ? 'hi' : 'en',
      expiresAt: bytes.readUInt32BE(33) * 1_000,
    },
    isSignedBy: (cipher) => timingSafeEqual(mac, macOf(cipher, purpose, letter, bytes)),
  };
}

function macOf(cipher: ClinicCipher, purpose: LinkPurpose, letter: string, bytes: Uint8Array): Buffer {
  return cipher.sign(`link.${purpose}`, Buffer.concat([Buffer.from(letter), bytes])).subarray(0, MAC_BYTES);
}

function writeId(bytes: Buffer, id: string, at: number): void {
  bytes.write(id.replaceAll('-', ''), at, 16, 'hex');
}

function readId(bytes: Buffer, at: number): string {
  const hex = bytes.toString('hex', at, at + 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
