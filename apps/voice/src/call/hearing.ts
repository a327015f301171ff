import type { Clock } from '@vaani/config';
import type { ProviderFailure, SpeechToText, SpeechToTextEvent, SpeechToTextStream } from '@vaani/providers';
import type { Expectation, Language } from '@vaani/receptionist';
import { decodeMulaw } from '@vaani/speech';
import { isEndOfTurn } from '../turn/end-of-turn.ts';
import type { SileroVad } from '../turn/silero.ts';
import { advance, quiet } from '../turn/speech-gate.ts';
import type { UsageMeter } from './usage.ts';

/** Sound before the detected start that belongs to it. */
const PREROLL_MS = 250;
/** Nobody speaks longer in one go: what was heard by then is taken. */
const LONGEST_TURN_MS = 20_000;
/** So many failures in a row, and the call can no longer be heard. */
const MOST_FAILURES = 3;
/** A transcript that has not come by then is none. */
const FINAL_DEADLINE_MS = 5_000;

export interface HearingEvents {
  /** The caller began to speak, about so long ago. */
  onSpeech(agoMs: number): void;
  /** Each window of speech, with how long it has lasted. */
  onSpeaking(speechMs: number): void;
  onInterim(text: string): void;
  /** The caller's turn is over. `endedMs` is monotonic time of the last sound. */
  onTurn(turn: HeardTurn): void;
  /** Another recogniser hears from now on. */
  onSwitched(hears: HearingKind): void;
  onFailure(error: unknown): void;
}

/** `local` where only the phrases are heard that were expected. */
export type HearingKind = 'local' | 'free';

export interface HeardTurn {
  text: string;
  /** Of the recogniser, 0–1. */
  confidence: number;
  isRejected: boolean;
  language?: Language;
  /** Monotonic time of the last sound. */
  endedAt: number;
  sttMs: number;
  hearing: HearingKind;
}

/** One call's ears: voice activity, end of turn, and the recogniser behind them. */
export interface Hearing {
  /** mu-law, 8 kHz. Never waits. */
  frame(audio: Uint8Array): void;
  expect(expectation: Expectation): void;
  readonly isSpeaking: boolean;
  readonly kind: HearingKind;
  close(): Promise<void>;
}

/**
 * @param options.bufferMs what is kept of the caller while the recogniser is being opened.
 * @throws {ProviderFailure} through `onFailure`, where no recogniser can be had.
 */
export function createHearing(options: {
  vad: SileroVad;
  stt: SpeechToText;
  language: Language;
  keyTerms: string[];
  /** Names the call in what a chain reports. */
  callId?: string;
  /** Told of all sound that is listened to, and who listens. */
  usage?: Pick<UsageMeter, 'heard'>;
  bufferMs: number;
  clock: Clock;
  signal: AbortSignal;
  events: HearingEvents;
}): Hearing {
  const { clock, events, stt } = options;
  let gate = quiet;
  let asked: Expectation['asked'] = 'anything';
  let expectation: Expectation | undefined;
  /** What the recogniser was told last. */
  let told: Expectation | undefined;
  let stream: SpeechToTextStream | undefined;
  let waiting: Uint8Array[] = [];
  let waitingMs = 0;
  let isClosed = false;
  let ending: { endedAt: number; askedAt: number; cancel: () => void } | undefined;
  /** The caller spoke before the recogniser was there. */
  let isStartDue = false;
  /** The recogniser is within an utterance. */
  let isListening = false;
  let failures = 0;
  let kind: HearingKind = kindOf(stt.capabilities);
  let listener = stt.name;

  const judged = (probability: number) => {
    const next = advance(gate, probability);
    gate = next.gate;
    if (next.event === 'started') begin(gate.speechMs);
    if (!gate.isSpeaking) return;
    if (gate.silenceMs === 0) events.onSpeaking(gate.speechMs);
    if (isEndOfTurn({ asked, silenceMs: gate.silenceMs }) || gate.speechMs >= LONGEST_TURN_MS) end();
  };
  const activity = options.vad.open(judged, (error) => {
    if (!isClosed) events.onFailure(error);
  });

  function begin(speechMs: number): void {
    events.onSpeech(speechMs);
    isListening = true;
    if (stream === undefined) isStartDue = true;
    else stream.speechStarted(speechMs + PREROLL_MS);
  }

  /** Not in the middle of an utterance: what is being said answers what was expected when it began. */
  function tellExpectation(): void {
    if (stream === undefined || expectation === undefined || isListening) return;
    if (told?.grammar === expectation.grammar && told.language === expectation.language) return;
    told = expectation;
    stream.expect(expectation);
  }

  function end(): void {
    const now = clock.monotonic();
    const { silenceMs } = gate;
    const endedAt = now - silenceMs;
    gate = quiet;
    ending?.cancel();
    const cancel = clock.after(FINAL_DEADLINE_MS, () => conclude({ text: '', confidence: 0, isRejected: true }));
    ending = { endedAt, askedAt: now, cancel };
    isListening = false;
    if (stream === undefined) conclude({ text: '', confidence: 0, isRejected: true });
    else stream.finalize(silenceMs);
    tellExpectation();
  }

  function conclude(final: Pick<HeardTurn, 'text' | 'confidence' | 'isRejected' | 'language'>): void {
    const turn = ending;
    if (turn === undefined || isClosed) return;
    ending = undefined;
    turn.cancel();
    events.onTurn({ ...final, endedAt: turn.endedAt, sttMs: clock.monotonic() - turn.askedAt, hearing: kind });
  }

  function onEvent(event: SpeechToTextEvent): void {
    if (isClosed) return;
    switch (event.kind) {
      case 'interim':
        events.onInterim(event.text);
        return;
      case 'failure':
        onStreamFailure(event.failure, event.isFatal === true);
        return;
      case 'switched':
        kind = kindOf(event.capabilities);
        listener = event.to;
        events.onSwitched(kind);
        return;
      case 'end-of-turn':
        if (!event.isEager) onToldEnd();
        return;
      case 'final': {
        failures = 0;
        const { text, confidence, isRejected, language } = event;
        conclude({ text, confidence, isRejected, ...(language === undefined ? {} : { language }) });
      }
    }
  }

  /** The recogniser takes the turn to be over: it knows more than the silence does, unless somebody has begun again. */
  function onToldEnd(): void {
    if (gate.isSpeaking && isEndOfTurn({ asked, silenceMs: gate.silenceMs, isTold: true })) end();
  }

  /** One failure is a turn that was not understood; several are a recogniser that is gone. */
  function onStreamFailure(failure: ProviderFailure, isFatal: boolean): void {
    failures++;
    if (isFatal || failures >= MOST_FAILURES) events.onFailure(failure);
    // What was expected could not be told: it hears on with what was expected before.
    else if (failure.operation !== 'expect') conclude({ text: '', confidence: 0, isRejected: true });
  }

  async function open(): Promise<void> {
    const opened = await stt.open({
      language: options.language,
      keyTerms: options.keyTerms,
      ...(options.callId === undefined ? {} : { callId: options.callId }),
      onEvent,
      signal: options.signal,
    });
    if (isClosed) return opened.close();
    stream = opened;
    if (expectation !== undefined) opened.expect(expectation);
    told = expectation;
    if (isStartDue) opened.speechStarted(0);
    for (const frame of waiting) opened.write(frame);
    waiting = [];
  }
  const opening = open().catch((error: unknown) => {
    if (!isClosed) events.onFailure(error);
  });

  return {
    get isSpeaking() {
      return gate.isSpeaking || ending !== undefined;
    },
    get kind() {
      return kind;
    },
    frame(audio) {
      if (isClosed) return;
      options.usage?.heard(listener, audio.length / 8);
      if (stream !== undefined) stream.write(audio);
      else if (waitingMs < options.bufferMs) {
        waiting.push(audio);
        waitingMs += audio.length / 8;
      }
      activity.push(decodeMulaw(audio));
    },
    expect(next) {
      expectation = next;
      asked = next.asked;
      tellExpectation();
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      waiting = [];
      ending?.cancel();
      activity.close();
      await opening;
      await stream?.close();
    },
  };
}

const kindOf = ({ hasFreeText }: { hasFreeText: boolean }): HearingKind => (hasFreeText ? 'free' : 'local');
