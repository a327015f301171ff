import type { Recognition } from './engine.ts';
import type { GrammarLanguage } from './pronunciations.ts';

/** What the pool says to a thread. Messages of one session are handled in order. */
export type ToWorker =
  | { kind: 'open'; session: number }
  | { kind: 'grammar'; session: number; request: number; source: string; language: GrammarLanguage }
  | { kind: 'begin'; session: number }
  | { kind: 'write'; session: number; pcm: Int16Array }
  | { kind: 'end'; session: number; request: number }
  | { kind: 'close'; session: number };

/** What a thread says to the pool. */
export type FromWorker =
  | { kind: 'opened'; session: number }
  | { kind: 'partial'; session: number; text: string }
  | { kind: 'heard'; session: number; request: number; heard: Recognition }
  | { kind: 'done'; session: number; request: number }
  | { kind: 'failed'; session: number; request?: number; message: string; isGrammar: boolean };
