/** 20 ms of mu-law at 8 kHz, and line silence. */
export const FRAME_BYTES = 160;
export const FRAME_MS = 20;
export const SILENCE = new Uint8Array(FRAME_BYTES).fill(0xff);

type Item = { kind: 'frame'; audio: Uint8Array } | { kind: 'mark'; name: string };

/** The phone's end of the stream as Twilio keeps it: audio and marks in order, one frame a tick, a mark when all before it has played. */
export interface Playout {
  add(audio: Uint8Array): void;
  mark(name: string): void;
  /** Empties the queue. The marks that waited come back at once, as Twilio sends them. */
  clear(): string[];
  /** Plays 20 ms: what is heard, and the marks that were reached. */
  tick(): { frame: Uint8Array | null; marks: string[] };
  readonly isEmpty: boolean;
}

export function createPlayout(): Playout {
  let items: Item[] = [];
  let rest: Uint8Array = new Uint8Array(0);
  const takeMarks = (): string[] => {
    const marks: string[] = [];
    for (let next = items[0]; next?.kind === 'mark'; next = items[0]) {
      marks.push(next.name);
      items.shift();
    }
    return marks;
  };
  return {
    add(audio) {
      const all = Buffer.concat([rest, audio]);
      let at = 0;
      for (; at + FRAME_BYTES <= all.length; at += FRAME_BYTES)
        items.push({ kind: 'frame', audio: all.subarray(at, at + FRAME_BYTES) });
      rest = all.subarray(at);
    },
    mark(name) {
      if (rest.length > 0) {
        const frame = Uint8Array.from(SILENCE);
        frame.set(rest);
        items.push({ kind: 'frame', audio: frame });
        rest = new Uint8Array(0);
      }
      items.push({ kind: 'mark', name });
    },
    clear() {
      const marks = items.filter((item) => item.kind === 'mark').map((item) => item.name);
      items = [];
      rest = new Uint8Array(0);
      return marks;
    },
    tick() {
      const before = takeMarks();
      const next = items[0];
      if (next?.kind !== 'frame') return { frame: null, marks: before };
      items.shift();
      return { frame: next.audio, marks: [...before, ...takeMarks()] };
    },
    get isEmpty() {
      return items.length === 0 && rest.length === 0;
    },
  };
}
