import type { SpokenWord } from '@vaani/providers';

export interface Line {
  send(audio: Uint8Array): void;
  mark(name: string): void;
  clear(): void;
  /** What was sent lies in this process and does not leave: the wire is slow, or stands still. */
  isStalled?(): boolean;
}

export interface PlayerEvents {
  /** The first frame of a reply left. */
  onFirstFrame(): void;
  /** A reply was played to its end. */
  onPlayed(): void;
}

/** A sentence whose sound is still being made. */
export interface OpenSentence {
  /** Sound of any length (mu-law, 8 kHz), and when words of the sentence are heard. */
  add(audio: Uint8Array, words?: readonly SpokenWord[]): void;
  /** It goes on with these words: their sound follows. */
  extend(text: string, spoken?: string): void;
  /** All of it is there. */
  end(): void;
}

/** Plays one reply at a time: sentences as they come, paced, each followed by a mark. */
export interface Player {
  readonly isPlaying: boolean;
  begin(events: PlayerEvents): void;
  /** Adds a sentence to the reply that was begun. Audio is mu-law, 8 kHz. */
  add(text: string, audio: Uint8Array): void;
  /** The same for a sentence that is played while it is being made. Sentences are opened one after another: each ends before the next begins. */
  open(text: string, spoken?: string): OpenSentence;
  /** Nothing more comes for this reply. */
  finish(): void;
  /** Something more comes after all: until `finish` the reply does not end. */
  reopen(): void;
  mark(name: string): void;
  /** Stops the sound at once and empties the line; the reply stays. */
  pause(): void;
  /** Goes on from where it was heard. */
  resume(): void;
  /** How much of what is known of the reply is still to be heard, ms; 0 where nothing plays. */
  leftMs(): number;
  /** What of the reply has been heard by now. */
  heard(): string;
  /** Since when nothing is to be heard, monotonic; null while sound plays, and before the first. */
  quietSince(): number | null;
  /** Stops at once and empties the line; gives the words that had been heard. */
  stop(): string;
  close(): void;
}
