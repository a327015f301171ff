import type { StreamMessage } from '../live-stream/open-stream.ts';
import type { Board } from './board.ts';
import type { Need } from './need.ts';

/** A call under way that wants a person. */
export interface NeededCall {
  callId: string;
  need: Need;
  /** The patient's name, or a masked number; empty where it was withheld. */
  name: string;
}

export interface BoardState {
  board: Board;
  /** Until the first answer is there. */
  isLoading: boolean;
  isFailed: boolean;
  /** The live connection is away: which calls are under way cannot be told. */
  isBehind: boolean;
  /** The neediest first; the same list for as long as it says the same. */
  needed: readonly NeededCall[];
}

/** The one board of a tab: kept in the background, read by whoever shows something of it. */
export interface BoardStore {
  get(): BoardState;
  set(change: Partial<BoardState>): void;
  onChange(listener: () => void): () => void;
  /** Asks for the calls again, after that failed. */
  retry(): void;
  onRetry(retry: () => void): void;
  /** What the stream said before there was somebody to keep the board; null once there is, or where nobody comes. */
  early: StreamMessage[] | null;
  /** When the events were published that the board has and nobody has drawn yet. */
  undrawn: number[];
}

const nobody: readonly NeededCall[] = [];
export const firstState: BoardState = {
  ...{ board: new Map(), isLoading: true, isFailed: false, isBehind: false, needed: nobody },
};

/** @param isKept whether somebody comes to keep a board: without, nothing of the stream is put by for them. */
export function createBoardStore(isKept: boolean): BoardStore {
  let state = firstState;
  let retry: () => void = () => undefined;
  const listeners = new Set<() => void>();
  return {
    early: isKept ? [] : null,
    undrawn: [],
    get: () => state,
    set(change) {
      const names = Object.keys(change) as (keyof BoardState)[];
      if (names.every((name) => Object.is(change[name], state[name]))) return;
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry: () => retry(),
    onRetry(next) {
      retry = next;
    },
  };
}
