import type { SpokenWord } from '@vaani/providers';

/** What was sent, and what of it was heard. Times are monotonic milliseconds. */
export interface SentSentence {
  text: string;
  /** Sound that was sent so far; the whole of it once `isWhole`. */
  durationMs: number;
  /** When its first frame starts to play at the caller: after all that was sent before. */
  playsAt: number;
  isWhole: boolean;
  isHeard: boolean;
  /** When its words are heard, from its first frame, as far as the voice told. They are those of the spoken form, of which there are so many. */
  words: SpokenWord[];
  wordCount: number;
}

export interface PlaybackLedger {
  /** Notes that a whole sentence begins to leave. */
  sent(sentence: { text: string; durationMs: number }, now: number): number;
  /** Notes that a sentence begins to leave whose sound is still being made. */
  begun(sentence: { text: string; spoken?: string }, now: number): number;
  /** It goes on with these words. */
  extended(index: number, more: { text: string; spoken?: string }): void;
  /** More sound of it, and of when its words are heard. */
  grown(index: number, more: { durationMs: number; words?: readonly SpokenWord[] }, now: number): void;
  /** All of its sound is there. */
  completed(index: number): void;
  /** Its mark came back: it was played. */
  played(index: number): void;
  /** The text that has been played by `now`, cut at a word where a sentence is under way. */
  heardBy(now: number): string;
  /** When everything sent so far will have been played. */
  endsAt(): number;
  /** The line was emptied: from now on nothing more is heard. */
  pause(now: number): void;
  /**
   * It goes on from where it was heard, `rewindMs` before, so that no word is lost in its middle.
   * @returns by sentence how much of it need not be sent again.
   */
  resume(now: number, rewindMs: number): readonly number[];
  sentences(): readonly SentSentence[];
}

/** The line plays behind our clock: a sentence without a mark counts as played only so long after its end. */
const LINE_MS = 400;
/** How long a letter takes to say, about: for a sentence whose length nobody knows yet. */
const LETTER_MS = 65;

/** One reply's ledger. Marks of an older reply never reach it: their names carry the generation. */
export function createLedger(): PlaybackLedger {
  const sentences: SentSentence[] = [];
  let pausedAt: number | undefined;
  const endsAt = () => {
    const last = sentences.at(-1);
    return last === undefined ? 0 : last.playsAt + last.durationMs;
  };
  function begun({ text, spoken = text }: { text: string; spoken?: string }, now: number): number {
    const playsAt = Math.max(now, endsAt());
    const wordCount = wordsOf(spoken).length;
    sentences.push({ text, durationMs: 0, playsAt, isWhole: false, isHeard: false, words: [], wordCount });
    return sentences.length - 1;
  }
  function extended(index: number, { text, spoken = text }: { text: string; spoken?: string }): void {
    const sentence = sentences[index];
    if (sentence === undefined) return;
    sentence.text = `${sentence.text} ${text}`;
    sentence.wordCount += wordsOf(spoken).length;
  }
  function grown(
    index: number,
    { durationMs, words = [] }: { durationMs: number; words?: readonly SpokenWord[] },
    now: number,
  ): void {
    const sentence = sentences[index];
    if (sentence === undefined) return;
    sentence.durationMs += durationMs;
    sentence.words.push(...words);
    // While the line is empty no time passes: `resume` says when it is heard.
    if (pausedAt !== undefined) return;
    // The sound before it has run out meanwhile: what comes now is heard that much later.
    sentence.playsAt = Math.max(sentence.playsAt, now - (sentence.durationMs - durationMs));
  }
  function completed(index: number): void {
    const sentence = sentences[index];
    if (sentence !== undefined) sentence.isWhole = true;
  }
  /** What was played of it, ms, without a doubt. */
  function surelyPlayed({ isHeard, isWhole, durationMs, playsAt }: SentSentence, at: number, rewindMs: number): number {
    const playedMs = at - playsAt;
    if (isHeard || (isWhole && playedMs >= durationMs + LINE_MS)) return durationMs;
    return Math.max(0, Math.min(playedMs, durationMs) - rewindMs);
  }

  return {
    begun,
    extended,
    grown,
    completed,
    sent({ text, durationMs }, now) {
      const index = begun({ text }, now);
      grown(index, { durationMs }, now);
      completed(index);
      return index;
    },
    played(index) {
      const sentence = sentences[index];
      if (sentence !== undefined) sentence.isHeard = true;
    },
    heardBy: (now) =>
      sentences
        .map((sentence) => heardOf(sentence, pausedAt ?? now))
        .filter((text) => text !== '')
        .join(' '),
    endsAt,
    pause(now) {
      pausedAt ??= now;
    },
    resume(now, rewindMs) {
      const at = pausedAt ?? now;
      pausedAt = undefined;
      let next = now;
      let isFirst = true;
      return sentences.map((sentence) => {
        // Behind one of which something is said again all is said again.
        const playedMs = isFirst ? surelyPlayed(sentence, at, rewindMs) : 0;
        if (playedMs >= sentence.durationMs && sentence.isWhole) {
          sentence.isHeard = true;
          return playedMs;
        }
        isFirst = false;
        sentence.playsAt = next - playedMs;
        next = sentence.playsAt + sentence.durationMs;
        return playedMs;
      });
    },
    sentences: () => sentences,
  };
}

function heardOf(sentence: SentSentence, now: number): string {
  const { text, durationMs, playsAt, isWhole, isHeard, words, wordCount } = sentence;
  const playedMs = Math.max(0, now - playsAt);
  if (isHeard || (isWhole && playedMs >= durationMs)) return text;
  if (words.length > 0) {
    const heard = words.filter(({ endMs }) => endMs <= Math.min(playedMs, durationMs)).length;
    const texts = wordsOf(text);
    // The transcript may have other words than the voice read: then by their share.
    return texts.length === wordCount
      ? texts.slice(0, heard).join(' ')
      : cutAtWord(text, Math.min(1, heard / Math.max(1, wordCount)));
  }
  const wholeMs = isWhole ? durationMs : Math.max(durationMs, text.length * LETTER_MS);
  return wholeMs === 0 ? '' : cutAtWord(text, Math.min(1, Math.min(playedMs, durationMs) / wholeMs));
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** The whole words within a share of a text. */
function cutAtWord(text: string, share: number): string {
  const letters = Math.floor(text.length * share);
  if (letters === 0) return '';
  if (/\s/.test(text[letters] ?? ' ')) return text.slice(0, letters).trimEnd();
  return text.slice(0, Math.max(0, text.lastIndexOf(' ', letters))).trimEnd();
}
