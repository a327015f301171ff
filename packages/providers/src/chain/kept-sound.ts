/** What a recogniser would have to hear again, were it replaced: the utterance under way, or the last second where nobody speaks. */
export interface KeptSound {
  push(frame: Uint8Array): void;
  /** Somebody speaks: from now on all is kept. */
  begin(): void;
  /** The utterance is over: the last second stays. */
  clear(): void;
  /** What was before is known: no more than so much stays. */
  keepLast(ms: number): void;
  readonly ms: number;
  readonly frames: readonly Uint8Array[];
}

const BYTES_A_MS = 8;
const IDLE_MS = 1_000;
/** Nobody speaks longer in one go: the beginning of what is longer is given up. */
const LONGEST_MS = 25_000;

export function createKeptSound(): KeptSound {
  const frames: Uint8Array[] = [];
  let bytes = 0;
  let isSpeech = false;
  const trim = (mostMs = isSpeech ? LONGEST_MS : IDLE_MS) => {
    for (; bytes > mostMs * BYTES_A_MS; bytes -= frames.shift()?.length ?? bytes);
  };
  return {
    push(frame) {
      frames.push(frame);
      bytes += frame.length;
      trim();
    },
    begin() {
      isSpeech = true;
    },
    clear() {
      isSpeech = false;
      trim();
    },
    keepLast: trim,
    get ms() {
      return bytes / BYTES_A_MS;
    },
    get frames() {
      return frames;
    },
  };
}
