import type { Language } from '@vaani/receptionist';
import type { VoiceMetrics } from '../metrics.ts';
import type { CallWriter } from './call-writer.ts';
import type { Desk } from './desk.ts';
import type { HeardTurn } from './hearing.ts';

/** The caller's side of the talk, or that of a person of the clinic, shown to desk and record as it comes. */
export interface CallerTurns {
  /** What was made out of the turn under way; null where nobody speaks. */
  readonly text: string | null;
  /** The caller began to speak, so long ago. */
  began(agoMs: number): void;
  /** False where it says nothing new. */
  heard(text: string): boolean;
  /** It is over: written, unless it `isNothing`. */
  ended(turn: HeardTurn, isNothing: boolean): void;
}

export function createCallerTurns(options: {
  /** The caller, where it is not said. */
  who?: 'caller' | 'staff';
  desk: Desk;
  writer: CallWriter;
  metrics: VoiceMetrics;
  newTurn: () => { turnId: string; index: number };
  /** Of monotonic time, or of now. */
  sinceStart: (at?: number) => number;
  monotonic: () => number;
  language: () => Language;
  asked: () => string;
}): CallerTurns {
  const { desk, writer, metrics, sinceStart, who = 'caller' } = options;
  let turn: { turnId: string; index: number; startedMs: number; text: string } | undefined;
  const wordsOf = ({ turnId, index, startedMs }: NonNullable<typeof turn>) => ({
    ...{ turnId, index, startedMs, who, language: options.language() },
  });

  return {
    get text() {
      return turn?.text ?? null;
    },
    began(agoMs) {
      turn = { ...options.newTurn(), startedMs: sinceStart(options.monotonic() - agoMs), text: '' };
    },
    heard(text) {
      if (turn === undefined || text === turn.text) return false;
      turn.text = text;
      desk.words({ ...wordsOf(turn), text, isFinal: false });
      return true;
    },
    ended(heard, isNothing) {
      const said = turn;
      turn = undefined;
      if (who === 'caller') {
        metrics.sttLatency.observe(heard.sttMs);
        metrics.endpointWait.observe(heard.waitedMs);
      }
      if (said === undefined || isNothing) return;
      const isUnclear = heard.isRejected || heard.text === '';
      const words = {
        ...wordsOf(said),
        ...(heard.language === undefined ? {} : { language: heard.language }),
        ...{ text: isUnclear ? '' : heard.text, endedMs: sinceStart(heard.endedAt), isUnclear },
      };
      desk.words({ ...words, isFinal: true });
      writer.turn({
        ...words,
        confidence: heard.confidence,
        record: {
          ...{ sttMs: Math.round(heard.sttMs), asked: options.asked() },
          ...{ waitMs: Math.round(heard.waitedMs), endedBy: heard.endedBy.join('+') },
          // In the order of the words, which stand elsewhere and encrypted.
          ...(heard.words === undefined
            ? {}
            : { wordConfidences: heard.words.map(({ confidence }) => hundredths(confidence)) }),
        },
      });
    },
  };
}

const hundredths = (share: number): number => Math.round(share * 100) / 100;
