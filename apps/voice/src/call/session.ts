import { newId } from '@vaani/clinic';
import type { Cancel } from '@vaani/config';
import {
  type BrainContext,
  type BrainInput,
  type CallOutcome,
  createAuthority,
  type Expectation,
  type SayAction,
} from '@vaani/receptionist';
import { isEmergency } from '@vaani/receptionist/language';
import { MULAW_SILENCE } from '@vaani/speech';
import { withClinicVoices } from '../brain/clinic-voices.ts';
import { createConversation } from '../brain/conversation.ts';
import { createPlayer } from '../playback/player.ts';
import { judgeKey } from '../turn/barge-in.ts';
import { isDoubtful, surenessOf } from '../turn/doubt.ts';
import { floorOf } from '../turn/floor.ts';
import { isNoise } from '../turn/silence.ts';
import { createCallerTurns } from './caller-turns.ts';
import { createHearing, type HeardTurn } from './hearing.ts';
import { keyTermsOf } from './key-terms.ts';
import { createKeys } from './keys.ts';
import { createOverlap } from './overlap.ts';
import { createPatience } from './patience.ts';
import type { ProviderSwitch } from './provider-watch.ts';
import { createReplies } from './replies.ts';
import type { Ending, Session, SessionOptions } from './session-options.ts';
import { createStaffPart } from './staff-part.ts';
import { tapLine } from './tapped-line.ts';
import { createToolReport } from './tool-report.ts';
import { createTools } from './tools.ts';
import { costOf, createUsageMeter } from './usage.ts';

/** What is typed counts as so much voice: more than a cough. */
const TYPED_MS = 1_000;
/** How often it is looked whether somebody has waited too long. */
const BEAT_MS = 200;

const SILENCE = new Uint8Array(160).fill(MULAW_SILENCE);

/** What headsets are told at the end. */
const OVER = 'The call is over.';
const HANDED_ON = 'The caller is on the way to somebody else.';

const errorIn = (error: unknown) => (error instanceof Error ? { error } : {});

export type { Ending, Session, SessionOptions } from './session-options.ts';

/** Wires one call's ears, mind and voice. What becomes of what is heard is decided in turn/; here it is done. */
export function createSession(options: SessionOptions): Session {
  const { ctx, callId, profile, candidates, callerPhone, clock, desk, writer, metrics, logger } = options;
  const beganAt = clock.monotonic() - (options.resumed?.elapsedMs ?? 0);
  const aborting = new AbortController();
  const authority = createAuthority({ hearing: options.stt.capabilities.hasFreeText ? 'free' : 'local' });
  const sinceStart = (at = clock.monotonic()) => Math.max(0, Math.round(at - beganAt));
  const now = () => new Date(ctx.clock.now()).toISOString();
  const timers = new Set<Cancel>();
  const usage = createUsageMeter(options.prices);
  let index = options.resumed?.nextIndex ?? 0;
  const newTurn = () => ({ turnId: newId(), index: index++ });

  let isOver = false;
  let expectation: Expectation | undefined;
  let pendingEnding: Ending | undefined;
  /** Said over a read-back, to be answered when that has been heard. */
  let held: BrainInput | undefined;
  let [hasHearingFailed, hasFallenBack, hasDoubted, hasSound, isLong] = [false, false, false, false, false];

  const outcomeOr = (otherwise: CallOutcome): CallOutcome => conversation.outcome ?? otherwise;
  const asked = () => expectation?.asked ?? 'anything';
  const line = tapLine(options.line);
  const player = createPlayer(line, clock, (ms) => metrics.frameJitter.observe(ms));
  const replies = createReplies({
    ...{
      player,
      tts: withClinicVoices(options.tts, profile.speech),
      desk,
      writer,
      metrics,
      usage,
      clock,
      callId,
      newTurn,
      sinceStart,
    },
    language: options.language,
    events: {
      onHeard: (readBackId) => authority.heard(readBackId),
      onPlayed,
      onVoiceFailure(error) {
        logger.error('the voice could not speak', { callId, ...errorIn(error) });
        // Nothing can be said any more: a person, by the way of the closed stream.
        end({ outcome: 'failed', transferReason: 'trouble', by: 'failure' });
      },
    },
  });
  const caller = createCallerTurns({
    ...{ desk, writer, metrics, newTurn, sinceStart, asked },
    monotonic: () => clock.monotonic(),
    language: () => expectation?.language ?? options.language,
  });
  const overlap = createOverlap({
    ...{ replies, clock, asked },
    isSealed: () => pendingEnding !== undefined || conversation.toolMs !== null,
    isCallerSpeaking: () => hearing.isCallerSpeaking,
    silenceMs: () => hearing.silenceMs,
    isFreeText: () => hearing.kind === 'free',
    onTake: interrupt,
  });
  const report = createToolReport({ desk, writer, profile, candidates, callId, sinceStart, metrics });
  const keys = createKeys({
    clock,
    keypad: () => expectation?.keypad,
    onAnswer(digits) {
      if (isOver) return;
      replies.answers(clock.monotonic());
      tell(keyed(digits));
    },
    onNothing: () => patience.await(),
  });
  const hearing = createHearing({
    ...{ vad: options.vad, stt: options.stt, language: options.language, callId, usage, clock, zone: profile.zone },
    keyTerms: keyTermsOf(profile),
    names: profile.doctors.flatMap(({ name, nameHindi }) => [name, nameHindi]),
    bufferMs: options.limits.audioBufferMs,
    signal: aborting.signal,
    events: {
      onSpeech(agoMs) {
        caller.began(agoMs);
        overlap.began();
      },
      onSpeaking(speechMs) {
        patience.callerStirred();
        overlap.speaking(speechMs);
      },
      onInterim(text) {
        if (caller.heard(text)) overlap.heard(text);
      },
      onLikelyEnd(heard) {
        const isFree = !replies.isOpen && held === undefined && pendingEnding === undefined && away.isAgent;
        if (isFree) conversation.foresee({ kind: 'heard', confidence: 1, source: 'stt', ...heard });
      },
      onGoesOn: () => conversation.forget(),
      onTurn: onCallerTurn,
      // Phrases that are expected were told already; the next reply is for ears that know no others.
      onSwitched: (kind) => logger.info('another recogniser hears', { callId, stage: 'stt', kind }),
      onFailure(error) {
        if (isOver || hasHearingFailed) return;
        logger.warn('hearing failed', { callId, stage: 'stt', ...errorIn(error) });
        hasHearingFailed = true;
        tell({ kind: 'trouble', what: 'provider' });
      },
    },
  });

  /** The caller says nothing, and has perhaps finished. */
  const isAwaited = () => !hearing.isCallerSpeaking || hearing.silenceMs > 0;
  const context = (): BrainContext => ({
    ...{ now: now(), zone: profile.zone, clinic: profile, callerPhone, hearing: hearing.kind },
    candidates: candidates.flatMap(({ id, name }) => (name === null ? [] : [{ patientId: id, name }])),
    languageGuess: options.language,
    ...(options.opening === undefined ? {} : { opening: options.opening }),
  });
  const conversation = createConversation({
    ...{ brain: options.createBrain(usage, isAwaited), context, authority, clock },
    runTool: createTools({
      ...{ ctx, callId, profile, callerPhone, authority, writer, now, hearing: () => hearing.kind },
      ...(options.execute === undefined ? {} : { execute: options.execute }),
    }),
    events: {
      say,
      onDone() {
        if (!away.isAgent) return;
        replies.finish();
        if (!replies.isOpen && pendingEnding === undefined) patience.await();
      },
      onExpect(next) {
        const isSame = next.asked === expectation?.asked && next.keypad?.maxDigits === expectation.keypad?.maxDigits;
        expectation = next;
        keys.asked(isSame);
        hearing.expect(next);
        desk.language(next.language);
        desk.activity(next.activity);
      },
      onTool: (call, result) => report.report(call, result),
      onTransfer: (reason) => endAfterReply({ outcome: outcomeOr('transferred'), transferReason: reason, by: 'agent' }),
      onEnd: (outcome) => endAfterReply({ outcome, by: 'agent' }),
      onForeseen: (action) => {
        replies.prepare(action);
      },
      onForesight(result) {
        if (result === 'discarded') replies.unprepare();
        metrics.foresight(result);
      },
      onBroken(error) {
        logger.error('the brain broke down', { callId, ...errorIn(error) });
        // Whoever speaks with the caller goes on; what is asked of it next finds it as it was.
        if (away.kind !== null) return;
        end({ outcome: 'failed', transferReason: 'trouble', by: 'failure' });
      },
    },
  });

  const patience = createPatience({
    ...{ replies, player, hearing, conversation, clock, say },
    isKeypadAsked: () => (expectation?.keypad?.maxDigits ?? 1) > 1,
    // Without interims nobody knows whether there are words.
    hasWords: () => caller.text !== '' || !options.stt.capabilities.hasInterims,
    // Whoever types takes as long as they like.
    onSilence: () => (options.mayBeTyped === true && !hasSound ? patience.await() : tell({ kind: 'silence' })),
  });

  const staff = createStaffPart({
    ...options,
    ...{ conversation, replies, line, usage, newTurn, sinceStart, signal: aborting.signal, hearing: () => hearing },
    isClosing: () => pendingEnding !== undefined,
    takeBack() {
      const unanswered = held?.kind === 'heard' ? [held.text] : [];
      [held, pendingEnding] = [undefined, undefined];
      return unanswered;
    },
    onSpeak: () => patience.over(),
    onBack() {
      if (hasHearingFailed) conversation.take({ kind: 'trouble', what: 'provider' });
    },
    onNearLimit() {
      isLong = true;
    },
    onLimit: () => tell({ kind: 'trouble', what: 'provider' }),
    onPastLimit: () => end(pendingEnding ?? { outcome: outcomeOr('failed'), transferReason: 'trouble', by: 'limit' }),
    end,
  });
  const { away, acts } = staff;

  const stopWatching = options.watch.follow(callId, {
    onSwitched(change: ProviderSwitch) {
      if (isOver) return;
      hasFallenBack ||= change.reason !== 'recovered';
      desk.provider(change);
      writer.event({ kind: 'provider', atMs: sinceStart(), payload: change });
    },
    onFirstToken: () => replies.thought(),
  });

  function keyed(digits: string): BrainInput {
    writer.event({ kind: 'keyed', atMs: sinceStart(), payload: { count: digits.length } });
    return { kind: 'keyed', digits };
  }

  function tell(input: BrainInput): void {
    if (!away.isAgent) return;
    patience.over();
    if (isLong) conversation.take({ kind: 'long-call' });
    isLong = false;
    conversation.take(input);
  }

  function onCallerTurn(turn: HeardTurn): void {
    if (isOver || caller.text === null) return;
    const isNothing = isNoise(turn);
    caller.ended(turn, isNothing);
    hasDoubted = isDoubtful({
      ...{ confidence: surenessOf(turn), asked: asked(), hasJustDoubted: hasDoubted },
      isEmergency: isEmergency(turn.text),
    });
    const isUnclear = turn.isRejected || turn.text === '' || hasDoubted;
    if (!away.isAgent) {
      if (!isNothing && turn.text !== '') away.noted({ who: 'caller', text: turn.text });
      return;
    }
    logger.debug('a turn was heard', { callId, stage: 'stt', state: isUnclear ? 'unclear' : 'clear' });
    const decision = overlap.ended(isUnclear ? '' : turn.text, turn.speechMs);
    // A cough or a "haan" over a reply says nothing: the reply goes on, and nobody is asked to repeat it.
    if (decision === 'resume' || (isNothing && decision === null)) {
      if (!replies.isOpen && !conversation.isWorking && !patience.isAwaiting) patience.await();
      return;
    }
    const language = turn.language === undefined ? {} : { language: turn.language };
    const source = turn.hearing === 'local' ? 'local' : 'stt';
    const input: BrainInput = isUnclear
      ? { kind: 'unclear' }
      : { kind: 'heard', text: turn.text, confidence: turn.confidence, source, ...language };
    if (decision === 'hold') {
      held = input;
      return;
    }
    replies.answers(turn.endedAt);
    tell(input);
  }

  function say(action: SayAction): void {
    if (isOver || away.kind !== null) return;
    patience.over();
    if (action.purpose !== 'filler') keys.saying();
    replies.say(action);
  }

  function onPlayed(): void {
    if (isOver) return;
    if (pendingEnding !== undefined) {
      end(pendingEnding);
      return;
    }
    patience.await();
    const input = held;
    held = undefined;
    if (input !== undefined) tell(input);
  }

  function interrupt(): void {
    held = undefined;
    const heardText = replies.interrupt();
    if (heardText !== null) conversation.interrupt(heardText);
  }

  function beat(): void {
    overlap.tick();
    if (isOver || pendingEnding !== undefined || away.kind !== null) return;
    acts.beat();
    patience.beat();
  }

  function endAfterReply(ending: Ending): void {
    pendingEnding = ending;
    if (!replies.isOpen) end(ending);
  }

  function end(ending: Ending): void {
    if (isOver) return;
    isOver = true;
    staff.close(ending.transferReason === undefined ? OVER : HANDED_ON);
    replies.close();
    for (const cancel of timers) cancel();
    keys.close();
    stopWatching();
    conversation.close();
    player.close();
    aborting.abort();
    hearing.close().catch((error: unknown) => logger.warn('hearing did not close well', { callId, ...errorIn(error) }));
    const durationMs = sinceStart();
    const used = usage.total(durationMs);
    writer.end({
      ...{ outcome: ending.outcome, durationMs, language: desk.snapshot.language, hasFallenBack },
      ...{ usage: used, costPaise: costOf(used, options.prices) },
    });
    metrics.ended(ending.outcome, durationMs);
    options.onEnd(ending);
  }

  timers.add(clock.every(BEAT_MS, beat));
  desk.started();
  if (options.person !== undefined) void acts.begin(options.person);
  else if (options.resumed === undefined) tell({ kind: 'call-started' });
  else tell({ kind: 'handed-back', turns: options.resumed.turns, why: 'not-reached' });

  return {
    audio(frame) {
      hasSound = true;
      // On hold nobody listens, nor before the caller was told that what they say is written down.
      hearing.frame(away.isOnHold || !staff.isNoticed ? SILENCE : frame);
      acts.caller(frame);
    },
    desk: acts,
    mark: (name) => player.mark(name),
    digit(key) {
      if (isOver || pendingEnding !== undefined || !away.isAgent) return;
      patience.over();
      patience.callerStirred();
      const { protection, isOpen: isReplyOpen, isMatterHeard } = replies;
      const isSealed = conversation.toolMs !== null;
      const decision = judgeKey(key, { protection: isSealed ? 'sealed' : protection, isReplyOpen, isMatterHeard });
      if (decision === 'take') interrupt();
      if (decision === 'hold') held = keyed(key);
      else if (decision !== 'resume') keys.pressed(key);
    },
    typed(text) {
      if (isOver || pendingEnding !== undefined || caller.text !== null) return;
      patience.callerStirred();
      if (away.isAgent && replies.protection !== 'sealed' && conversation.toolMs === null) interrupt();
      caller.began(0);
      caller.heard(text);
      onCallerTurn({
        ...{ text, confidence: 1, isRejected: false, endedAt: clock.monotonic(), sttMs: 0, hearing: 'free' },
        ...{ speechMs: TYPED_MS, waitedMs: 0, endedBy: [] },
      });
    },
    hungUp: () =>
      end(pendingEnding ?? { outcome: outcomeOr(staff.hasBeenTaken ? 'staff' : 'abandoned'), by: 'caller' }),
    end,
    get language() {
      return desk.snapshot.language;
    },
    get floor() {
      return floorOf({
        ...{ isOver, away: away.kind, isClosing: pendingEnding !== undefined, hasReply: replies.isOpen },
        ...{ isPaused: replies.pausedAt !== null, isWorking: conversation.isWorking },
        ...{ isCallerSpeaking: hearing.isCallerSpeaking, isTranscriptDue: hearing.isTranscriptDue },
      });
    },
  };
}
