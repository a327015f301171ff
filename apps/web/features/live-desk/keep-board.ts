import type { CallSnapshot, LiveEvent } from '@vaani/live';
import type { EndedCall } from '../../server/routers/live-schemas.ts';
import type { StreamMessage } from '../live-stream/open-stream.ts';
import { applyEvents, type Board, emptyBoard, fromSnapshots, isOfUnknownCall } from './board.ts';

/** How long a call that ended stays on the board. */
const ENDED_STAYS_MS = 10 * 60_000;
const SWEEP_MS = 15_000;
/** A worker writes its snapshot just after it tells the event: what came this recently is told again on top of it. */
const RECENT_MS = 5_000;
/** The server tells events together; what comes in one piece, or close after, is drawn once. */
const FRAME_MS = 8;
/** Where Redis lost its data, each worker writes its calls again with its next heartbeat, ten seconds apart, and tells nobody. */
const WRITTEN_AGAIN_MS = 12_000;
/** Calls that the board lacks are asked for no more often than this. */
const ASK_AGAIN_MS = 2_000;

/** What the server says of the calls. */
export interface CallsAnswer {
  calls: CallSnapshot[];
  ended: EndedCall[];
  isBehind: boolean;
}

export interface BoardKeeping {
  /** What the stream says. */
  take(message: StreamMessage): void;
  /** What the server answered, once it was asked. */
  answer(answer: CallsAnswer): void;
  stop(): void;
}

/**
 * Keeps a board up: what the server knows, brought forward by what the stream tells, and asked for again where something was missed.
 * @param ask asks the server; what it says comes by `answer`.
 * @param onBoard told of each new board, and when the events in it were published.
 */
export function keepBoard({
  ask,
  onBoard,
}: {
  ask: () => void;
  onBoard: (board: Board, publishedAt: readonly number[]) => void;
}): BoardKeeping {
  let board: Board = emptyBoard;
  let recent: { event: LiveEvent; at: number }[] = [];
  let waiting: Extract<StreamMessage, { kind: 'event' }>[] = [];
  /** Until then the list of calls may lack some. */
  let incompleteUntil = 0;
  let askedAt = Number.NEGATIVE_INFINITY;
  const timers = new Map<'frame' | 'ask' | 'written' | 'sweep', ReturnType<typeof setTimeout>>();

  /** One timer of each kind; a second one waits for the first. */
  function later(kind: 'frame' | 'ask' | 'written' | 'sweep', delayMs: number, act: () => void): void {
    if (timers.has(kind)) return;
    const timer = setTimeout(() => {
      timers.delete(kind);
      act();
    }, delayMs);
    timers.set(kind, timer);
  }

  function askNow(): void {
    askedAt = performance.now();
    ask();
  }

  function show(next: Board, publishedAt: readonly number[] = []): void {
    if (next === board) return;
    board = next;
    onBoard(board, publishedAt);
    if ([...board.values()].some(({ ended }) => ended)) later('sweep', SWEEP_MS, sweep);
  }

  function sweep(): void {
    const now = Date.now();
    const kept = [...board].filter(([, { ended }]) => !ended || now - Date.parse(ended.endedAt) < ENDED_STAYS_MS);
    if (kept.length < board.size) show(new Map(kept));
    else if (kept.some(([, { ended }]) => ended)) later('sweep', SWEEP_MS, sweep);
  }

  const forgetOld = () => {
    const since = performance.now() - RECENT_MS;
    const first = recent.findIndex(({ at }) => at >= since);
    recent = first < 0 ? [] : recent.slice(first);
  };

  function draw(): void {
    const items = waiting;
    waiting = [];
    forgetOld();
    show(
      applyEvents(
        board,
        items.map(({ event }) => event),
      ),
      items.map(({ publishedAt }) => publishedAt),
    );
    if (items.some(({ event }) => isOfUnknownCall(board, event)))
      later('ask', Math.max(0, askedAt + ASK_AGAIN_MS - performance.now()), askNow);
  }

  return {
    take(message) {
      if (message.kind === 'event') {
        recent.push({ event: message.event, at: performance.now() });
        waiting.push(message);
        later('frame', FRAME_MS, draw);
      } else if (message.kind !== 'behind') {
        incompleteUntil = performance.now() + WRITTEN_AGAIN_MS;
        clearTimeout(timers.get('written'));
        timers.delete('written');
        later('written', WRITTEN_AGAIN_MS, askNow);
        askNow();
      }
    },
    answer({ calls, ended, isBehind }) {
      clearTimeout(timers.get('ask'));
      timers.delete('ask');
      forgetOld();
      // A list that nobody could read is empty, and what is known stays.
      const areAllTold = !isBehind && performance.now() >= incompleteUntil;
      const told = fromSnapshots(board, calls, { ended, areAllTold });
      show(
        applyEvents(
          told,
          recent.map(({ event }) => event),
        ),
      );
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
