import type { Clock } from '@vaani/config';
import type { TextToSpeech } from '@vaani/providers';
import type { SayAction } from '@vaani/receptionist';
import { speak } from '../brain/speaker.ts';
import type { Player } from '../playback/player.ts';

export interface AgentTurnEvents {
  onFirstFrame(): void;
  /** A sentence was given to the voice. */
  onAsked?(spoken: string): void;
  /** The first sound of a sentence is there, so long after it was asked for. */
  onSound?(ms: number): void;
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
  /** The sound of all that was said so far has been made. */
  readonly isMade: boolean;
  /** Nothing more comes, and all of it is made. */
  readonly isWhole: boolean;
  /** Also after `finish`, as long as it is not played to its end. */
  add(say: SayAction): void;
  /** Nothing more comes. */
  finish(): void;
  pause(): void;
  resume(): void;
  /** Cuts it off; gives what had been heard. */
  stop(): string;
}

export function createAgentTurn(options: {
  player: Player;
  tts: TextToSpeech;
  clock: Clock;
  callId?: string;
  events: AgentTurnEvents;
}): AgentTurn {
  const { player, tts, clock, events, callId } = options;
  const aborting = new AbortController();
  const says: SayAction[] = [];
  let chain: Promise<void> = Promise.resolve();
  let startedAt: number | null = null;
  let made = 0;
  let finishedAt = -1;

  player.begin({
    onFirstFrame() {
      startedAt = clock.monotonic();
      events.onFirstFrame();
    },
    onPlayed: () => events.onPlayed(),
  });

  async function synthesise(say: SayAction): Promise<void> {
    if (aborting.signal.aborted) return;
    const request = { signal: aborting.signal, ...(callId === undefined ? {} : { callId }) };
    try {
      for (const { text, spoken, sound } of speak(tts, say, request)) {
        const sentence = player.open(text, spoken);
        const askedAt = clock.monotonic();
        events.onAsked?.(spoken);
        let isFirst = true;
        for await (const { audio, words } of sound) {
          if (aborting.signal.aborted) return;
          if (isFirst) events.onSound?.(clock.monotonic() - askedAt);
          isFirst = false;
          sentence.add(audio, words);
        }
        if (aborting.signal.aborted) return;
        sentence.end();
      }
      made++;
    } catch (error) {
      if (!aborting.signal.aborted) events.onVoiceFailure(error);
    }
  }

  return {
    says,
    get text() {
      return says.map(({ text }) => text).join(' ');
    },
    get startedAt() {
      return startedAt;
    },
    get isMade() {
      return made === says.length;
    },
    get isWhole() {
      return made === says.length && finishedAt === says.length;
    },
    add(say) {
      says.push(say);
      player.reopen();
      chain = chain.then(() => synthesise(say));
    },
    finish() {
      const length = says.length;
      finishedAt = length;
      chain = chain.then(() => {
        if (!aborting.signal.aborted && says.length === length) player.finish();
      });
    },
    pause: () => player.pause(),
    resume: () => player.resume(),
    stop() {
      aborting.abort();
      return player.stop();
    },
  };
}
