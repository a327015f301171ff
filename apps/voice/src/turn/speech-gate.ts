/** From probabilities to "somebody began to speak" and "has been silent for so long". Pure: its state is a value. */
export interface SpeechGateOptions {
  /** A window at or above it is speech. */
  startThreshold: number;
  /** Speech goes on until below it. */
  endThreshold: number;
  /** So much speech in a row begins an utterance. */
  minSpeechMs: number;
  windowMs: number;
}

export const defaults = {
  startThreshold: 0.5,
  endThreshold: 0.35,
  minSpeechMs: 96,
  windowMs: 32,
} as const satisfies SpeechGateOptions;

export interface SpeechGate {
  isSpeaking: boolean;
  /** How long the present run of speech (before it counts) or speaking has lasted. */
  speechMs: number;
  /** Since the last window of speech. */
  silenceMs: number;
}

export const quiet: SpeechGate = { isSpeaking: false, speechMs: 0, silenceMs: 0 };

export type GateEvent = 'started' | 'none';

/** The next state; `started` says that an utterance began `speechMs` ago. Its end is for the end-of-turn policy, by `silenceMs`. */
export function advance(
  gate: SpeechGate,
  probability: number,
  options: SpeechGateOptions = defaults,
): { gate: SpeechGate; event: GateEvent } {
  const isVoice = probability >= (gate.isSpeaking || gate.speechMs > 0 ? options.endThreshold : options.startThreshold);
  if (!isVoice) {
    const speechMs = gate.isSpeaking ? gate.speechMs : 0;
    return { gate: { ...gate, speechMs, silenceMs: gate.silenceMs + options.windowMs }, event: 'none' };
  }
  const speechMs = gate.speechMs + options.windowMs;
  if (gate.isSpeaking || speechMs < options.minSpeechMs)
    return { gate: { ...gate, speechMs, silenceMs: 0 }, event: 'none' };
  return { gate: { isSpeaking: true, speechMs, silenceMs: 0 }, event: 'started' };
}
