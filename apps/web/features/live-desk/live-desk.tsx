'use client';

import { clsx } from 'clsx';
import { PhoneIncoming, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useNow } from '../shell/use-now.ts';
import { CallRow } from './call-row.tsx';
import { CallView } from './call-view.tsx';
import { useActivityText } from './call-words.ts';
import { CallerPane } from './caller-pane.tsx';
import { inOrderOfNeed } from './need.ts';
import { ProviderLine } from './provider-line.tsx';
import { useBoard } from './use-board.ts';
import { useDirectory } from './use-directory.ts';
import { useSteadyOrder } from './use-steady-order.ts';

/** Calls at the left in order of need, the conversation in the middle, the caller at the right. */
export function LiveDesk({ isLocal }: { isLocal: boolean }) {
  const t = useTranslations('live');
  const { board, isLoading, isFailed, retry } = useBoard();
  const directory = useDirectory();
  const activityText = useActivityText(directory);
  const now = useNow(1_000);
  const list = useRef<HTMLDivElement>(null);
  const { calls, waiting, showWaiting } = useSteadyOrder(inOrderOfNeed(board.values()), list);
  const [chosenId, setChosenId] = useState<string | null>(null);
  // On a wide screen the neediest call is open until one is chosen; on a phone the list comes first.
  const open = (chosenId === null ? undefined : board.get(chosenId)) ?? calls[0];
  const underWay = calls.filter(({ ended }) => !ended).length;

  return (
    <div className="grid h-full min-h-0 lg:grid-cols-[17rem_minmax(0,1fr)_15rem] xl:grid-cols-[20rem_minmax(0,1fr)_18rem]">
      <section
        aria-label={t('calls')}
        className={clsx(
          'flex min-h-0 flex-col border-line bg-surface lg:border-r',
          chosenId !== null && 'max-lg:hidden',
        )}
      >
        <PageHead title={t('title')}>
          <p className="text-ink-soft text-sm" role="status">
            {isLoading ? null : t('count', { count: underWay })}
          </p>
        </PageHead>
        {waiting > 0 ? (
          <button
            type="button"
            onClick={showWaiting}
            className="border-line border-b bg-brand-wash px-4 py-1.5 text-left text-sm"
          >
            {t('waiting', { count: waiting })}
          </button>
        ) : null}
        <div ref={list} className="min-h-0 flex-1 overflow-y-auto">
          {isLoading ? <RowsLoading /> : null}
          {isFailed ? (
            <Notice
              icon={TriangleAlert}
              title={t('failed.title')}
              isAlarm
              action={<Button onClick={retry}>{t('failed.action')}</Button>}
            >
              {t('failed.body')}
            </Notice>
          ) : null}
          {!isLoading && !isFailed && calls.length === 0 ? <NoCalls isLocal={isLocal} className="lg:hidden" /> : null}
          {calls.map((call) => (
            <CallRow
              key={call.callId}
              call={call}
              activity={activityText(call)}
              isSelected={call.callId === open?.callId}
              now={now}
              onSelect={() => setChosenId(call.callId)}
            />
          ))}
        </div>
        <ProviderLine />
      </section>

      <div
        className={clsx(
          'min-h-0 bg-surface',
          chosenId === null && 'max-lg:hidden',
          open === undefined && 'lg:col-span-2',
        )}
      >
        {open ? (
          <CallView
            key={open.callId}
            call={open}
            activity={activityText(open)}
            directory={directory}
            now={now}
            onBack={() => setChosenId(null)}
          />
        ) : isLoading ? null : (
          <NoCalls isLocal={isLocal} />
        )}
      </div>

      {open ? (
        <div className="min-h-0 overflow-y-auto border-line border-l bg-surface max-lg:hidden">
          <CallerPane call={open} />
        </div>
      ) : null}
    </div>
  );
}

/** Nobody calls: what will be here, and on one's own machine how to place a call. */
function NoCalls({ isLocal, className }: { isLocal: boolean; className?: string }) {
  const t = useTranslations('live.empty');
  return (
    <div className={clsx('h-full', className)}>
      <Notice icon={PhoneIncoming} title={t('title')}>
        <p>{t('body')}</p>
        {isLocal ? (
          <p className="mt-4">
            {t('try')}
            <code className="mt-1 block rounded-md border border-line bg-sunken px-3 py-2 text-ink text-sm">
              npm run call -- --scenario book-english
            </code>
          </p>
        ) : null}
      </Notice>
    </div>
  );
}

function RowsLoading() {
  return (
    <div aria-hidden>
      {['w-32', 'w-40', 'w-28'].map((width) => (
        <div key={width} className="space-y-2 border-line border-b px-4 py-3">
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-3 w-52" />
        </div>
      ))}
    </div>
  );
}
