import { type DeskLanguage, inDeskLanguage, type Refusal } from '@vaani/clinic';
import type { Clock } from '@vaani/config';
import type { Live, Ticket } from '@vaani/live';
import type { Logger } from '@vaani/observability';
import type { RawData, WebSocket } from 'ws';
import type { VoiceMetrics } from '../metrics.ts';
import { parseDeskMessage, parseOpen } from './desk-messages.ts';
import type { UpgradeDoor } from './upgrades.ts';

/** 20 ms of mu-law at 8 kHz. */
const FRAME_BYTES = 160;
const MOST_BYTES = 4_096;
/** A browser that has not shown its ticket by then is sent away. */
const OPEN_DEADLINE_MS = 5_000;
/** So many malformed messages end a line. */
const MOST_MALFORMED = 50;
/** A browser that takes nothing is not waited for: what it cannot hear in a second is old. */
const MOST_BUFFERED = 64_000;
/** Ten times real time: a network that stalled brings what it kept at once; more is no talk. */
const FRAMES_A_SECOND = 500;

export type DeskPurpose = Ticket['purpose'];

/** The line to a browser, as whoever answers it sees it. */
export interface DeskSocket {
  play(frame: Uint8Array): void;
  /** Throws away what is not yet played. */
  clear(): void;
  /** The browser answers the same when all before it was played. */
  mark(name: string): void;
  /** Says why, in the language of the page, and closes. */
  end(sentence: Refusal): void;
  /** Aborts when the line is closed, by whichever side. */
  gone: AbortSignal;
}

/** What becomes of what the browser sends. What is not there is passed over. */
export interface DeskGuest {
  /** 160 bytes: 20 ms of mu-law, 8 kHz. */
  audio?(frame: Uint8Array): void;
  mark?(name: string): void;
  text?(text: string): void;
  key?(digit: string): void;
  /** The person wants the call to end. */
  hangUp?(): void;
  /** The browser was told that the line stands. */
  ready?(): void;
}

/** Answers the browsers of one purpose. */
export type DeskHost = (
  ticket: Ticket,
  socket: DeskSocket,
) => Promise<{ guest: DeskGuest; callId?: string } | { refused: Refusal }>;

const BAD_TICKET = 'This line could not be opened: its ticket is spent or too old. Try again.';

/** The browsers of the desk: pages of ours only, each with a ticket that is good for one line. */
export function deskDoor(options: {
  path: string;
  /** Where the pages come from. */
  webOrigin: string;
  live: Pick<Live, 'tickets' | 'subscribe'>;
  hosts: Partial<Record<DeskPurpose, DeskHost>>;
  clock: Clock;
  metrics: VoiceMetrics;
  logger: Logger;
}): UpgradeDoor {
  const purposes = Object.keys(options.hosts) as DeskPurpose[];

  function open(socket: WebSocket): void {
    const { clock, live, hosts, logger, metrics } = options;
    const closing = new AbortController();
    let guest: DeskGuest | undefined;
    let isOpening = false;
    /** Of the page; it says so with its ticket. */
    let language: DeskLanguage = 'en';
    let malformed = 0;
    let frames = { since: clock.monotonic(), count: 0 };
    const tell = (message: Record<string, unknown>) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    };
    const refuse = (sentence: Refusal) => {
      tell({ event: 'refused', sentence: inDeskLanguage(sentence, language) });
      socket.close(1008, 'refused');
    };
    const cancel = clock.after(OPEN_DEADLINE_MS, () => refuse('No ticket came.'));
    const line: DeskSocket = {
      play(frame) {
        if (socket.readyState === socket.OPEN && socket.bufferedAmount < MOST_BUFFERED) socket.send(frame);
      },
      clear: () => tell({ event: 'clear' }),
      mark: (name) => tell({ event: 'mark', name }),
      end(sentence) {
        tell({ event: 'ended', sentence: inDeskLanguage(sentence, language) });
        socket.close(1000, 'ended');
      },
      gone: closing.signal,
    };

    async function welcome(ticketText: string): Promise<void> {
      const ticket = await live.tickets.spend(ticketText, ...purposes);
      const host = ticket === null ? undefined : hosts[ticket.purpose];
      if (ticket === null || host === undefined) return refuse(BAD_TICKET);
      const answer = await host(ticket, line);
      if ('refused' in answer) return refuse(answer.refused);
      guest = answer.guest;
      const { purpose } = ticket;
      // A call that this line has made is not in its ticket.
      const callId = answer.callId ?? ticket.callId;
      tell({ event: 'ready', purpose, ...(callId === undefined ? {} : { callId }) });
      guest.ready?.();
      watchSession(ticket).catch((error: unknown) => {
        logger.warn('whether a desk line’s user is signed out is not known', error instanceof Error ? { error } : {});
      });
    }

    /** Whoever is signed out everywhere, or may not sign in any more, has no line either. */
    async function watchSession({ clinicId, userId }: Ticket): Promise<void> {
      for await (const item of live.subscribe(clinicId, { signal: closing.signal })) {
        if (!('event' in item) || item.event.type !== 'user.session') continue;
        if (item.event.data.userId === userId) line.end('You have been signed out.');
      }
    }

    function onFirst(data: RawData, isBinary: boolean): void {
      cancel();
      isOpening = true;
      const first = isBinary ? null : parseOpen(data.toString());
      if (first === null) {
        refuse('The first message must be a ticket.');
        return;
      }
      language = first.language;
      welcome(first.ticket).catch((error: unknown) => {
        logger.warn('a line of the desk could not be opened', error instanceof Error ? { error } : {});
        refuse('The line could not be opened just now. Try again in a moment.');
      });
    }

    function isTooFast(): boolean {
      const now = clock.monotonic();
      if (now - frames.since >= 1_000) frames = { since: now, count: 0 };
      frames.count++;
      return frames.count > FRAMES_A_SECOND;
    }

    function onText(text: string): boolean {
      const message = parseDeskMessage(text);
      if (message === null) return false;
      if (message.event === 'mark') guest?.mark?.(message.name);
      if (message.event === 'text') guest?.text?.(message.text);
      if (message.event === 'key') guest?.key?.(message.digit);
      if (message.event === 'hang-up') {
        if (guest?.hangUp !== undefined) guest.hangUp();
        else socket.close(1000, 'hung up');
      }
      return true;
    }

    socket.on('message', (data: RawData, isBinary: boolean) => {
      if (!isOpening) return onFirst(data, isBinary);
      if (isBinary && Buffer.isBuffer(data) && data.length === FRAME_BYTES) {
        if (isTooFast()) return refuse('Sound comes faster than anybody speaks.');
        return guest?.audio?.(new Uint8Array(data));
      }
      if (!isBinary && onText(data.toString())) return;
      metrics.malformedFrames.inc();
      malformed++;
      if (malformed >= MOST_MALFORMED) socket.close(1008, 'too many malformed messages');
    });
    socket.on('close', () => {
      cancel();
      closing.abort();
    });
    // An error is followed by `close`.
    socket.on('error', () => undefined);
  }

  return {
    path: options.path,
    mostBytes: MOST_BYTES,
    knock(request) {
      if (request.headers.origin !== options.webOrigin) return { status: '403 Forbidden', reason: 'origin' };
      return { open };
    },
  };
}
