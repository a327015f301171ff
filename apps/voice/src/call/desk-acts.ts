import type { Refusal } from '@vaani/clinic';
import type { Clock } from '@vaani/config';
import type { CommandAck, LiveCommand } from '@vaani/live';
import type { Language } from '@vaani/receptionist';
import type { Conversation } from '../brain/conversation.ts';
import type { Away } from './away.ts';
import type { CallWriter } from './call-writer.ts';
import type { Colleague, Desk } from './desk.ts';
import type { Headset } from './headset.ts';
import { createMix } from './mix.ts';
import type { Ownership } from './ownership.ts';
import type { Replies } from './replies.ts';
import type { TappedLine } from './tapped-line.ts';

/** Sentences of the staff's that wait for the agent to finish. */
const MOST_SENTENCES = 3;
/** One who said that they come, and has not, is not expected any more. */
const EXPECTED_MS = 40_000;

/** What people at the desk do with one call. */
export interface DeskActs {
  act(command: LiveCommand): Promise<CommandAck>;
  /** The browser of somebody who was told that they may listen. @returns the sentence that refuses. */
  listen(headset: Headset): Refusal | null;
  /** The same of somebody who was told that they may take over. */
  join(headset: Headset): Promise<Refusal | null>;
  /** Somebody of the clinic speaks first. Where they are gone by then, the agent does. */
  begin(headset: Headset): Promise<void>;
  /** Who a ticket of this user is for, by the name they gave with their command. */
  nameOf(userId: string): string;
  /** A frame of the caller's. */
  caller(frame: Uint8Array): void;
  /** To be asked several times a second. */
  beat(): void;
  close(sentence: Refusal): void;
}

export interface DeskActsOptions {
  away: Away;
  ownership: Ownership;
  conversation: Conversation;
  replies: Replies;
  line: TappedLine;
  desk: Desk;
  writer: CallWriter;
  clock: Clock;
  /** Of this worker's socket for browsers. */
  deskUrl: string;
  sinceStart: () => number;
  isCallerSpeaking: () => boolean;
  /** The last words of the call are being said. */
  isClosing: () => boolean;
  /** Nothing is waited for any more: somebody speaks. */
  onSpeak: () => void;
  hangUp: () => void;
  /** Hands the caller to an entry of the directory. @returns the sentence that refuses. */
  transfer: (entryId: string) => Promise<Refusal | null>;
}

const done: CommandAck = { ok: true };
const refuse = (sentence: Refusal): CommandAck => ({ ok: false, code: 'refused', sentence });
const NO_NOTE =
  'The assistant works by rules in this call, and understands notes about a day, a time, a doctor, or a doctor who is late. Use “say this” for anything else.';
const CLOSING = 'The call is just ending.';

/** Commands change the talk only for whoever owns the call; whoever changes it owns it, where nobody did. */
export function createDeskActs(options: DeskActsOptions): DeskActs {
  const { away, ownership, conversation, replies, desk, writer, clock } = options;
  const sentences: string[] = [];
  const listeners = new Map<Headset, { mix: ReturnType<typeof createMix>; stop: () => void }>();
  const expected = new Map<string, { name: string; until: number }>();
  let isOver = false;

  /** Their voice on the line, in the caller's language as far as the letters allow. */
  function languageOf(text: string): Language {
    if (/\p{Script=Devanagari}/u.test(text)) return 'hi';
    return conversation.language === 'hi' ? 'en' : conversation.language;
  }

  function sayNext(): void {
    const isFree = away.isAgent && !replies.isOpen && !options.isCallerSpeaking() && !options.isClosing();
    const text = isFree ? sentences.shift() : undefined;
    if (text === undefined) return;
    options.onSpeak();
    replies.sayForStaff(text, languageOf(text));
    conversation.take({ kind: 'said-for-staff', text });
  }

  function say(text: string): CommandAck {
    if (!away.isAgent) return refuse('The assistant is silent now: hand the call back first.');
    if (sentences.length >= MOST_SENTENCES) return refuse('Three sentences wait to be said already.');
    sentences.push(text);
    sayNext();
    return done;
  }

  function whisper(text: string): CommandAck {
    if (away.kind === 'person') return refuse('The assistant does not speak now: a person has the call.');
    return conversation.whisper(text) ? done : refuse(NO_NOTE);
  }

  function awaitBrowser(by: Colleague): CommandAck {
    expected.set(by.userId, { name: by.name, until: clock.monotonic() + EXPECTED_MS });
    return { ok: true, url: options.deskUrl };
  }

  async function perform(command: LiveCommand): Promise<CommandAck> {
    switch (command.kind) {
      case 'whisper':
        return whisper(command.text);
      case 'say':
        return say(command.text);
      case 'listen':
      case 'take-over':
        return awaitBrowser(command);
      case 'hand-back':
        if (away.isAgent) return refuse('The assistant has the call already.');
        away.back('handed-back');
        return done;
      case 'hold':
        if (away.isOnHold === command.isOnHold)
          return refuse(command.isOnHold ? 'The caller is on hold already.' : 'The caller is not on hold.');
        // Where a tool runs its end is waited for; the desk sees it by the call's state.
        void away.hold(command.isOnHold);
        return done;
      case 'transfer': {
        const refused = await options.transfer(command.entryId);
        return refused === null ? done : refuse(refused);
      }
      case 'hang-up':
        options.hangUp();
        return done;
      case 'own':
      case 'release':
        return done;
    }
  }

  /** Whether this is for the owner alone; the others look and listen, and advise. */
  const refusalBy = (command: LiveCommand): Refusal | null => {
    if (command.kind === 'whisper' || command.kind === 'listen') return null;
    if (command.kind === 'release' && away.userId === command.userId)
      return 'You speak with the caller: hand the call back first.';
    return command.kind === 'release' ? ownership.release(command) : ownership.claim(command);
  };
  const isHarmlessAtEnd = (kind: LiveCommand['kind']) =>
    ['hang-up', 'listen', 'own', 'release', 'take-over'].includes(kind);

  const showListeners = () => {
    const people = new Map([...listeners.keys()].map(({ userId, name }) => [userId, { userId, name }]));
    desk.listeners([...people.values()]);
  };
  const takeExpected = (userId: string): boolean => {
    const known = expected.get(userId);
    return known !== undefined && known.until >= clock.monotonic();
  };

  return {
    async act(command) {
      if (isOver) return { ok: false, code: 'no-owner', sentence: 'The call is over.' };
      const isNew = ownership.owner === null;
      const refused = refusalBy(command);
      if (refused !== null) return refuse(refused);
      if (options.isClosing() && !isHarmlessAtEnd(command.kind)) return refuse(CLOSING);
      const { kind, userId } = command;
      const ack = await perform(command);
      // Whoever could do nothing with it has not taken it.
      if (!ack.ok && isNew) ownership.clear();
      const payload = { act: kind, userId, ...(kind === 'hold' ? { isOnHold: command.isOnHold } : {}) };
      if (ack.ok) writer.event({ kind: 'desk', atMs: options.sinceStart(), payload });
      return ack;
    },
    async begin(headset) {
      ownership.claim(headset);
      if (await away.take(headset)) ownership.keep(true);
    },
    nameOf: (userId) => expected.get(userId)?.name ?? '',
    listen(headset) {
      if (isOver) return 'The call is over.';
      if (!takeExpected(headset.userId)) return 'Nobody asked to listen from here.';
      const mix = createMix((frame) => headset.play(frame));
      const stop = options.line.tap(mix);
      listeners.set(headset, { mix, stop });
      const leave = () => {
        stop();
        if (listeners.delete(headset) && !isOver) showListeners();
      };
      headset.gone.addEventListener('abort', leave, { once: true });
      showListeners();
      return null;
    },
    async join(headset) {
      if (isOver) return 'The call is over.';
      if (!takeExpected(headset.userId)) return 'Nobody asked to take over from here.';
      const refused = ownership.claim(headset);
      if (refused !== null) return refused;
      if (!(await away.take(headset))) return isOver ? 'The call is over.' : 'The call could not be taken just now.';
      ownership.keep(true);
      return null;
    },
    caller(frame) {
      away.caller(frame);
      for (const { mix } of listeners.values()) mix.caller(frame);
    },
    beat: sayNext,
    close(sentence) {
      isOver = true;
      away.close(sentence);
      ownership.clear();
      for (const [headset, { stop }] of listeners) {
        stop();
        headset.end(sentence);
      }
      listeners.clear();
    },
  };
}
