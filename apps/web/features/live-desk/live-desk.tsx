'use client';

import { clsx } from 'clsx';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { nothing } from '../../ui/nothing.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ChooseCallback } from '../callbacks/choose-callback.tsx';
import { useCallbackCounts } from '../callbacks/use-callbacks.ts';
import { DutyLine } from '../duty/duty-line.tsx';
import { useShortcut } from '../palette/use-shortcut.ts';
import { useNow } from '../shell/use-now.ts';
import { CallOver } from './call-over.tsx';
import { useActivityText } from './call-words.ts';
import { CallsPane } from './calls-pane.tsx';
import { inOrderOfNeed } from './need.ts';
import { NoCalls } from './no-calls.tsx';
import { ProviderLine } from './provider-line.tsx';
import { SoundSwitch } from './sound-switch.tsx';
import { useAutoOpen } from './use-auto-open.ts';
import { useBoard } from './use-board.ts';
import { useDirectory } from './use-directory.ts';
import { goTo, useLivePlace } from './use-live-place.ts';

// Fetched with the first call that is on the board, or soon after the page stands: a desk that is open for days shows a call whatever was deployed meanwhile.
const fetchCall = () =>
  Promise.all([import('./call-view.tsx'), import('./caller-pane.tsx'), import('./call-rows.tsx')]);
const CallView = dynamic(() => fetchCall().then(([file]) => file.CallView), { loading: nothing });
const CallerPane = dynamic(() => fetchCall().then(([, file]) => file.CallerPane), { loading: nothing });
const CallbackList = dynamic(() => import('../callbacks/callback-list.tsx').then((file) => file.CallbackList), {
  loading: nothing,
});
const CallbackView = dynamic(() => import('../callbacks/callback-view.tsx').then((file) => file.CallbackView), {
  loading: nothing,
});

/** So long after the page stands nothing else of it is waited for. */
const SETTLED_MS = 10_000;

/** Has what shows a call at hand before anybody opens one. */
function useFetchedCall(isWanted: boolean): void {
  useEffect(() => {
    if (isWanted) {
      // What cannot be fetched now is asked for again when a call is opened.
      fetchCall().catch(() => undefined);
      return undefined;
    }
    const timer = setTimeout(() => fetchCall().catch(() => undefined), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [isWanted]);
}

/** Calls at the left in order of need, the conversation in the middle, the caller at the right; or those who are to be rung back. */
export function LiveDesk({ isLocal }: { isLocal: boolean }) {
  const t = useTranslations('live');
  const { board, isLoading, isFailed, isUntold, retry } = useBoard();
  const directory = useDirectory();
  const activityText = useActivityText(directory);
  const now = useNow(1_000);
  const place = useLivePlace();
  const callbacks = useCallbackCounts();
  const calls = inOrderOfNeed(board.values());

  const isCalls = place.show === 'calls';
  // On a wide screen the neediest call is open until one is chosen; on a phone the list comes first.
  const automatic = useAutoOpen(calls);
  // A call that was asked for by name and is not there is never another one: what is done next would be done to that.
  const open = place.id === null ? automatic : board.get(place.id);
  useFetchedCall(calls.length > 0);
  const underWay = calls.filter(({ ended }) => !ended).length;
  const openCall = (callId: string) => goTo({ show: 'calls', id: callId });
  const back = () => goTo({ show: place.show, id: null });
  const step = (by: number) => {
    const at = calls.findIndex(({ callId }) => callId === open?.callId);
    const next = calls[Math.min(calls.length - 1, Math.max(0, at + by))];
    if (next !== undefined) goTo({ show: 'calls', id: next.callId }, 'replace');
  };
  const other = isCalls ? 'callbacks' : 'calls';
  useShortcut('next', () => step(1), isCalls);
  useShortcut('previous', () => step(-1), isCalls);
  useShortcut('callbacks', () => goTo({ show: other, id: null }));

  return (
    <div className="grid h-full min-h-0 lg:grid-cols-[17rem_minmax(0,1fr)_15rem] xl:grid-cols-[20rem_minmax(0,1fr)_18rem]">
      {/* On a phone what is open covers the list, and the page's heading with it. */}
      {place.id === null ? null : <h1 className="sr-only lg:hidden">{t('title')}</h1>}
      <section
        aria-label={t(isCalls ? 'calls' : 'callbacks')}
        aria-busy={isLoading}
        className={clsx(
          'flex min-h-0 flex-col border-line bg-surface lg:border-r',
          place.id !== null && 'max-lg:hidden',
        )}
      >
        <PageHead title={t('title')}>
          <p className="flex-1 whitespace-nowrap text-ink-soft text-sm" role="status">
            {isLoading ? null : isUntold && underWay === 0 ? t('untold') : t('count', { count: underWay })}
          </p>
          <SoundSwitch />
          <Segments
            label={t('show.label')}
            value={place.show}
            options={[
              { value: 'calls', label: t('show.calls') },
              { value: 'callbacks', label: t('show.callbacks', { count: callbacks.open, late: callbacks.late }) },
            ]}
            onChoose={(show) => goTo({ show, id: null })}
          />
        </PageHead>
        {isCalls ? (
          <CallsPane
            {...{ wanted: calls, activityText, now, isLoading, isFailed, isUntold, isLocal }}
            openId={open?.callId}
            onRetry={retry}
            onOpen={openCall}
          />
        ) : (
          <CallbackList openId={place.id} now={now} onOpen={(id) => goTo({ show: 'callbacks', id })} />
        )}
        <DutyLine />
        <ProviderLine />
      </section>

      <div
        className={clsx(
          'min-h-0 bg-surface',
          place.id === null && 'max-lg:hidden',
          (!isCalls || open === undefined) && 'lg:col-span-2',
        )}
      >
        {isCalls ? (
          open ? (
            <CallView
              key={open.callId}
              call={open}
              activity={activityText(open)}
              directory={directory}
              now={now}
              onBack={back}
            />
          ) : isLoading ? null : place.id !== null && !isUntold ? (
            <CallOver callId={place.id} onBack={back} />
          ) : (
            <NoCalls isLocal={isLocal} isUntold={isUntold} />
          )
        ) : place.id === null ? (
          <ChooseCallback />
        ) : (
          <CallbackView callbackId={place.id} now={now} onBack={back} />
        )}
      </div>

      {isCalls && open ? (
        <div className="min-h-0 overflow-y-auto border-line border-l bg-surface max-lg:hidden">
          <CallerPane call={open} />
        </div>
      ) : null}
    </div>
  );
}
