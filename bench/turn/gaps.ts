import { decodeMulaw, rootMeanSquare } from '@vaani/speech';

/** One answer of the receptionist, as the caller's phone heard it. Times are of the stream, ms, to the frame. */
export interface Gap {
  gapMs: number;
  /** When its first frame came. */
  atMs: number;
  /** When the caller's last sample left. */
  fromMs: number;
}

/** Root mean square above which 20 ms of what a caller says count as speech. Line silence is far below, the voices far above. */
const LOUD = 180;

/** Measures from the frame that holds the caller's last sound, which is known from what is played and not from any detector, to the first frame of the reply. */
export function createGapMeter() {
  const gaps: Gap[] = [];
  let isSaying = false;
  let lastLoudMs: number | null = null;
  let cutOffs = 0;
  let lines = 0;
  return {
    gaps: gaps as readonly Gap[],
    get cutOffs() {
      return cutOffs;
    },
    get lines() {
      return lines;
    },
    /** The caller begins a line, and has said it. */
    saying(is: boolean): void {
      isSaying = is;
      if (is) lines += 1;
    },
    tick({ atMs, sent, heard }: { atMs: number; sent: Uint8Array; heard: Uint8Array | null }): void {
      if (isSaying && rootMeanSquare(decodeMulaw(sent)) >= LOUD) lastLoudMs = atMs;
      if (heard === null || lastLoudMs === null) return;
      if (isSaying && atMs - lastLoudMs < 20) return;
      if (isSaying) cutOffs += 1;
      else gaps.push({ gapMs: atMs - lastLoudMs, atMs, fromMs: lastLoudMs });
      lastLoudMs = null;
    },
  };
}
