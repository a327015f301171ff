'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import { usePerson } from '../shell/person.tsx';
import { type BoardState, type BoardStore, createBoardStore, firstState } from './board-store.ts';

// What keeps the board is fetched once the page stands: no page waits for it.
const BoardKeeper = dynamic(() => import('./board-keeper.tsx').then((module) => module.BoardKeeper), { ssr: false });

const BoardContext = createContext<BoardStore | null>(null);

/** Keeps the calls of the clinic on every page of those who watch them: a call that wants a person is told wherever one is. */
export function BoardProvider({ children }: { children: ReactNode }) {
  const { pages } = usePerson();
  const isKept = pages.includes('live');
  const [store] = useState(() => createBoardStore(isKept));
  useLiveMessages((message) => store.early?.push(message));
  return (
    <BoardContext value={store}>
      {children}
      {isKept ? <BoardKeeper store={store} /> : null}
    </BoardContext>
  );
}

/** @throws where it is used outside of the desk, which is a mistake in the code. */
export function useBoardStore(): BoardStore {
  const store = useContext(BoardContext);
  if (store === null) throw new Error('the board is for pages of the desk');
  return store;
}

/** One thing of the board; what shows it is drawn anew when that changes. */
export function useOfBoard<K extends keyof BoardState>(name: K): BoardState[K] {
  const store = useBoardStore();
  return useSyncExternalStore(
    store.onChange,
    () => store.get()[name],
    () => firstState[name],
  );
}
