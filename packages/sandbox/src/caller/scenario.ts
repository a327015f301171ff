/** What a simulated caller does, as data. */
export interface Scenario {
  name: string;
  /** One line for the list. */
  title: string;
  language: 'en' | 'hi' | 'hi-en';
  /** E.164, or empty for a withheld number. */
  from: string;
  to: string;
  lines: ScenarioLine[];
  /** What the call must come to. */
  goal: 'booked' | 'cancelled' | 'informed' | 'transferred';
}

export interface ScenarioLine {
  /** Matches what the receptionist said last. The first line that matches and is not used up is said. */
  when: RegExp;
  /** Only once the receptionist has said something like this: what was booked is not asked for again. */
  after?: RegExp;
  /** As the voice says it: Devanagari for Hindi and Hinglish. */
  say?: string;
  /** What a recogniser of free speech writes of it, where that differs: English words in Roman letters. */
  heard?: string;
  /** Or keys to press. */
  keys?: string;
  /** Says it into the receptionist's words, so long after they began. */
  cutInMs?: number;
  /** How often it may be used; 2 by default: people repeat themselves once. */
  times?: number;
}
