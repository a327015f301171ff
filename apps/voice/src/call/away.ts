import type { Refusal } from '@vaani/clinic';
import type { Cancel, Clock } from '@vaani/config';
import type { TalkedTurn } from '@vaani/receptionist';
import type { Conversation } from '../brain/conversation.ts';
import type { Line } from '../playback/player.ts';
import type { Away as AwayKind } from '../turn/floor.ts';
import type { Desk } from './desk.ts';
import type { Headset } from './headset.ts';
import { createMusic } from './music.ts';
import { createPacer, type Pacer } from './pacer.ts';

/** A browser that is lost has so long to come back, with music meanwhile. */
const LOST_MS = 10_000;
/** A caller whom nobody takes from hold by then has the agent again. */
const MOST_HOLD_MS = 300_000;

/** Hears a person of the clinic, to write down what they say. */
export interface Ears {
  frame(frame: Uint8Array): void;
  close(): Promise<void>;
}

/** Who has the talk when the agent has not: a person at the desk, or the music. */
export interface Away {
  /** Null while the agent has it. */
  readonly kind: AwayKind | null;
  /** Whoever speaks with the caller, or has just been lost. */
  readonly userId: string | null;
  /** The agent has it, and nobody is about to take it. */
  readonly isAgent: boolean;
  /** The caller hears music and nobody hears them. */
  readonly isOnHold: boolean;
  /** A person takes the talk. Waits for a tool that runs. False where the call is over, or they are gone, before that. */
  take(headset: Headset): Promise<boolean>;
  hold(isOnHold: boolean): Promise<void>;
  /** The agent has it again, and knows what was said. */
  back(why: 'handed-back' | 'hold' | 'line-lost'): void;
  /** What was said meanwhile. */
  noted(turn: TalkedTurn): void;
  /** A frame of the caller's. */
  caller(frame: Uint8Array): void;
  close(sentence: Refusal): void;
}

export interface AwayOptions {
  conversation: Conversation;
  line: Line;
  clock: Clock;
  desk: Desk;
  /** Cuts what the agent says. @returns what the caller had said that nobody had answered. */
  cut(): string[];
  /** Opens ears for a person; null where what is said is not written down. */
  openEars(): Ears | null;
  /** The agent's part stands still from now on. */
  onTaken(): void;
  /** It goes on. */
  onBack(): void;
  /** The person ends the call. */
  hangUp(): void;
  /** The person's line is gone for good. */
  onLost(userId: string): void;
}

export function createAway(options: AwayOptions): Away {
  const { conversation, line, clock, desk } = options;
  const music = createMusic({ line, clock });
  let person: { headset: Headset; pacer: Pacer; ears: Ears | null } | null = null;
  let lostUserId: string | null = null;
  let turns: TalkedTurn[] = [];
  let isTaken = false;
  let isTaking = false;
  let isHeld = false;
  let isClosed = false;
  let cancel: Cancel = () => undefined;

  const wait = (delayMs: number, work: () => void) => {
    cancel();
    cancel = clock.after(delayMs, work);
  };

  /** The agent falls silent. What the caller had said and nobody answered is part of what is said from now on. */
  async function hush(): Promise<boolean> {
    if (isTaken) return true;
    isTaking = true;
    const unanswered = await conversation.hush();
    isTaking = false;
    if (isClosed) return false;
    isTaken = true;
    const cut = options.cut();
    turns.push(...[...unanswered, ...cut].map((text) => ({ who: 'caller' as const, text })));
    options.onTaken();
    return true;
  }

  function show(): void {
    desk.state(!isTaken ? 'talking' : isHeld || person === null ? 'on-hold' : 'staff');
  }

  function leave(sentence?: Refusal): void {
    if (person === null) return;
    const { headset, pacer, ears } = person;
    person = null;
    pacer.close();
    // What it still writes down comes, or not.
    ears?.close().catch(() => undefined);
    if (sentence !== undefined) headset.end(sentence);
  }

  /** The browser is gone: it may come back. */
  function lost(headset: Headset): void {
    if (isClosed || person?.headset !== headset) return;
    leave();
    line.clear();
    lostUserId = headset.userId;
    music.play();
    show();
    wait(LOST_MS, () => {
      options.onLost(headset.userId);
      back('line-lost');
    });
  }

  function back(why: 'handed-back' | 'hold' | 'line-lost'): void {
    if (!isTaken || isClosed) return;
    cancel();
    leave('The assistant has the call again.');
    music.stop();
    line.clear();
    isTaken = false;
    isHeld = false;
    lostUserId = null;
    const said = turns;
    turns = [];
    show();
    options.onBack();
    conversation.take({ kind: 'handed-back', turns: said, why });
    conversation.resume();
  }

  return {
    get kind() {
      if (!isTaken) return null;
      return isHeld || person === null ? 'waiting' : 'person';
    },
    get userId() {
      return person?.headset.userId ?? lostUserId;
    },
    get isAgent() {
      return !isTaken && !isTaking;
    },
    get isOnHold() {
      return isTaken && (isHeld || person === null);
    },
    async take(headset) {
      if (isClosed || isTaking || !(await hush()) || headset.gone.aborted) {
        // Whoever asked left while a tool ran: the agent says what came of it.
        if (isTaken && person === null && lostUserId === null && !isHeld) back('hold');
        return false;
      }
      cancel();
      // The same person's newer browser takes the place of the older.
      leave('Another window of yours has this call now.');
      lostUserId = null;
      isHeld = false;
      music.stop();
      line.clear();
      const ears = options.openEars();
      const pacer = createPacer({ clock, send: (frame) => line.send(frame) });
      const joined = { headset, pacer, ears };
      person = joined;
      headset.gone.addEventListener('abort', () => lost(headset), { once: true });
      show();
      headset.taken?.({
        audio(frame) {
          if (person !== joined || isHeld) return;
          pacer.push(frame);
          ears?.frame(frame);
        },
        hangUp() {
          if (person === joined) options.hangUp();
        },
      });
      return true;
    },
    async hold(next) {
      if (next === isHeld) return;
      if (!next) {
        if (person === null) return back('hold');
        isHeld = false;
        cancel();
        music.stop();
        person.pacer.pause(false);
        show();
        return;
      }
      if (!(await hush())) return;
      isHeld = true;
      person?.pacer.pause(true);
      line.clear();
      music.play();
      show();
      wait(MOST_HOLD_MS, () => {
        if (person === null) back('hold');
        else void this.hold(false);
      });
    },
    back,
    noted(turn) {
      turns.push(turn);
    },
    caller(frame) {
      if (!isHeld) person?.headset.play(frame);
    },
    close(sentence) {
      if (isClosed) return;
      isClosed = true;
      cancel();
      leave(sentence);
      music.stop();
    },
  };
}
