import type { Clock } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import type { SpeechToText } from '@vaani/providers';
import type { Language } from '@vaani/receptionist';
import type { VoiceMetrics } from '../metrics.ts';
import { isNoise } from '../turn/silence.ts';
import type { SileroVad } from '../turn/silero/silero.ts';
import type { Ears } from './away.ts';
import type { CallWriter } from './call-writer.ts';
import { createCallerTurns } from './caller-turns.ts';
import type { Desk } from './desk.ts';
import { createHearing } from './hearing.ts';
import type { UsageMeter } from './usage.ts';

/** So much of what is said is kept while the recogniser is being opened. */
const BUFFER_MS = 5_000;

/** Writes down what a person of the clinic says to a caller: a second recogniser, which answers nobody. Where it fails, the talk goes on unwritten. */
export function openStaffEars(options: {
  vad: SileroVad;
  stt: SpeechToText;
  language: Language;
  callId: string;
  usage: Pick<UsageMeter, 'heard'>;
  zone: string;
  clock: Clock;
  desk: Desk;
  writer: CallWriter;
  metrics: VoiceMetrics;
  logger: Logger;
  newTurn: () => { turnId: string; index: number };
  sinceStart: (at?: number) => number;
  signal: AbortSignal;
  onSaid: (text: string) => void;
}): Ears {
  const { vad, stt, language, callId, usage, zone, clock, logger, onSaid } = options;
  const { desk, writer, metrics, newTurn, sinceStart } = options;
  const closing = new AbortController();
  const turns = createCallerTurns({
    ...{ who: 'staff', desk, writer, metrics, newTurn, sinceStart },
    monotonic: () => clock.monotonic(),
    language: () => language,
    asked: () => 'anything',
  });
  const hearing = createHearing({
    ...{ vad, stt, language, callId, usage, zone, clock },
    ...{ keyTerms: [], bufferMs: BUFFER_MS, signal: AbortSignal.any([options.signal, closing.signal]) },
    events: {
      onSpeech: (agoMs) => turns.began(agoMs),
      onSpeaking: () => undefined,
      onInterim: (text) => void turns.heard(text),
      onTurn(turn) {
        if (turns.text === null) return;
        turns.ended(turn, isNoise(turn));
        if (!turn.isRejected && turn.text !== '') onSaid(turn.text);
      },
      onSwitched: () => undefined,
      onFailure: (error) =>
        logger.warn('what a person says is not written down', {
          ...{ callId, stage: 'stt' },
          ...(error instanceof Error ? { error } : {}),
        }),
    },
  });
  return {
    frame: (frame) => hearing.frame(frame),
    async close() {
      closing.abort();
      await hearing.close();
    },
  };
}
