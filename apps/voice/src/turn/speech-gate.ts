/** From probabilities to "somebody began to speak" and "has been silent for so long". Pure: its state is a value. */
export interface SpeechGateOptions {
  /** A window at or above it is speech. */
  startThreshold: number;
  /** Speech goes on until below it. */
  endThreshold: number;
  /** So much speech in a row begins an utterance. */
  minSpeechMs: number;
  windowMs: number;
  /** A window so far below the voice is silence, whatever is made of it: the detector rings on after the last word. Of its amplitude. */
  silentShare: number;
  /** What is kept of the voice's level from one window to the next. */
  levelDecay: number;
}

export const defaults = {
  startThreshold: 0.5,
  endThreshold: 0.35,
  minSpeechMs: 96,
  windowMs: 32,
  silentShare: 0.05,
  levelDecay: 0.97,
} as const satisfies SpeechGateOptions;

export interface SpeechGate {
  isSpeaking: boolean;
  /** How long the present run of speech (before it counts) or speaking has lasted. */
  speechMs: number;
  /** Since the last window of speech. */
  silenceMs: number;
  /** How loud this voice is: the newest peak, fading. Root mean square, 0–1. */
  level: number;
}

export const quiet: SpeechGate = { isSpeaking: false, speechMs: 0, silenceMs: 0, level: 0 };

export type GateEvent = 'started' | 'none';

/** One window as it was judged. */
export interface Window {
  /** That somebody speaks in it, 0–1. */
  probability: number;
  /** Its root mean square, 0–1; absent where nobody knows. */
  level?: number;
}

/** The next state; `started` says that an utterance began `speechMs` ago. Its end is for the end-of-turn policy, by `silenceMs`. */
export function advance(
  gate: SpeechGate,
  { probability, level: loudness }: Window,
  options: SpeechGateOptions = defaults,
): { gate: SpeechGate; event: GateEvent } {
  const isLikely =
    probability >= (gate.isSpeaking || gate.speechMs > 0 ? options.endThreshold : options.startThreshold);
  const isFaint = loudness !== undefined && loudness < gate.level * options.silentShare;
  if (!isLikely || isFaint) {
    const speechMs = gate.isSpeaking ? gate.speechMs : 0;
    return { gate: { ...gate, speechMs, silenceMs: gate.silenceMs + options.windowMs }, event: 'none' };
  }
  const level = Math.max(loudness ?? 0, gate.level * options.levelDecay);
  const speechMs = gate.speechMs + options.windowMs;
  if (gate.isSpeaking || speechMs < options.minSpeechMs)
    return { gate: { ...gate, speechMs, silenceMs: 0, level }, event: 'none' };
  return { gate: { isSpeaking: true, speechMs, silenceMs: 0, level }, event: 'started' };
}
