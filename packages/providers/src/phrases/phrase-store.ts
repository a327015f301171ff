import type { SpokenWord } from '../text-to-speech.ts';

/** A phrase that was spoken, wholly. */
export interface Phrase {
  /** Its words as they were given to the voice. */
  texts: readonly string[];
  /** mu-law, 8 kHz. */
  audio: Uint8Array;
  /** When each of `texts` is heard, from the first sample; null where the voice did not tell of each. */
  words: readonly SpokenWord[] | null;
}

/** Phrases by voice, the most recent first to be found and the longest unused first to go. In memory only. */
export interface PhraseStore {
  /** The phrase of exactly these words. */
  find(voice: string, texts: readonly string[]): Phrase | undefined;
  /** The phrase, said last, that begins with these words and whose words have their times. */
  begins(voice: string, texts: readonly string[]): Phrase | undefined;
  /** Keeps what comes again: a phrase that is said for the first time is remembered by name only, unless it `isStanding`. */
  keep(voice: string, phrase: Phrase, isStanding: boolean): void;
  readonly bytes: number;
}

/** Names of phrases that were said once. */
const MOST_SAID_ONCE = 5_000;

/** @param mostBytes of sound. One hour at 8 kHz is 29 MB. */
export function createPhraseStore(mostBytes: number): PhraseStore {
  const phrases = new Map<string, { phrase: Phrase; beginning: string }>();
  /** Names of the phrases that begin with a word, by voice and word; the newest last. */
  const byBeginning = new Map<string, Set<string>>();
  const saidOnce = new Set<string>();
  let bytes = 0;

  const nameOf = (voice: string, texts: readonly string[]) => `${voice}|${texts.join(' ')}`;
  const beginningOf = (voice: string, texts: readonly string[]) => `${voice}|${texts[0] ?? ''}`;

  /** Puts it last: it is the newest. */
  function put(name: string, kept: { phrase: Phrase; beginning: string }): void {
    phrases.delete(name);
    phrases.set(name, kept);
    const names = byBeginning.get(kept.beginning) ?? new Set();
    names.delete(name);
    names.add(name);
    byBeginning.set(kept.beginning, names);
  }

  function dropOldest(): void {
    const [oldest] = phrases;
    if (oldest === undefined) return;
    const [name, { phrase, beginning }] = oldest;
    phrases.delete(name);
    bytes -= phrase.audio.length;
    const names = byBeginning.get(beginning);
    names?.delete(name);
    if (names?.size === 0) byBeginning.delete(beginning);
  }

  /** False for what is heard of for the first time. */
  function isKnown(name: string): boolean {
    if (saidOnce.delete(name)) return true;
    saidOnce.add(name);
    const [oldest] = saidOnce;
    if (saidOnce.size > MOST_SAID_ONCE && oldest !== undefined) saidOnce.delete(oldest);
    return false;
  }

  return {
    find(voice, texts) {
      const name = nameOf(voice, texts);
      const kept = phrases.get(name);
      if (kept !== undefined) put(name, kept);
      return kept?.phrase;
    },
    begins(voice, texts) {
      const names = [...(byBeginning.get(beginningOf(voice, texts)) ?? [])];
      const name = names.findLast((one) => {
        const phrase = phrases.get(one)?.phrase;
        return phrase?.words != null && texts.every((text, at) => phrase.texts[at] === text);
      });
      return name === undefined ? undefined : phrases.get(name)?.phrase;
    },
    keep(voice, phrase, isStanding) {
      const name = nameOf(voice, phrase.texts);
      if (phrases.has(name) || phrase.audio.length > mostBytes / 8) return;
      if (!isStanding && !isKnown(name)) return;
      put(name, { phrase, beginning: beginningOf(voice, phrase.texts) });
      bytes += phrase.audio.length;
      while (bytes > mostBytes) dropOldest();
    },
    get bytes() {
      return bytes;
    },
  };
}
