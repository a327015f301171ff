/** Why a line could not be opened. Keys of the message catalogue, `voiceLine.failed`. */
export type LineFailureCode =
  /** The person, or the browser's settings, give no microphone. */
  | 'microphone-denied'
  /** There is none, or another program holds it. */
  | 'microphone-missing'
  /** The browser cannot play sound. */
  | 'no-sound'
  /** The worker does not answer in time. */
  | 'unreachable'
  /** The worker says no; `sentence` says why. */
  | 'refused';

/** A line that was not opened; what had been opened for it is closed again. */
export class LineFailure extends Error {
  readonly code: LineFailureCode;
  /** The worker's own words, for a person; only where it refused. */
  readonly sentence: string | null;

  constructor(code: LineFailureCode, sentence: string | null = null, cause?: unknown) {
    super(sentence ?? code, { cause });
    this.name = 'LineFailure';
    this.code = code;
    this.sentence = sentence;
  }
}
