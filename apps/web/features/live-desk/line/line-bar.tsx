'use client';

import dynamic from 'next/dynamic';
import { usePathname } from 'next/navigation';
import { useLine } from './line-provider.tsx';

// Most pages never have a line: it is fetched with the first.
const OpenLineBar = dynamic(() => import('./open-line-bar.tsx').then((file) => file.OpenLineBar), { ssr: false });

/** Above every page while this browser has a line to a call: whoever speaks with a caller is never in doubt about it. */
export function LineBar() {
  const { state } = useLine();
  const isLive = usePathname().startsWith('/live');
  // On the live page what went wrong stands beside the acts of the call.
  if (state.phase === 'off' || (state.phase === 'failed' && isLive && state.purpose !== 'call-back')) return null;
  return <OpenLineBar state={state} />;
}
