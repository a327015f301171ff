import { createHash, randomBytes } from 'node:crypto';

/** A secret that is shown once: its text, the hash that is kept, and the letters by which people tell it from others. */
export interface NewSecret {
  secret: string;
  /** SHA-256, hexadecimal. */
  hash: string;
  hint: string;
}

/**
 * 256 random bits behind a prefix that says what they open. That many bits cannot be guessed, so a plain hash is enough to keep.
 * @param prefix letters and `_`: scanners of source code find a secret that was left lying about by it.
 */
export function newSecret(prefix: string): NewSecret {
  const secret = `${prefix}${randomBytes(32).toString('base64url')}`;
  return { secret, hash: hashOf(secret), hint: secret.slice(-4) };
}

/** What a presented secret is looked up by. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
