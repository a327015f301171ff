import type { OpenSentence, Player, PlayerEvents } from './types.ts';

/** What one reply does with the player. */
export type ReplyPlayer = Pick<Player, 'begin' | 'open' | 'finish' | 'reopen'>;

/** A reply that may be made before it may be heard. */
export interface HeldPlayer extends ReplyPlayer {
  readonly isHeld: boolean;
  /** From now on it plays; what was held comes first. */
  release(): void;
}

/** Keeps what is done until it is released, then passes it on in its order. */
export function holdPlayer(player: ReplyPlayer): HeldPlayer {
  let held: (() => void)[] | undefined = [];
  const pass = (work: () => void) => {
    if (held === undefined) work();
    else held.push(work);
  };
  return {
    get isHeld() {
      return held !== undefined;
    },
    release() {
      const works = held ?? [];
      held = undefined;
      for (const work of works) work();
    },
    begin: (events: PlayerEvents) => pass(() => player.begin(events)),
    open(text, spoken): OpenSentence {
      let sentence: OpenSentence | undefined;
      pass(() => {
        sentence = player.open(text, spoken);
      });
      return {
        add: (audio, words) => pass(() => sentence?.add(audio, words)),
        extend: (more, moreSpoken) => pass(() => sentence?.extend(more, moreSpoken)),
        end: () => pass(() => sentence?.end()),
      };
    },
    finish: () => pass(() => player.finish()),
    reopen: () => pass(() => player.reopen()),
  };
}
