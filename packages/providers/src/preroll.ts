/** The last half second of a call, so that speech which began before it was noticed is heard from its start. */
export interface Preroll {
  /** Keeps a copy of mu-law bytes, 8 kHz. */
  push(frame: Uint8Array): void;
  /** The last `ms` (as much of it as there is, at most 500), oldest first. */
  last(ms: number): Uint8Array;
}

const BYTES_A_MS = 8;

export function createPreroll(mostMs = 500): Preroll {
  const ring = new Uint8Array(mostMs * BYTES_A_MS);
  let written = 0;
  return {
    push(frame) {
      for (const byte of frame.subarray(-ring.length)) {
        ring[written % ring.length] = byte;
        written += 1;
      }
    },
    last(ms) {
      const length = Math.min(Math.max(0, Math.round(ms * BYTES_A_MS)), ring.length, written);
      return Uint8Array.from({ length }, (_, at) => ring[(written - length + at) % ring.length] as number);
    },
  };
}
