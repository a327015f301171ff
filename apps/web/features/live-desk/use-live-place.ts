'use client';

import { useSearchParams } from 'next/navigation';

/** What of the live page is open: it stands in the address, so that "back" and a link to a call work. */
export interface LivePlace {
  show: 'calls' | 'callbacks';
  /** The call or callback that was opened; null: none was chosen. */
  id: string | null;
}

export function useLivePlace(): LivePlace {
  const search = useSearchParams();
  const show = search.get('show') === 'callbacks' ? 'callbacks' : 'calls';
  return { show, id: search.get(show === 'calls' ? 'call' : 'callback') };
}

/** The call that the address names: the page may be a moment behind it. Null where none was chosen. */
export const chosenCallNow = (): string | null => new URLSearchParams(window.location.search).get('call');

/** @param how a row that is looked at in passing leaves no step to go back to; on a phone opening one does. */
export function goTo({ show, id }: LivePlace, how: 'push' | 'replace' = 'push'): void {
  const search = new URLSearchParams();
  if (show === 'callbacks') search.set('show', 'callbacks');
  if (id !== null) search.set(show === 'calls' ? 'call' : 'callback', id);
  const address = search.size === 0 ? '/live' : `/live?${search}`;
  if (how === 'push') window.history.pushState(null, '', address);
  else window.history.replaceState(null, '', address);
}
