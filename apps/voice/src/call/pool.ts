import type { Cancel, Clock } from '@vaani/config';

/** A caller whose stream does not come within this gives the place back. */
const RESERVATION_MS = 20_000;

/** Places for calls at once: counted, never sampled. A place is taken when the webhook answers, and given back once. */
export interface CallPool {
  /** False where all places are taken. The same call asks twice and has one place. */
  reserve(callSid: string): boolean;
  /** The stream has come: the place is kept until `release`. False where there is no reservation. */
  claim(callSid: string): boolean;
  isReserved(callSid: string): boolean;
  release(callSid: string): void;
  readonly size: number;
  readonly limit: number;
  close(): void;
}

export function createCallPool(options: { limit: number; clock: Clock; onChange?: (size: number) => void }): CallPool {
  const places = new Map<string, { expiry: Cancel | undefined }>();
  const changed = () => options.onChange?.(places.size);
  const release = (callSid: string) => {
    const place = places.get(callSid);
    if (place === undefined) return;
    place.expiry?.();
    places.delete(callSid);
    changed();
  };
  return {
    get size() {
      return places.size;
    },
    limit: options.limit,
    reserve(callSid) {
      if (places.has(callSid)) return true;
      if (places.size >= options.limit) return false;
      places.set(callSid, { expiry: options.clock.after(RESERVATION_MS, () => release(callSid)) });
      changed();
      return true;
    },
    claim(callSid) {
      const place = places.get(callSid);
      if (place === undefined || place.expiry === undefined) return false;
      place.expiry();
      place.expiry = undefined;
      return true;
    },
    isReserved: (callSid) => places.get(callSid)?.expiry !== undefined,
    release,
    close() {
      for (const callSid of [...places.keys()]) release(callSid);
    },
  };
}
