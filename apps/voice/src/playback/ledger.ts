/** What was sent, and what of it was heard. Times are monotonic milliseconds. */
export interface SentSentence {
  text: string;
  durationMs: number;
  /** When its first frame starts to play at the caller: after all that was sent before. */
  playsAt: number;
  isHeard: boolean;
}

export interface PlaybackLedger {
  /** Notes that a sentence begins to leave. */
  sent(sentence: { text: string; durationMs: number }, now: number): number;
  /** Its mark came back: it was played. */
  played(index: number): void;
  /** The text that has been played by `now`, cut at a word where a sentence is under way. */
  heardBy(now: number): string;
  /** When everything sent so far will have been played. */
  endsAt(): number;
  sentences(): readonly SentSentence[];
}

/** One reply's ledger. Marks of an older reply never reach it: their names carry the generation. */
export function createLedger(): PlaybackLedger {
  const sentences: SentSentence[] = [];
  const endsAt = () => {
    const last = sentences.at(-1);
    return last === undefined ? 0 : last.playsAt + last.durationMs;
  };
  return {
    sent({ text, durationMs }, now) {
      sentences.push({ text, durationMs, playsAt: Math.max(now, endsAt()), isHeard: false });
      return sentences.length - 1;
    },
    played(index) {
      const sentence = sentences[index];
      if (sentence !== undefined) sentence.isHeard = true;
    },
    heardBy(now) {
      return sentences
        .map((sentence) => {
          const share = sentence.isHeard ? 1 : Math.min(1, Math.max(0, (now - sentence.playsAt) / sentence.durationMs));
          return share >= 1 ? sentence.text : cutAtWord(sentence.text, share);
        })
        .filter((text) => text !== '')
        .join(' ');
    },
    endsAt,
    sentences: () => sentences,
  };
}

/** The whole words within a share of a text. */
function cutAtWord(text: string, share: number): string {
  const letters = Math.floor(text.length * share);
  if (letters === 0) return '';
  if (/\s/.test(text[letters] ?? ' ')) return text.slice(0, letters).trimEnd();
  return text.slice(0, Math.max(0, text.lastIndexOf(' ', letters))).trimEnd();
}
