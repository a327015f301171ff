/** Language of an utterance; `hi-en` is Hinglish: Hindi with English words, written in Roman letters. */
export type Language = 'en' | 'hi' | 'hi-en';

export type PartOfDay = 'morning' | 'afternoon' | 'evening' | 'night';

/**
 * One way to understand what was said about time, local to the clinic's zone; only what was said or follows from it. `date` is
 * `YYYY-MM-DD`, `dateTo` inclusive, times `HH:MM`.
 */
export interface WhenReading {
  date?: string;
  dateTo?: string;
  time?: string;
  timeFrom?: string;
  timeTo?: string;
  part?: PartOfDay;
}

/** One reading is understood; several are ambiguous, so ask; none is not a time. */
export interface When {
  readings: WhenReading[];
}

export interface WhenContext {
  /** ISO-8601 instant. */
  now: string;
  /** IANA name. */
  zone: string;
  /** Hours of the clinic as `HH:MM`: they settle a bare hour where only one reading lies within. */
  open?: { from: string; to: string };
}
