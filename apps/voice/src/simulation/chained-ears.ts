import type { Clock } from '@vaani/config';
import {
  ProviderFailure,
  type SpeechToText,
  type SpeechToTextCapabilities,
  type SpeechToTextEvent,
  speechToTextChain,
} from '@vaani/providers';
import type { Caller, Word } from './caller.ts';
import { timeOf } from './caller-sound.ts';
import { createMembers, type MemberEvents } from './chain-members.ts';
import type { Dice } from './dice.ts';
import { type Resources, sleep } from './providers.ts';

const FRAME_MS = 20;

/** What goes wrong with one recogniser, as shares of openings, and of finals. */
interface Faults {
  refuses: number;
  hangs: number;
  /** It ends in the middle, by itself. */
  dies: number;
  /** Of finals: from then on none comes, it ends instead, the words are not made out. */
  never: number;
  fails: number;
  rejects: number;
}

const hears: Record<'live' | 'late' | 'local', Pick<SpeechToTextCapabilities, 'hasFreeText' | 'hasInterims'>> = {
  live: { hasFreeText: true, hasInterims: true },
  late: { hasFreeText: true, hasInterims: false },
  local: { hasFreeText: false, hasInterims: true },
};

/** The real chain over three recognisers that fail as the seed says: one that listens all along, one that is asked afterwards, one for phrases. */
export function chainedEars(options: {
  caller: () => Caller;
  /** The session's, and the world's. */
  own: Clock;
  clock: Clock;
  dice: Dice;
  resources: Resources;
  events: MemberEvents;
  onLost: (words: readonly string[]) => void;
}): { stt: SpeechToText; close(): void } {
  const { caller, own, clock, dice, resources, onLost } = options;
  const share = (most: number) => (dice.chance(0.6) ? dice.between(0, most) / 100 : 0);
  const faulty = (): Faults => ({
    ...{ refuses: share(40), hangs: share(20), dies: share(60) },
    ...{ never: share(20), fails: share(20), rejects: share(10) },
  });
  const wholly: Faults = { refuses: 0, hangs: 0, dies: 0, never: 0, fails: share(10), rejects: share(10) };
  const all = (): Word[] => caller().utterances.flatMap(({ words }) => words);
  const lose = (words: readonly Word[]) => {
    for (const word of words) word.isTaken = true;
    onLost(words.map(({ text }) => text));
  };
  const member = (name: keyof typeof hears, faults: Faults) =>
    scriptedEar({ name, faults, clock, dice: dice.apart(name), resources, all, lose });
  const { members, close } = createMembers(
    [member('live', faulty()), member('late', faulty()), member('local', wholly)],
    { clock, dice, events: options.events, stage: 'hearing' },
  );
  const chain = speechToTextChain({
    members: members.map(({ of, health }) => ({ stt: of, health })),
    clock: own,
    onEvent: options.events.onEvent,
  });
  return {
    stt: {
      name: chain.name,
      capabilities: chain.capabilities,
      open: (request) =>
        chain.open({
          ...request,
          onEvent(event) {
            // Nobody made it out, and nobody will.
            if (event.kind === 'failure')
              lose(all().filter(({ isTaken, endAt }) => !isTaken && endAt <= clock.monotonic()));
            request.onEvent(event);
          },
        }),
    },
    close,
  };
}

/** One of them: knows the words that were said while it listened, and has them from the frames that it was given. */
function scriptedEar(options: {
  name: keyof typeof hears;
  faults: Faults;
  clock: Clock;
  dice: Dice;
  resources: Resources;
  all: () => readonly Word[];
  lose: (words: readonly Word[]) => void;
}): SpeechToText {
  const { name, faults, clock, dice, resources } = options;
  const latency = { least: dice.between(20, 200), most: dice.between(200, name === 'late' ? 1_500 : 700) };
  const openMs = dice.between(0, 200);
  const failure = (reason: 'closed' | 'server' | 'timeout' | 'garbled', operation = 'hear') =>
    new ProviderFailure({ provider: name, operation, reason, message: 'as the seed says', isRetryable: true });

  function listen(onEvent: (event: SpeechToTextEvent) => void) {
    const close = resources.opened('stt');
    const ticks = new Set<number>();
    const claimed = new Set<Word>();
    const stops: (() => void)[] = [];
    let isOpen = true;
    let isHung = false;
    const emit = (event: SpeechToTextEvent) => {
      if (isOpen) onEvent(event);
    };
    const isHeard = ({ startAt, endAt }: Word) => {
      let heard = 0;
      for (let at = startAt; at < endAt; at += FRAME_MS) if (ticks.has(Math.floor(at / FRAME_MS))) heard++;
      return heard * FRAME_MS * 2 >= endAt - startAt;
    };
    const heard = (before: number) =>
      options.all().filter((word) => !word.isTaken && !claimed.has(word) && word.endAt <= before && isHeard(word));
    const end = (reason: 'closed' | 'timeout' | 'garbled', isFatal = true) =>
      emit({ kind: 'failure', failure: failure(reason), isFatal });
    const textOf = (words: readonly Word[]) => words.map(({ text }) => text).join(' ');

    if (hears[name].hasInterims)
      stops.push(
        clock.every(500, () => {
          const text = textOf(heard(clock.monotonic() - 200));
          if (text !== '') emit({ kind: 'interim', text });
        }),
      );
    if (dice.chance(faults.dies))
      stops.push(
        clock.after(dice.between(300, 40_000), () => end(dice.pick(['closed', 'timeout', 'garbled'] as const))),
      );

    function conclude(words: readonly Word[], fate: number): void {
      if (!isOpen) return;
      if (fate < faults.fails) {
        end('timeout', name !== 'local');
        return;
      }
      const isRejected = words.length > 0 && fate < faults.fails + faults.rejects;
      if (isRejected) options.lose(words);
      for (const word of words) word.isTaken = true;
      emit({ kind: 'final', text: isRejected ? '' : textOf(words), confidence: 0.9, isRejected });
    }

    return {
      write(frame: Uint8Array) {
        const at = timeOf(frame);
        if (at !== null) ticks.add(Math.floor(at / FRAME_MS));
      },
      expect: () => undefined,
      speechStarted: () => undefined,
      finalize() {
        const words = heard(clock.monotonic());
        for (const word of words) claimed.add(word);
        isHung ||= dice.chance(faults.never);
        if (isHung) return;
        const fate = dice.between(0, 99) / 100;
        stops.push(clock.after(dice.between(latency.least, latency.most), () => conclude(words, fate)));
      },
      async close() {
        isOpen = false;
        for (const stop of stops) stop();
        close();
      },
    };
  }

  return {
    name,
    capabilities: {
      ...hears[name],
      ...{ hasEndOfTurn: false, needsVoiceActivity: true, languages: ['en', 'hi', 'hi-en'] as const },
    },
    async open({ onEvent, signal }) {
      if (dice.chance(faults.hangs))
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
      await sleep(clock, openMs);
      signal.throwIfAborted();
      if (dice.chance(faults.refuses)) throw failure('server', 'open');
      return listen(onEvent);
    },
  };
}
