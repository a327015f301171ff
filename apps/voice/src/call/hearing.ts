import type { Clock } from '@vaani/config';
import type { ProviderFailure, SpeechToText, SpeechToTextEvent, SpeechToTextStream } from '@vaani/providers';
import type { Expectation, Language } from '@vaani/receptionist';
import { tokenise } from '@vaani/receptionist/language';
import { decodeMulaw } from '@vaani/speech';
import { type Completeness, completenessOf } from '../turn/completeness.ts';
import { type EndOfTurn, judgeEnd } from '../turn/end-of-turn.ts';
import { leastOfMatter } from '../turn/matter.ts';
import { habitOf, noPauses, defaults as pausing, withPause } from '../turn/pauses.ts';
import type { SileroVad } from '../turn/silero/silero.ts';
import { shouldSpeculate } from '../turn/speculation.ts';
import { advance, quiet } from '../turn/speech-gate.ts';
import { createFinals, type Final } from './finals.ts';
import { type Hearing, type HearingEvents, type HearingKind, kindOf } from './hearing-types.ts';
import type { UsageMeter } from './usage.ts';

export type { HeardTurn, Hearing, HearingEvents, HearingKind } from './hearing-types.ts';

/** Sound before the detected start that belongs to it. */
const PREROLL_MS = 250;
/** Nobody speaks longer in one go: what was heard by then is taken. */
const LONGEST_TURN_MS = 20_000;
/** So many failures in a row, and the call can no longer be heard. */
const MOST_FAILURES = 3;
/** A transcript that has not come by then is none. */
const FINAL_DEADLINE_MS = 5_000;
/** Also where an earlier one is overdue, the newest has so long. */
const LEAST_FINAL_MS = 1_000;
/** Where one of several has come, the others are on their way or lost; or the recogniser is, which is noticed by then. */
const OTHER_FINALS_MS = 1_200;
/** An interim is about sound up to so long before it: one that came sooner after the last sound may not hold the last words. */
const INTERIM_LAG_MS = 300;
/** A settled one says how far it reaches: to the last sound, give or take what a breath and a window of the detector add to it. */
const SETTLED_EDGE_MS = 200;

/**
 * @param options.bufferMs what is kept of the caller while the recogniser is being opened.
 * @throws {ProviderFailure} through `onFailure`, where no recogniser can be had.
 */
export function createHearing(options: {
  vad: SileroVad;
  stt: SpeechToText;
  language: Language;
  keyTerms: string[];
  /** Of the clinic's doctors: people pause after one. */
  names?: readonly string[];
  /** Names the call in what a chain reports. */
  callId?: string;
  /** Told of all sound that is listened to, and who listens. */
  usage?: Pick<UsageMeter, 'heard'>;
  bufferMs: number;
  /** Where days and times are said. */
  zone: string;
  clock: Clock;
  signal: AbortSignal;
  events: HearingEvents;
}): Hearing {
  const { clock, events, stt } = options;
  const names = new Set(tokenise(options.names?.join(' ') ?? ''));
  let gate = quiet;
  let asked: Expectation['asked'] = 'anything';
  let expectation: Expectation | undefined;
  /** What the recogniser was told last. */
  let told: Expectation | undefined;
  let stream: SpeechToTextStream | undefined;
  let waiting: Uint8Array[] = [];
  let waitingMs = 0;
  let isClosed = false;
  let ending: { endedAt: number; askedAt: number; speechMs: number; judged: EndOfTurn; cancel: () => void } | undefined;
  const finals = createFinals();
  /** The caller spoke, or stopped, before the recogniser was there. */
  let isStartDue = false;
  let isFinalDue = false;
  /** The recogniser is within an utterance. */
  let isListening = false;
  let failures = 0;
  let kind: HearingKind = kindOf(stt.capabilities);
  /** It listens all along, and does not begin to when a final is asked for. */
  let isLive = stt.capabilities.hasInterims;
  let listener = stt.name;
  /** The newest interim, when it came, and how it stands. */
  let interim:
    | { text: string; at: number; settledUntil?: number; completeness: Completeness; language?: Language }
    | undefined;
  /** What was taken for the likely whole of this turn. */
  let tried: string[] = [];
  let pauses = noPauses;
  /** Voice of this turn before the caller was taken to have finished, and went on. */
  let spokenMs = 0;

  const spoken = () => ({ now: new Date(clock.now()).toISOString(), zone: options.zone, names });
  const judged = (probability: number, level?: number) => {
    const { isSpeaking, silenceMs: pausedMs } = gate;
    const next = advance(gate, level === undefined ? { probability } : { probability, level });
    gate = next.gate;
    if (next.event === 'started') begin(gate.speechMs);
    if (!gate.isSpeaking) return;
    if (gate.silenceMs === 0) {
      if (isSpeaking) pauses = withPause(pauses, pausedMs);
      // What was begun for words before the pause is for other words than these; a dip within a word is no pause.
      if (pausedMs >= pausing.leastMs && tried.length > 0) events.onGoesOn?.();
      events.onSpeaking(gate.speechMs);
    }
    const verdict = judgeNow();
    if (verdict.isOver || gate.speechMs >= LONGEST_TURN_MS) end(verdict);
    else if (gate.silenceMs > 0) lookAhead(false);
  };
  const activity = options.vad.open(judged, (error) => {
    if (!isClosed) events.onFailure(error);
  });

  /** Of the newest interim, where it is sure to hold the last words. */
  function completenessNow(): Completeness {
    if (interim === undefined || kind !== 'free') return 'unknown';
    const lastSoundAt = clock.monotonic() - gate.silenceMs;
    const isSettled = interim.settledUntil !== undefined && interim.settledUntil >= lastSoundAt - SETTLED_EDGE_MS;
    return isSettled || interim.at - lastSoundAt >= INTERIM_LAG_MS ? interim.completeness : 'unknown';
  }
  function judgeNow(isTold = false): EndOfTurn {
    const { silenceMs } = gate;
    return judgeEnd({ asked, silenceMs, isTold, habitMs: habitOf(pauses), completeness: completenessNow() });
  }

  /** Is it worth beginning to answer? */
  function lookAhead(isEager: boolean): void {
    if (interim === undefined || kind !== 'free') return;
    const { text, language } = interim;
    const completeness = isEager || gate.silenceMs === 0 ? interim.completeness : completenessNow();
    const isSettled = interim.settledUntil !== undefined;
    if (!shouldSpeculate({ text, silenceMs: gate.silenceMs, completeness, isSettled, isEager, tried })) return;
    tried.push(text);
    events.onLikelyEnd?.({ text, ...(language === undefined ? {} : { language }) });
  }

  function begin(speechMs: number): void {
    if (ending === undefined) events.onSpeech(speechMs);
    else goOn(ending, speechMs);
    isListening = true;
    if (stream === undefined) isStartDue = true;
    else stream.speechStarted(speechMs + PREROLL_MS);
  }

  /** The caller was taken to have finished and goes on before it is known what they said: it is one turn. */
  function goOn(turn: { endedAt: number; speechMs: number; cancel: () => void }, speechMs: number): void {
    turn.cancel();
    events.onGoesOn?.();
    pauses = withPause(pauses, clock.monotonic() - speechMs - turn.endedAt);
    spokenMs = turn.speechMs;
    ending = undefined;
    if (isFinalDue) finals.clear();
    isFinalDue = false;
  }

  /** Not in the middle of an utterance: what is being said answers what was expected when it began. */
  function tellExpectation(): void {
    if (stream === undefined || expectation === undefined || isListening) return;
    if (told?.grammar === expectation.grammar && told.language === expectation.language) return;
    told = expectation;
    stream.expect(toHear(expectation));
  }

  function end(verdict: EndOfTurn): void {
    const now = clock.monotonic();
    const { silenceMs, speechMs } = gate;
    gate = quiet;
    interim = undefined;
    ending?.cancel();
    const cancel = () => undefined;
    ending = { endedAt: now - silenceMs, askedAt: now, speechMs: spokenMs + speechMs, judged: verdict, cancel };
    finals.asked(now);
    // One that never comes is not waited for anew whenever the caller goes on.
    expectFinals(Math.max(LEAST_FINAL_MS, untilDeadline(finals.dueSince ?? now)));
    isListening = false;
    if (stream === undefined) isFinalDue = true;
    else stream.finalize(silenceMs);
    tellExpectation();
  }

  const untilDeadline = (askedAt: number) => FINAL_DEADLINE_MS - (clock.monotonic() - askedAt);

  /** What has come by then is all. */
  function expectFinals(withinMs: number): void {
    if (ending === undefined) return;
    ending.cancel();
    ending.cancel = clock.after(withinMs, () => conclude(finals.take()));
  }

  function conclude(final: Final): void {
    const turn = ending;
    if (turn === undefined || isClosed) return;
    ending = undefined;
    spokenMs = 0;
    tried = [];
    turn.cancel();
    const { endedAt, askedAt, speechMs, judged: verdict } = turn;
    const matterConfidence = leastOfMatter(final, { asked, ...spoken() });
    events.onTurn({
      ...(matterConfidence === undefined ? {} : { matterConfidence }),
      ...{ ...final, endedAt, speechMs, hearing: kind, sttMs: clock.monotonic() - askedAt },
      ...{ waitedMs: askedAt - endedAt, endedBy: verdict.reasons.map(({ sign }) => sign) },
    });
  }

  /** A transcript is there, or will not come. The turn is over when none is due any more. */
  function onFinal(final: Final): void {
    const isWhole = finals.came(final);
    if (ending === undefined) return;
    if (isWhole) conclude(finals.take());
    else expectFinals(isLive ? OTHER_FINALS_MS : Math.max(OTHER_FINALS_MS, untilDeadline(ending.askedAt)));
  }

  function onEvent(event: SpeechToTextEvent): void {
    if (isClosed) return;
    switch (event.kind) {
      case 'interim':
        interim = {
          ...{ text: finals.before(event.text), ...(event.language === undefined ? {} : { language: event.language }) },
          at: clock.monotonic(),
          ...(event.settledAgoMs === undefined ? {} : { settledUntil: clock.monotonic() - event.settledAgoMs }),
          completeness: completenessOf(event.text, asked, spoken()),
        };
        events.onInterim(interim.text);
        if (gate.isSpeaking) lookAhead(false);
        return;
      case 'failure':
        onStreamFailure(event.failure, event.isFatal === true);
        return;
      case 'switched':
        kind = kindOf(event.capabilities);
        listener = event.to;
        isLive = event.capabilities.hasInterims;
        // It hears what was said once more, and has its own time for it.
        finals.askedAnew(clock.monotonic());
        expectFinals(FINAL_DEADLINE_MS);
        events.onSwitched(kind);
        return;
      case 'end-of-turn':
        if (event.isEager) lookAhead(true);
        else onToldEnd();
        return;
      case 'turn-resumed':
        events.onGoesOn?.();
        return;
      case 'final': {
        failures = 0;
        const { text, confidence, isRejected, language, words } = event;
        onFinal({
          ...{ text, confidence, isRejected },
          ...(language === undefined ? {} : { language }),
          ...(words === undefined ? {} : { words }),
        });
      }
    }
  }

  /** The recogniser takes the turn to be over: it knows more than the silence does, unless somebody has begun again. */
  function onToldEnd(): void {
    if (!gate.isSpeaking) return;
    const verdict = judgeNow(true);
    if (verdict.isOver) end(verdict);
  }

  /** One failure is a turn that was not understood; several are a recogniser that is gone. */
  function onStreamFailure(failure: ProviderFailure, isFatal: boolean): void {
    failures++;
    if (isFatal || failures >= MOST_FAILURES) events.onFailure(failure);
    // What was expected could not be told: it hears on with what was expected before.
    else if (failure.operation !== 'expect') onFinal({ text: '', confidence: 0, isRejected: true });
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
    if (expectation !== undefined) opened.expect(toHear(expectation));
    told = expectation;
    if (isStartDue) opened.speechStarted(0);
    for (const frame of waiting) opened.write(frame);
    waiting = [];
    if (isFinalDue) opened.finalize();
    isFinalDue = false;
  }
  const opening = open().catch((error: unknown) => {
    if (!isClosed) events.onFailure(error);
  });

  return {
    get isCallerSpeaking() {
      return gate.isSpeaking;
    },
    get silenceMs() {
      return gate.silenceMs;
    },
    get isTranscriptDue() {
      return ending !== undefined;
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

/** What a recogniser is told: the grammar, and whose sounds its words have. */
const toHear = ({ grammar, language, grammarLanguage }: Expectation) => ({
  grammar,
  language: grammarLanguage ?? language,
});
