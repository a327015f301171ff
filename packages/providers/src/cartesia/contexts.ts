import { randomUUID } from 'node:crypto';
import type { Clock } from '@vaani/config';
import { type createSpeech, type Event, eventSchema } from './speech.ts';
import type { Seat, WarmLine } from './warm-line.ts';

/** The service ends a context a second after its last sound, and knows it no more: what comes nearly as late has one of its own. */
const STALE_MS = 600;

type Generation = Extract<Parameters<Seat['send']>[0], { transcript: string }>;

/** One of an utterance: a second one goes on where the first has expired. */
export interface Context {
  id: string;
  seat?: Seat;
  speech?: ReturnType<typeof createSpeech>;
  wordsSent: number;
  /** Those whose times were told. */
  wordsTold: number;
  /** When it last sounded, monotonic. */
  soundAt?: number;
  isOver: boolean;
}
/** What came of one. */
export interface Message {
  of: Context;
  event: Event;
}

export type Contexts = ReturnType<typeof createContexts>;

/** The contexts of one utterance, one after the other. */
export function createContexts(options: {
  join: WarmLine['join'];
  inbox: { onEvent(of: Context, event: Event | undefined): void; onFailure(error: unknown): void };
  clock: Clock;
  signal: AbortSignal;
}) {
  const { inbox, clock, signal } = options;
  let context: Context | undefined;
  let isLast = false;
  let isClosed = false;

  /** All of it was said, and that a while ago. */
  const isStale = ({ isOver, wordsSent, wordsTold, soundAt = Number.POSITIVE_INFINITY }: Context) =>
    isOver || (wordsTold >= wordsSent && clock.monotonic() - soundAt >= STALE_MS);

  async function begin(): Promise<Context> {
    context?.seat?.leave();
    const me: Context = { id: randomUUID(), wordsSent: 0, wordsTold: 0, isOver: false };
    context = me;
    const seat = await options.join(me.id, { onEvent: (raw) => receive(me, raw), onFailure: inbox.onFailure }, signal);
    if (isClosed) seat.leave();
    else me.seat = seat;
    return me;
  }

  function receive(me: Context, raw: unknown): void {
    const event = eventSchema.safeParse(raw).data;
    if (event?.type === 'chunk') me.soundAt = clock.monotonic();
    if (event?.type === 'timestamps') me.wordsTold += event.word_timestamps?.words.length ?? 0;
    if (event?.type === 'done') me.isOver = true;
    inbox.onEvent(me, event);
  }

  const sendTo = (me: Context) => (message: Omit<Generation, 'context_id'>) => {
    me.wordsSent += message.transcript.split(/\s+/).filter((word) => word !== '').length;
    me.seat?.send({ ...message, context_id: me.id });
  };

  return {
    /** Where the next piece goes. @throws {ProviderFailure} */
    async current() {
      const me = context === undefined || isStale(context) ? await begin() : context;
      return { send: sendTo(me), isNew: me.wordsSent === 0 };
    },
    /** Nothing more comes. @returns where that is to be said; nowhere where the context has ended by itself. */
    last() {
      isLast = true;
      if (context === undefined) return undefined;
      if (!isStale(context)) return sendTo(context);
      if (!context.isOver) receive(context, { type: 'done' });
      else inbox.onEvent(context, { type: 'done' });
      return undefined;
    },
    /** That one has ended: is all said? */
    over: (of: Context) => isLast && of === context,
    /** Nobody listens any more. Idempotent. */
    close() {
      isClosed = true;
      if (context?.isOver === false) context.seat?.send({ cancel: true, context_id: context.id });
      context?.seat?.leave();
    },
  };
}
