// Guards the links: nobody makes, changes, stretches or moves one.
import { randomBytes } from 'node:crypto';
import { parseKeyRing } from '@vaani/config';
import { clinicCipher, createClinicKeys, newId } from '@vaani/db';
import { describe, expect, it } from 'vitest';
import { type LinkClaims, readLink, signLink } from './link-token.ts';

const ring = parseKeyRing(`k:${randomBytes(32).toString('base64')}`);
const claims: LinkClaims = {
  purpose: 'appointment',
  clinicId: newId(),
  messageId: newId(),
  language: 'hi',
  expiresAt: Date.parse('2026-11-26T10:00:00Z'),
};
const cipher = clinicCipher(ring, claims.clinicId, createClinicKeys(ring, claims.clinicId));
const token = signLink(cipher, claims);
const isGood = (text: string) => readLink(text)?.isSignedBy(cipher) === true;

describe('a link', () => {
  it('says what was signed, and is short enough for a text message', () => {
    expect(readLink(token)?.claims).toEqual(claims);
    expect(isGood(token)).toBe(true);
    expect(token).toMatch(/^h[\w-]{71}$/);
    expect(token).not.toContain(claims.messageId);
  });

  it('is good with no sign changed', () => {
    const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (let index = 0; index < token.length; index++) {
      for (const sign of [signs[index % 64] ?? '', 'A', 'e']) {
        if (token[index] === sign) continue;
        expect(isGood(`${token.slice(0, index)}${sign}${token.slice(index + 1)}`), `${index} ${sign}`).toBe(false);
      }
    }
  });

  it('cannot change its language, its purpose or its clinic', () => {
    expect(isGood(`e${token.slice(1)}`)).toBe(false);
    const offer = Buffer.from(token.slice(1), 'base64url');
    offer.writeUInt8(2, 0);
    expect(isGood(`h${offer.toString('base64url')}`)).toBe(false);
    const other = clinicCipher(ring, claims.clinicId, createClinicKeys(ring, claims.clinicId));
    expect(readLink(token)?.isSignedBy(other)).toBe(false);
  });

  it.each([
    '',
    'x',
    token.slice(0, -1),
    `${token}A`,
    `${token} `,
    `h${'A'.repeat(71)}`,
    `h${'%'.repeat(71)}`,
    '../../etc/passwd',
  ])('is not %j', (text) => {
    expect(isGood(text)).toBe(false);
  });
});
