import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';

/**
 * Seals short texts with AES-256-GCM. `context` is bound as associated data (for a column: table, column and row id),
 * so that a value moved to another row or column does not open.
 */
export interface Cipher {
  /** Returns `v1.<key id>.<base64url of 12 bytes nonce, ciphertext, 16 bytes tag>`. */
  seal(plain: string, context: string): string;
  /** @throws {SealError} where the text is not an envelope, was made by another key, or was changed or moved. */
  open(envelope: string, context: string): string;
}

/** An envelope that does not open. The message never holds what was sealed. */
export class SealError extends Error {
  override name = 'SealError';
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param key 32 bytes. @param keyId stands in each envelope, so that a rotated key is recognised. */
export function createCipher(key: Uint8Array, keyId: string): Cipher {
  if (key.length !== 32) throw new SealError(`a key is 32 bytes, this one is ${key.length}`);
  if (!/^[\w-]+$/.test(keyId)) throw new SealError('a key id is made of letters, digits, _ and -');
  // A key of Node's own: to look at bare bytes, each time, takes it ten times as long as to open a name with them.
  const secret = createSecretKey(key);
  return {
    seal(plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      cipher.setAAD(Buffer.from(context));
      const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${keyId}.${sealed.toString('base64url')}`;
    },
    open(envelope, context) {
      const { id, body } = parseEnvelope(envelope);
      if (id !== keyId) throw new SealError(`sealed under key ${id}, not ${keyId}`);
      const decipher = createDecipheriv('aes-256-gcm', secret, body.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(body.subarray(body.length - TAG_BYTES));
      try {
        const opened = decipher.update(body.subarray(NONCE_BYTES, body.length - TAG_BYTES));
        return Buffer.concat([opened, decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new SealError('sealed text was changed, or belongs elsewhere', { cause });
      }
    },
  };
}

/** The id of the key that made an envelope. @throws {SealError} where the text is none. */
export function keyIdOf(envelope: string): string {
  return parseEnvelope(envelope).id;
}

function parseEnvelope(envelope: string): { id: string; body: Buffer } {
  const [version, id, body, ...rest] = envelope.split('.');
  if (version !== 'v1' || id === undefined || body === undefined || rest.length > 0)
    throw new SealError('not sealed text');
  const bytes = Buffer.from(body, 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new SealError('sealed text is cut short');
  return { id, body: bytes };
}
