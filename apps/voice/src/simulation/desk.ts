import { randomUUID } from 'node:crypto';
import type { Clock } from '@vaani/config';
import type { LiveCommand } from '@vaani/live';
import type { Colleague } from '../call/desk.ts';
import type { Session } from '../call/session-options.ts';
import type { Dice } from './dice.ts';

const FRAME_MS = 20;
const FRAME = new Uint8Array(160).fill(0x2a);
/** Two people of the clinic: what one has the other is refused. */
const people: readonly [Colleague, Colleague] = [
  { userId: randomUUID(), name: 'Asha' },
  { userId: randomUUID(), name: 'Ravi' },
];

/** People at the desk who do things with a call at any moment, as the seed says. */
export interface SimulatedDesk {
  readonly acts: number;
  readonly takeOvers: number;
  /** The call is over: nobody sends any more. */
  stop(): void;
}

export function createSimulatedDesk(options: {
  clock: Clock;
  dice: Dice;
  session: () => Session;
  note: (what: string) => void;
}): SimulatedDesk {
  const { clock, dice, session, note } = options;
  let acts = 0;
  let takeOvers = 0;
  let isOver = false;
  const browsers = new Set<AbortController>();

  async function act(command: LiveCommand): Promise<boolean> {
    const ack = await session().desk.act(command);
    acts++;
    note(`${command.name}: ${command.kind}${ack.ok ? '' : ` (refused: ${ack.sentence})`}`);
    return ack.ok;
  }

  /** A browser that sends a frame every 20 ms, more or less, until it is closed, hands back, or is lost. */
  async function takeOver(by: Colleague): Promise<void> {
    if (!(await act({ kind: 'take-over', ...by }))) return;
    const closing = new AbortController();
    browsers.add(closing);
    const stops: (() => void)[] = [];
    const close = () => {
      for (const stop of stops.splice(0)) stop();
      browsers.delete(closing);
      closing.abort();
    };
    const refused = await session().desk.join({
      ...by,
      gone: closing.signal,
      play: () => undefined,
      end: close,
      taken(joined) {
        note(`${by.name} has the call`);
        takeOvers++;
        stops.push(clock.every(FRAME_MS, () => joined.audio(FRAME)));
      },
    });
    if (refused !== null) return close();
    if (closing.signal.aborted) return;
    const ends = dice.pick(['hands back', 'is lost', 'hangs up', 'hands back'] as const);
    stops.push(
      clock.after(dice.between(200, dice.chance(0.2) ? 60_000 : 8_000), () => {
        if (ends === 'hands back') void act({ kind: 'hand-back', ...by });
        if (ends === 'hangs up') void act({ kind: 'hang-up', ...by });
        if (ends !== 'is lost') return;
        note(`the browser of ${by.name} is lost`);
        close();
      }),
    );
  }

  async function hold(by: Colleague): Promise<void> {
    if (!(await act({ kind: 'hold', ...by, isOnHold: true }))) return;
    clock.after(dice.between(100, 9_000), () => {
      if (!isOver) void act({ kind: 'hold', ...by, isOnHold: false });
    });
  }

  function something(): void {
    if (isOver) return;
    const by = dice.pick(people);
    const what = dice.between(0, 99);
    if (what < 45) void takeOver(by);
    else if (what < 70) void hold(by);
    else if (what < 80) void act({ kind: 'whisper', ...by, text: 'offer tomorrow' });
    else if (what < 90) void act({ kind: 'release', ...by });
    else void act({ kind: 'own', ...by });
  }

  if (dice.chance(0.35))
    for (let times = dice.between(1, 4); times > 0; times--) clock.after(dice.between(0, 60_000), something);

  return {
    get acts() {
      return acts;
    },
    get takeOvers() {
      return takeOvers;
    },
    stop() {
      isOver = true;
      for (const browser of browsers) browser.abort();
    },
  };
}
