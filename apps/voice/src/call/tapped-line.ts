import type { Line } from '../playback/player.ts';

/** Hears what is sent to the caller. */
export interface LineTap {
  sent(frame: Uint8Array): void;
  /** What was sent and not yet played is not heard. */
  cleared(): void;
}

/** A line that others can listen in on. */
export interface TappedLine extends Line {
  /** @returns ends it. */
  tap(tap: LineTap): () => void;
}

export function tapLine(line: Line): TappedLine {
  const taps = new Set<LineTap>();
  return {
    send(audio) {
      line.send(audio);
      for (const tap of taps) tap.sent(audio);
    },
    mark: (name) => line.mark(name),
    isStalled: () => line.isStalled?.() ?? false,
    clear() {
      line.clear();
      for (const tap of taps) tap.cleared();
    },
    tap(tap) {
      taps.add(tap);
      return () => void taps.delete(tap);
    },
  };
}
