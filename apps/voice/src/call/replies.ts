import type { Clock } from '@vaani/config';
import type { TextToSpeech } from '@vaani/providers';
import type { Language, SayAction } from '@vaani/receptionist';
import { splitSentences } from '../brain/sentences.ts';
import type { VoiceMetrics } from '../metrics.ts';
import type { Player } from '../playback/player.ts';
import { type Protection, protectionOf } from '../turn/protected.ts';
import { type AgentTurn, createAgentTurn } from './agent-turn.ts';
import type { CallWriter } from './call-writer.ts';
import type { Desk } from './desk.ts';
import type { UsageMeter } from './usage.ts';

export interface RepliesEvents {
  /** What names itself by this id was heard to its end. */
  onHeard(readBackId: string): void;
  /** A reply was played to its end. */
  onPlayed(): void;
  onVoiceFailure(error: unknown): void;
}

/** The agent's side of the talk: one reply at a time, shown to desk and record as it was heard. */
export interface Replies {
  readonly isOpen: boolean;
  /** Of the reply under way; null where there is none. */
  readonly turnId: string | null;
  readonly protection: Protection;
  /** Since when its sound is stopped, monotonic; null where it is not. */
  readonly pausedAt: number | null;
  /** Of a read-back all but its last sentence has been heard: doctor, day and time. */
  readonly isMatterHeard: boolean;
  /** There is no sound to come of what was said so far. */
  readonly isMade: boolean;
  /** All of it has been heard by our clock; only its last mark is to come. */
  readonly isSaid: boolean;
  /** The last words of the call were a filler. */
  readonly isAfterFiller: boolean;
  leftMs(): number;
  /** Makes the sound of what will be said, if the turn ends as it seems to: nothing of it is heard before it is said. */
  prepare(action: SayAction): void;
  /** It will not be said. */
  unprepare(): void;
  /** Adds to the reply under way, or begins one: with the sound that was made ahead, if it was for this. */
  say(action: SayAction): void;
  /** Says a sentence of the staff's; to be called while no reply is open. What the agent says meanwhile comes after it. */
  sayForStaff(text: string, language: Language): void;
  /** No more is said for now. */
  finish(): void;
  pause(): void;
  resume(): void;
  /** A model has begun to answer. */
  thought(): void;
  /** The caller finished at that time: the next first frame answers them. */
  answers(endedAt: number): void;
  /** The caller cuts the reply off; gives what had been heard, or null where there is none of the agent's. */
  interrupt(): string | null;
  /** The same, by the clinic's staff. */
  cut(): string | null;
  /** The call is over, and with it the reply. */
  close(): void;
}

interface Reply {
  turn: AgentTurn;
  /** Whose words they are: the agent's, or those of the clinic's staff in its voice. */
  who: 'agent' | 'staff';
  /** It was begun before the caller's turn was over. */
  isAhead: boolean;
  turnId: string;
  index: number;
  startedMs: number;
  /** When its first words that answer were there, monotonic. */
  wordsAt?: number;
  gapMs?: number;
  /** What the gap went into, from the moment the caller's turn was taken to be over. */
  stages?: { firstTokenMs?: number; llmMs: number; ttsMs: number };
}

export function createReplies(options: {
  player: Player;
  tts: TextToSpeech;
  desk: Desk;
  writer: CallWriter;
  metrics: VoiceMetrics;
  usage: Pick<UsageMeter, 'spoke' | 'lap'>;
  clock: Clock;
  callId: string;
  language: Language;
  newTurn: () => { turnId: string; index: number };
  sinceStart: () => number;
  events: RepliesEvents;
}): Replies {
  const { player, tts, desk, writer, metrics, usage, clock, callId, sinceStart, events } = options;
  let reply: Reply | undefined;
  let pausedAt: number | null = null;
  /** The caller's turn that is to be answered: when it ended, and when it was taken to have. */
  let asked: { endedAt: number; decidedAt: number } | undefined;
  /** When the model began the answer that is to come, monotonic. */
  let tokenAt: number | undefined;
  let isAfterFiller = false;
  let prepared: AgentTurn | undefined;
  /** What the agent says while a sentence of the staff's is being said. */
  let after: { says: SayAction[]; isWhole: boolean } = { says: [], isWhole: false };

  function make(): AgentTurn {
    const turn = createAgentTurn({
      ...{ player, tts, clock, callId },
      events: {
        ...{ onFirstFrame, onPlayed },
        // What was made in vain is made again when it is said.
        onVoiceFailure: (error) => (turn === prepared ? unprepare() : events.onVoiceFailure(error)),
        onAsked: (spoken) => usage.spoke(tts.name, spoken.length),
        onSound: ({ ms, isKept }) => (isKept ? undefined : metrics.ttsLatency.observe(ms)),
        onAnswer: (heardAt) => (turn === reply?.turn ? onAnswer(heardAt) : undefined),
      },
    });
    return turn;
  }

  function begin(action: SayAction): Reply {
    const ahead = prepared?.says[0] === action ? prepared : undefined;
    if (ahead === undefined) unprepare();
    prepared = undefined;
    return {
      ...{ turn: ahead ?? make(), who: 'agent', isAhead: ahead !== undefined, ...options.newTurn() },
      startedMs: sinceStart(),
    };
  }

  function unprepare(): void {
    prepared?.stop();
    prepared = undefined;
  }

  function onFirstFrame(): void {
    if (reply === undefined) return;
    reply.startedMs = sinceStart();
    const isFiller = reply.turn.says.every(({ purpose }) => purpose === 'filler');
    if (asked !== undefined && !isFiller && reply.who === 'agent') {
      const now = clock.monotonic();
      const { soundAt } = reply.turn;
      metrics.replySounds.inc(soundOf(reply));
      metrics.ownShare.observe(now - Math.max(asked.decidedAt, soundAt ?? now));
      measure(reply, { heardAt: now, soundAt: soundAt ?? now });
    }
    show(false);
  }

  /** A filler came first: what answers is heard behind it. */
  function onAnswer(heardAt: number): void {
    const isBehindFiller = reply?.turn.says[0]?.purpose === 'filler' && reply.turn.startedAt !== null;
    if (reply !== undefined && isBehindFiller) measure(reply, { heardAt, soundAt: clock.monotonic() });
  }

  /** How long the caller waited for this answer, and for what. */
  function measure(answer: Reply, { heardAt, soundAt }: { heardAt: number; soundAt: number }): void {
    if (asked === undefined) return;
    answer.gapMs = Math.round(heardAt - asked.endedAt);
    metrics.gap.observe(answer.gapMs);
    // What was made ahead took nothing of the caller's time.
    const wordsAt = Math.max(asked.decidedAt, answer.wordsAt ?? heardAt);
    answer.stages = {
      ...(tokenAt === undefined ? {} : { firstTokenMs: Math.round(Math.max(0, tokenAt - asked.decidedAt)) }),
      llmMs: Math.round(wordsAt - asked.decidedAt),
      ttsMs: Math.round(Math.max(wordsAt, soundAt) - wordsAt),
    };
    asked = undefined;
    tokenAt = undefined;
  }

  function show(isFinal: boolean, heard?: { text: string }): void {
    if (reply === undefined) return;
    const { turn, who, turnId, index, startedMs, gapMs, stages } = reply;
    // Cut off before a sound of it had left: nobody said anything.
    if (turn.startedAt === null) return;
    const words = {
      ...{ turnId, index, who, startedMs },
      language: turn.says.at(-1)?.language ?? options.language,
      text: heard?.text ?? turn.text,
      isInterrupted: heard !== undefined,
      ...(gapMs === undefined ? {} : { gapMs }),
    };
    const endedMs = sinceStart();
    desk.words({ ...words, isFinal, ...(isFinal ? { endedMs } : {}) });
    if (isFinal) writer.turn({ ...words, endedMs, record: { ...stages, ...usage.lap() } });
  }

  function onPlayed(): void {
    if (reply === undefined) return;
    show(true);
    const { says } = reply.turn;
    reply = undefined;
    for (const { readBackId } of says) if (readBackId !== undefined) events.onHeard(readBackId);
    if (!sayWaiting()) events.onPlayed();
  }

  /** What waited for the staff's sentence to end. False where nothing did. */
  function sayWaiting(): boolean {
    const { says, isWhole } = after;
    after = { says: [], isWhole: false };
    for (const action of says) say(action);
    if (isWhole) reply?.turn.finish();
    return says.length > 0;
  }

  function say(action: SayAction): void {
    if (reply?.who === 'staff') {
      after.says.push(action);
      return;
    }
    if (reply === undefined) {
      reply = begin(action);
      reply.turn.release();
    }
    isAfterFiller = action.purpose === 'filler';
    if (!isAfterFiller) reply.wordsAt ??= clock.monotonic();
    if (!reply.turn.says.includes(action)) reply.turn.add(action);
    show(false);
  }

  function cutOff(isByCaller: boolean): string | null {
    const isUnsaid = after.says.length > 0;
    const who = reply?.who;
    const cut = stop();
    if (cut === null) return null;
    for (const { text, readBackId } of cut.turn.says)
      if (readBackId !== undefined && cut.heard.includes(text)) events.onHeard(readBackId);
    if (isByCaller && cut.turn.startedAt !== null) metrics.bargeIns.inc();
    if (who === 'agent') return cut.heard;
    return isUnsaid ? '' : null;
  }

  function stop(): { turn: AgentTurn; heard: string } | null {
    if (reply === undefined) return null;
    const { turn } = reply;
    const heard = turn.stop();
    show(true, { text: heard });
    reply = undefined;
    after = { says: [], isWhole: false };
    pausedAt = null;
    return { turn, heard };
  }

  return {
    get isOpen() {
      return reply !== undefined;
    },
    get turnId() {
      return reply?.turnId ?? null;
    },
    get protection() {
      return protectionOf(reply?.turn.says ?? []);
    },
    get pausedAt() {
      return pausedAt;
    },
    get isMatterHeard() {
      const heard = player.heard();
      const readBacks = reply?.turn.says.filter(({ purpose }) => purpose === 'read-back') ?? [];
      return readBacks.length > 0 && readBacks.every(({ text }) => heard.includes(matterOf(text)));
    },
    get isMade() {
      return reply?.turn.isMade ?? true;
    },
    get isSaid() {
      return reply?.turn.isWhole === true && player.leftMs() === 0 && pausedAt === null;
    },
    get isAfterFiller() {
      return isAfterFiller;
    },
    leftMs: () => (reply === undefined ? 0 : player.leftMs()),
    prepare(action) {
      if (reply !== undefined) return;
      prepared ??= make();
      prepared.add(action);
    },
    unprepare() {
      tokenAt = undefined;
      unprepare();
    },
    say,
    sayForStaff(text, language) {
      unprepare();
      const turn = make();
      reply = { turn, who: 'staff', isAhead: false, ...options.newTurn(), startedMs: sinceStart() };
      turn.release();
      turn.add({ kind: 'say', text, language, purpose: 'staff' });
      turn.finish();
      isAfterFiller = false;
    },
    finish() {
      if (reply?.who === 'staff') after.isWhole = true;
      else reply?.turn.finish();
    },
    pause() {
      if (reply === undefined || pausedAt !== null) return;
      pausedAt = clock.monotonic();
      reply.turn.pause();
    },
    resume() {
      pausedAt = null;
      reply?.turn.resume();
    },
    thought() {
      // Before the turn is over the newest try counts, then the first word.
      if (asked === undefined) tokenAt = clock.monotonic();
      else tokenAt ??= clock.monotonic();
    },
    answers(endedAt) {
      asked = { endedAt, decidedAt: clock.monotonic() };
    },
    interrupt: () => cutOff(true),
    cut: () => cutOff(false),
    close() {
      unprepare();
      stop();
    },
  };
}

/** Where the first sound of a reply came from: kept or spoken anew, and made before the turn was over or after. */
const soundOf = ({ turn, isAhead }: Reply) => ({
  sound: turn.isKept ? 'kept' : 'spoken',
  made: isAhead ? 'ahead' : 'after',
});

/** What a read-back says before it asks; all of it where that is one sentence. */
function matterOf(text: string): string {
  const sentences = splitSentences(text);
  return sentences.length > 1 ? sentences.slice(0, -1).join(' ') : text;
}
