import { createCipher, keyIdOf, SealError } from './cipher.ts';

/**
 * The installation's master keys. The first is current: new things are wrapped by it; the others still open what they
 * wrapped. Each clinic's own data and search keys are stored wrapped by this ring.
 */
export interface KeyRing {
  readonly currentId: string;
  /** Wraps 32 bytes of key for storage; `context` is bound to it. */
  wrap(key: Uint8Array, context: string): string;
  /** @throws {SealError} where the wrapping key is not on the ring, or the text was changed. */
  unwrap(envelope: string, context: string): Uint8Array;
}

/**
 * Reads `VAANI_KEYS`: `id:base64` of 32 bytes each, parted by commas, current first.
 * @throws {SealError} naming the entry that is wrong (never its bytes).
 */
export function parseKeyRing(text: string): KeyRing {
  const entries = text.split(',').map((part, index) => {
    const [id, base64, ...rest] = part.trim().split(':');
    if (!id || !base64 || rest.length > 0) throw new SealError(`entry ${index + 1} of the key ring is not id:base64`);
    const key = Buffer.from(base64, 'base64');
    if (key.length !== 32) throw new SealError(`key ${id} of the key ring is ${key.length} bytes, not 32`);
    return { id, cipher: createCipher(key, id) };
  });
  const current = entries[0];
  if (current === undefined) throw new SealError('the key ring is empty');
  const byId = new Map(entries.map((entry) => [entry.id, entry.cipher]));
  if (byId.size !== entries.length) throw new SealError('two keys of the key ring have the same id');
  return {
    currentId: current.id,
    wrap: (key, context) => current.cipher.seal(Buffer.from(key).toString('base64'), context),
    unwrap(envelope, context) {
      const cipher = byId.get(keyIdOf(envelope));
      if (cipher === undefined) throw new SealError(`key ${keyIdOf(envelope)} is not on the key ring`);
      return Buffer.from(cipher.open(envelope, context), 'base64');
    },
  };
}

/** Does a ring hold every key of another, whichever is current? Both as `VAANI_KEYS` has them. */
export function holdsKeys(ring: string, wanted: string): boolean {
  const entries = (text: string) => text.split(',').map((part) => part.trim());
  const held = new Set(entries(ring));
  return entries(wanted).every((entry) => held.has(entry));
}
