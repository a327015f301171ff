import type { Clock } from '@vaani/config';
import type { SpeechChunk, TextToSpeech } from '@vaani/providers';
import type { SayAction } from '@vaani/receptionist';
import { type Breath, openBreath } from '../brain/breath.ts';
import { speak } from '../brain/speaker.ts';
import { holdPlayer } from '../playback/held-player.ts';
import type { OpenSentence, Player } from '../playback/player.ts';

export interface AgentTurnEvents {
  onFirstFrame(): void;
  /** A sentence is being made by a voice that was asked for it: what was kept is not. */
  onAsked?(spoken: string): void;
  /** The first sound of a sentence is there, so long after it was asked for. */
  onSound?(sound: { ms: number; isKept: boolean }): void;
  /** The first sound of what is no filler is there. @param heardAt when it is heard: behind what is still being said. */
  onAnswer?(heardAt: number): void;
  /** All was heard. */
  onPlayed(): void;
  /** A voice could not speak. */
  onVoiceFailure(error: unknown): void;
}

/** One reply of the agent: what is said is synthesised in order and played. Lives from its first words until they were heard or cut off. */
export interface AgentTurn {
  readonly says: readonly SayAction[];
  /** The whole text, as far as it is known. */
  readonly text: string;
  readonly startedAt: number | null;
  /** Its first sound was there then; null before. */
  readonly soundAt: number | null;
  /** That sound was kept from earlier. */
  readonly isKept: boolean;
  /** The sound of all that was said so far has been made. */
  readonly isMade: boolean;
  /** Nothing more comes, and all of it is made. */
  readonly isWhole: boolean;
  /** Lets what was made ahead be heard. */
  release(): void;
  /** Also after `finish`, as long as it is not played to its end. */
  add(say: SayAction): void;
  /** Nothing more comes. */
  finish(): void;
  pause(): void;
  resume(): void;
  /** Cuts it off; gives what had been heard. */
  stop(): string;
}

/** Its sound is made at once, and heard once it is released. */
export function createAgentTurn(options: {
  player: Player;
  tts: TextToSpeech;
  clock: Clock;
  callId?: string;
  events: AgentTurnEvents;
}): AgentTurn {
  const { player, tts, clock, events, callId } = options;
  const aborting = new AbortController();
  const { signal } = aborting;
  const request = { signal, ...(callId === undefined ? {} : { callId }) };
  const playing = holdPlayer(player);
  const says: SayAction[] = [];
  let chain: Promise<void> = Promise.resolve();
  let startedAt: number | null = null;
  let soundAt: number | null = null;
  let isFirstKept = false;
  let isAnswered = false;
  let made = 0;
  let finishedAt = -1;
  /** A sentence of which more is to come. */
  let open: { breath: Breath; says: SayAction[]; sentence?: OpenSentence } | undefined;

  playing.begin({
    onFirstFrame() {
      startedAt = clock.monotonic();
      events.onFirstFrame();
    },
    onPlayed: () => events.onPlayed(),
  });

  /** Plays a sentence while it is made. */
  async function play(
    sentence: OpenSentence,
    sound: AsyncIterable<SpeechChunk>,
    spoken: () => string,
    purpose: SayAction['purpose'],
  ): Promise<void> {
    const askedAt = clock.monotonic();
    let isAsked = false;
    let isFirst = true;
    for await (const { audio, words, isKept = false } of sound) {
      if (signal.aborted) return;
      if (!isKept && !isAsked) events.onAsked?.(spoken());
      isAsked ||= !isKept;
      if (soundAt === null) isFirstKept = isKept;
      soundAt ??= clock.monotonic();
      if (isFirst) events.onSound?.({ ms: clock.monotonic() - askedAt, isKept });
      isFirst = false;
      if (!isAnswered && purpose !== 'filler') {
        isAnswered = true;
        events.onAnswer?.(clock.monotonic() + player.leftMs());
      }
      sentence.add(audio, words);
    }
    if (!signal.aborted) sentence.end();
  }

  async function whole(say: SayAction): Promise<void> {
    for (const { text, spoken, sound } of speak(tts, say, request))
      await play(playing.open(text, spoken), sound, () => spoken, say.purpose);
    made++;
  }

  async function inPieces(piece: NonNullable<typeof open>): Promise<void> {
    const [first] = piece.says;
    if (first === undefined) return;
    const sentence = playing.open(first.text, first.spoken);
    for (const { text, spoken } of piece.says.slice(1)) sentence.extend(text, spoken);
    piece.sentence = sentence;
    await play(sentence, piece.breath.sound(), () => piece.breath.spoken, first.purpose);
    made += piece.says.length;
  }

  function next(work: () => Promise<void>): void {
    chain = chain.then(async () => {
      if (signal.aborted) return;
      try {
        await work();
      } catch (error) {
        if (!signal.aborted) events.onVoiceFailure(error);
      }
    });
  }

  function endBreath(): void {
    open?.breath.end();
    open = undefined;
  }

  return {
    says,
    get text() {
      return says.map(({ text }) => text).join(' ');
    },
    get startedAt() {
      return startedAt;
    },
    get soundAt() {
      return soundAt;
    },
    get isKept() {
      return isFirstKept;
    },
    get isMade() {
      return made === says.length;
    },
    get isWhole() {
      return made === says.length && finishedAt === says.length;
    },
    release: () => playing.release(),
    add(say) {
      says.push(say);
      playing.reopen();
      if (open !== undefined && (say.breath === 'goes-on' || say.breath === 'ends')) {
        open.says.push(say);
        open.sentence?.extend(say.text, say.spoken);
        open.breath.add(say);
        if (say.breath === 'ends') endBreath();
        return;
      }
      endBreath();
      if (say.breath !== 'begins') {
        next(() => whole(say));
        return;
      }
      const piece = { breath: openBreath(tts, say, request), says: [say] };
      open = piece;
      next(() => inPieces(piece));
    },
    finish() {
      endBreath();
      const length = says.length;
      finishedAt = length;
      chain = chain.then(() => {
        if (!signal.aborted && says.length === length) playing.finish();
      });
    },
    pause: () => player.pause(),
    resume: () => player.resume(),
    stop() {
      aborting.abort();
      return playing.isHeld ? '' : player.stop();
    },
  };
}
