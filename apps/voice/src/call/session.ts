import { type ClinicContext, type ClinicProfile, newId, normalisePhone, type PatientCandidate } from '@vaani/clinic';
import type { Cancel, Clock, VoicePrices } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import type { LanguageModel, SpeechToText, TextToSpeech } from '@vaani/providers';
import {
  type BrainContext,
  type CallOutcome,
  createAuthority,
  type Expectation,
  executeTool,
  type Language,
  type SayAction,
  type ToolCall,
  type ToolResult,
} from '@vaani/receptionist';
import { createConversation } from '../brain/conversation.ts';
import { createBrain } from '../brain/create-brain.ts';
import type { VoiceMetrics } from '../metrics.ts';
import { createPlayer, type Line } from '../playback/player.ts';
import { shouldStop } from '../turn/barge-in.ts';
import { KEY_PAUSE_MS, press } from '../turn/keypad.ts';
import { silenceLimitMs } from '../turn/silence.ts';
import type { SileroVad } from '../turn/silero.ts';
import { type AgentTurn, createAgentTurn } from './agent-turn.ts';
import type { CallWriter } from './call-writer.ts';
import type { Desk } from './desk.ts';
import { createHearing, type HeardTurn } from './hearing.ts';
import { keyTermsOf } from './key-terms.ts';
import type { ProviderSwitch, ProviderWatch } from './provider-watch.ts';
import { createToolReport } from './tool-report.ts';
import { costOf, createUsageMeter } from './usage.ts';

/** Past the longest call, the goodbye has so long. */
const GRACE_MS = 30_000;

/** How the AI's part of a call ended, and where the caller goes next. */
export interface Ending {
  outcome: CallOutcome;
  /** Why a person was asked for; the caller is put through when the stream is closed. */
  transferReason?: string;
  by: 'agent' | 'caller' | 'limit' | 'failure' | 'staff';
}

export interface SessionOptions {
  ctx: ClinicContext;
  callId: string;
  profile: ClinicProfile;
  candidates: PatientCandidate[];
  callerPhone: string | null;
  language: Language;
  vad: SileroVad;
  stt: SpeechToText;
  tts: TextToSpeech;
  /** The chain of models; null where the rules think. */
  llm: LanguageModel | null;
  watch: ProviderWatch;
  prices: VoicePrices;
  line: Line;
  desk: Desk;
  writer: CallWriter;
  metrics: VoiceMetrics;
  clock: Clock;
  logger: Logger;
  limits: { maxCallMs: number; audioBufferMs: number };
  /** Once, on every path. */
  onEnd: (ending: Ending) => void;
}

/** One call: from its first frame to its end. */
export interface Session {
  audio(frame: Uint8Array): void;
  mark(name: string): void;
  digit(key: string): void;
  /** The line is gone. */
  hungUp(): void;
  end(ending: Ending): void;
  readonly language: Language;
}

interface CallerTurn {
  turnId: string;
  index: number;
  startedMs: number;
  text: string;
  /** It began over a reply and has not stopped it. */
  isAside: boolean;
}

export function createSession(options: SessionOptions): Session {
  const { ctx, callId, profile, callerPhone, clock, desk, writer, metrics, logger } = options;
  const beganAt = clock.monotonic();
  const aborting = new AbortController();
  const authority = createAuthority({ hearing: options.stt.capabilities.hasFreeText ? 'free' : 'local' });
  const sinceStart = (at = clock.monotonic()) => Math.max(0, Math.round(at - beganAt));
  const now = () => new Date(ctx.clock.now()).toISOString();
  const timers = new Set<Cancel>();
  const usage = createUsageMeter();

  let isOver = false;
  let index = 0;
  let expectation: Expectation | undefined;
  let reply: { turn: AgentTurn; turnId: string; index: number; startedMs: number; gapMs?: number } | undefined;
  let callerTurn: CallerTurn | undefined;
  let callerEndedAt: number | undefined;
  let pendingEnding: Ending | undefined;
  let digits = '';
  let cancelSilence: Cancel = () => undefined;
  let cancelKeys: Cancel = () => undefined;
  let hasHearingFailed = false;
  let hasFallenBack = false;

  const player = createPlayer(options.line, clock);
  const tools = createToolReport({
    desk,
    writer,
    profile,
    candidates: options.candidates,
    callId,
    sinceStart,
    metrics,
  });
  const hearing = createHearing({
    vad: options.vad,
    stt: options.stt,
    language: options.language,
    keyTerms: keyTermsOf(profile),
    callId,
    usage,
    bufferMs: options.limits.audioBufferMs,
    clock,
    signal: aborting.signal,
    events: {
      onSpeech(agoMs) {
        cancelSilence();
        callerTurn = {
          turnId: newId(),
          index: index++,
          startedMs: sinceStart(clock.monotonic() - agoMs),
          text: '',
          isAside: reply !== undefined,
        };
      },
      onSpeaking(speechMs) {
        if (reply === undefined && callerTurn !== undefined) callerTurn.isAside = false;
        const purpose = reply?.turn.says.at(-1)?.purpose;
        if (purpose === undefined || pendingEnding !== undefined || conversation.isWorking) return;
        if (shouldStop({ speechMs }, { purpose })) interrupt();
      },
      onInterim(text) {
        if (callerTurn === undefined || text === callerTurn.text) return;
        callerTurn.text = text;
        desk.words({ ...callerWords(callerTurn), text, isFinal: false });
      },
      onTurn: onCallerTurn,
      // Phrases that are expected were told already; the next reply is for ears that know no others.
      onSwitched: (kind) => logger.info('another recogniser hears', { callId, stage: 'stt', kind }),
      onFailure(error) {
        if (isOver || hasHearingFailed) return;
        logger.warn('hearing failed', { callId, stage: 'stt', ...(error instanceof Error ? { error } : {}) });
        hasHearingFailed = true;
        conversation.take({ kind: 'trouble', what: 'provider' });
      },
    },
  });

  const context = (): BrainContext => ({
    now: now(),
    zone: profile.zone,
    clinic: profile,
    candidates: options.candidates.flatMap(({ id, name }) => (name === null ? [] : [{ patientId: id, name }])),
    callerPhone,
    hearing: hearing.kind,
    languageGuess: options.language,
  });

  const conversation = createConversation({
    brain: createBrain({ llm: options.llm, callId, usage, logger }),
    context,
    authority,
    clock,
    runTool,
    events: {
      say,
      onDone: () => reply?.turn.finish(),
      onExpect(next) {
        expectation = next;
        digits = '';
        hearing.expect(next);
        desk.language(next.language);
        desk.activity(next.activity);
      },
      onTool: (call, result) => tools.report(call, result),
      onTransfer: (reason) => endAfterReply({ outcome: outcomeOr('transferred'), transferReason: reason, by: 'agent' }),
      onEnd: (outcome) => endAfterReply({ outcome, by: 'agent' }),
      onBroken(error) {
        logger.error('the brain broke down', { callId, ...(error instanceof Error ? { error } : {}) });
        end({ outcome: 'failed', transferReason: 'trouble', by: 'failure' });
      },
    },
  });

  async function runTool(call: ToolCall): Promise<ToolResult> {
    const result = await executeTool(call, {
      ...{ ctx, profile, authority, callerPhone, callId, now },
      hearing: hearing.kind,
    });
    const phone = callerPhone ?? normalisePhone(authority.keyedPhone() ?? '', profile.country);
    if (call.name !== 'leave_message' || result.ok || result.code !== 'unavailable' || phone === null) return result;
    // The database is away. The promise is kept here and written when it is back, with all else that was said.
    writer.callback({ phone, reason: String(call.arguments.reason) });
    return { ok: true, value: {} };
  }

  const callerWords = ({ turnId, index: at, startedMs }: CallerTurn) => ({
    turnId,
    index: at,
    who: 'caller' as const,
    language: expectation?.language ?? options.language,
    startedMs,
  });
  const outcomeOr = (otherwise: CallOutcome): CallOutcome => conversation.outcome ?? otherwise;

  const stopWatching = options.watch.follow(callId, (change: ProviderSwitch) => {
    if (isOver) return;
    hasFallenBack ||= change.reason !== 'recovered';
    desk.provider(change);
    writer.event({ kind: 'provider', atMs: sinceStart(), payload: change });
  });

  function onCallerTurn(turn: HeardTurn): void {
    const said = callerTurn;
    callerTurn = undefined;
    if (isOver || said === undefined) return;
    const isUnclear = turn.isRejected || turn.text === '';
    const text = isUnclear ? '' : turn.text;
    const endedMs = sinceStart(turn.endedAt);
    const detected = turn.language === undefined ? {} : { language: turn.language };
    const words = { ...callerWords(said), ...detected, text, endedMs, isUnclear };
    desk.words({ ...words, isFinal: true });
    writer.turn({
      ...words,
      confidence: turn.confidence,
      record: { sttMs: Math.round(turn.sttMs), asked: expectation?.asked ?? 'anything' },
    });
    metrics.sttLatency.observe(turn.sttMs);
    logger.debug('a turn was heard', {
      callId,
      stage: 'stt',
      state: isUnclear ? 'unclear' : 'clear',
      durationMs: Math.round(turn.sttMs),
    });
    if (isUnclear && said.isAside) {
      // A cough or a "hmm" over a reply says nothing: the reply goes on, and nobody is asked to repeat it.
      if (reply === undefined) awaitCaller();
      return;
    }
    callerEndedAt = turn.endedAt;
    if (isUnclear) conversation.take({ kind: 'unclear' });
    else
      conversation.take({
        kind: 'heard',
        text,
        confidence: turn.confidence,
        source: turn.hearing === 'local' ? 'local' : 'stt',
        ...detected,
      });
  }

  function say(action: SayAction): void {
    if (isOver) return;
    cancelSilence();
    if (reply === undefined) {
      const turn = createAgentTurn({
        player,
        tts: options.tts,
        clock,
        callId,
        events: {
          ...{ onFirstFrame, onPlayed, onVoiceFailure },
          onAsked: (spoken) => usage.spoke(options.tts.name, spoken.length),
          onSound: (ms) => metrics.ttsLatency.observe(ms),
        },
      });
      reply = { turn, turnId: newId(), index: index++, startedMs: sinceStart() };
    }
    reply.turn.add(action);
    showReply(false);
  }

  function onFirstFrame(): void {
    if (reply === undefined) return;
    reply.startedMs = sinceStart();
    if (callerEndedAt !== undefined) {
      reply.gapMs = Math.round(clock.monotonic() - callerEndedAt);
      metrics.gap.observe(reply.gapMs);
      callerEndedAt = undefined;
    }
    showReply(false);
  }

  function showReply(isFinal: boolean, heard?: { text: string }): void {
    if (reply === undefined) return;
    const { turn, turnId, index: at, startedMs, gapMs } = reply;
    // Cut off before a sound of it had left: nobody said anything.
    if (turn.startedAt === null) return;
    const language = turn.says.at(-1)?.language ?? options.language;
    const words = {
      turnId,
      index: at,
      who: 'agent' as const,
      language,
      text: heard?.text ?? turn.text,
      startedMs,
      isInterrupted: heard !== undefined,
      ...(gapMs === undefined ? {} : { gapMs }),
    };
    const endedMs = sinceStart();
    desk.words({ ...words, isFinal, ...(isFinal ? { endedMs } : {}) });
    if (isFinal) writer.turn({ ...words, endedMs });
  }

  function onPlayed(): void {
    if (reply === undefined || isOver) return;
    showReply(true);
    for (const { readBackId } of reply.turn.says) if (readBackId !== undefined) authority.heard(readBackId);
    reply = undefined;
    if (pendingEnding === undefined) awaitCaller();
    else end(pendingEnding);
  }

  function interrupt(): void {
    if (reply === undefined) return;
    const heardText = reply.turn.stop();
    for (const { readBackId, text } of reply.turn.says)
      if (readBackId !== undefined && heardText.includes(text)) authority.heard(readBackId);
    showReply(true, { text: heardText });
    if (reply.turn.startedAt !== null) metrics.bargeIns.inc();
    reply = undefined;
    if (callerTurn !== undefined) callerTurn.isAside = false;
    conversation.take({ kind: 'interrupted', heardText });
  }

  function onVoiceFailure(error: unknown): void {
    logger.error('the voice could not speak', { callId, ...(error instanceof Error ? { error } : {}) });
    // Nothing can be said any more: a person, by the way of the closed stream.
    end({ outcome: 'failed', transferReason: 'trouble', by: 'failure' });
  }

  function awaitCaller(): void {
    cancelSilence();
    cancelSilence = clock.after(silenceLimitMs((expectation?.keypad?.maxDigits ?? 1) > 1), () => {
      if (!isOver && reply === undefined && !hearing.isSpeaking) conversation.take({ kind: 'silence' });
    });
  }

  function endAfterReply(ending: Ending): void {
    pendingEnding = ending;
    if (reply === undefined) end(ending);
  }

  function end(ending: Ending): void {
    if (isOver) return;
    if (reply !== undefined) showReply(true, { text: reply.turn.stop() });
    isOver = true;
    reply = undefined;
    cancelSilence();
    cancelKeys();
    for (const cancel of timers) cancel();
    stopWatching();
    conversation.close();
    player.close();
    aborting.abort();
    hearing
      .close()
      .catch((error: unknown) =>
        logger.warn('hearing did not close well', { callId, ...(error instanceof Error ? { error } : {}) }),
      );
    const durationMs = sinceStart();
    const used = usage.total(durationMs);
    writer.end({
      ...{ outcome: ending.outcome, durationMs, language: desk.snapshot.language, hasFallenBack },
      ...{ usage: used, costPaise: costOf(used, options.prices) },
    });
    metrics.ended(ending.outcome, durationMs);
    options.onEnd(ending);
  }

  timers.add(
    clock.after(options.limits.maxCallMs, () => {
      conversation.take({ kind: 'trouble', what: 'provider' });
      const cutOff: Ending = { outcome: outcomeOr('failed'), transferReason: 'trouble', by: 'limit' };
      timers.add(clock.after(GRACE_MS, () => end(pendingEnding ?? cutOff)));
    }),
  );
  desk.started();
  conversation.take({ kind: 'call-started' });

  return {
    audio: (frame) => hearing.frame(frame),
    mark: (name) => player.mark(name),
    digit(key) {
      if (isOver || pendingEnding !== undefined) return;
      cancelSilence();
      cancelKeys();
      if (reply !== undefined && !conversation.isWorking) interrupt();
      const pressed = press(digits, key, expectation?.keypad);
      digits = pressed.digits;
      const answer = pressed.answer;
      if (answer !== undefined) return keyed(answer);
      cancelKeys = clock.after(KEY_PAUSE_MS, () => {
        const all = digits;
        digits = '';
        if (all === '') awaitCaller();
        else keyed(all);
      });
    },
    hungUp: () => end(pendingEnding ?? { outcome: outcomeOr('abandoned'), by: 'caller' }),
    end,
    get language() {
      return desk.snapshot.language;
    },
  };

  function keyed(answer: string): void {
    if (isOver) return;
    callerEndedAt = clock.monotonic();
    writer.event({ kind: 'keyed', atMs: sinceStart(), payload: { count: answer.length } });
    conversation.take({ kind: 'keyed', digits: answer });
  }
}
