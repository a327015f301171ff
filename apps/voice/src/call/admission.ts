import type { Cancel, Clock } from '@vaani/config';

/** A place that nobody came for is free again after this. */
const RESERVED_MS = 60_000;

/** Counts calls: a place is taken when a call comes in, so that two never share the last one. */
export interface Admission {
  /** Takes a place for a call, or keeps the one it has. False where all are taken. */
  reserve(callSid: string, onExpired: () => void): boolean;
  /** The stream came: the place no longer expires. */
  occupy(callSid: string): void;
  release(callSid: string): void;
  /** From now on no place is free: this worker stops. */
  shut(): void;
  readonly taken: number;
  readonly most: number;
}

export function createAdmission(options: { most: number; clock: Clock }): Admission {
  const { most, clock } = options;
  const places = new Map<string, Cancel>();
  let isShut = false;
  return {
    most,
    get taken() {
      return places.size;
    },
    reserve(callSid, onExpired) {
      if (places.has(callSid)) return true;
      if (isShut || places.size >= most) return false;
      const cancel = clock.after(RESERVED_MS, () => {
        places.delete(callSid);
        onExpired();
      });
      places.set(callSid, cancel);
      return true;
    },
    occupy: (callSid) => places.get(callSid)?.(),
    shut() {
      isShut = true;
    },
    release(callSid) {
      places.get(callSid)?.();
      places.delete(callSid);
    },
  };
}
