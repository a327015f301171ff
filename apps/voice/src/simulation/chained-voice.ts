import type { Clock } from '@vaani/config';
import { type TextToSpeech, textToSpeechChain } from '@vaani/providers';
import { createMembers, type MemberEvents } from './chain-members.ts';
import type { Dice } from './dice.ts';
import { type Resources, scriptedVoice } from './providers.ts';

/** The real chain over three voices that fail as the seed says, at the beginning and in the middle; the last hardly ever. All tell when words are heard. */
export function chainedVoice(options: {
  /** The session's, and the world's. */
  own: Clock;
  clock: Clock;
  dice: Dice;
  resources: Resources;
  events: MemberEvents;
}): { tts: TextToSpeech & { fillers(): number }; close(): void } {
  const { own, clock, dice, resources, events } = options;
  const counter = { fillers: 0 };
  const share = () => (dice.chance(0.6) ? dice.between(0, 30) / 100 : 0);
  const voice = (name: string, faults: { refuses: number; breaks: number; stalls: number }) =>
    scriptedVoice({ clock, dice: dice.apart(name), resources, counter, name, hasWords: true, faults });
  const faulty = () => ({ refuses: share(), breaks: share() / 3, stalls: share() / 6 });
  const { members, close } = createMembers(
    [
      voice('first', faulty()),
      voice('second', faulty()),
      voice('last', { refuses: dice.chance(0.05) ? 0.05 : 0, breaks: 0, stalls: 0 }),
    ],
    { clock, dice, events, stage: 'speaking' },
  );
  const chain = textToSpeechChain({
    members: members.map(({ of, health }) => ({ voice: of, health })),
    clock: own,
    onEvent: events.onEvent,
  });
  return { tts: Object.assign(chain, { fillers: () => counter.fillers }), close };
}
