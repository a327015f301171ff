'use client';

import { TriangleAlert } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { BoardCall } from './board.ts';
import { NoCalls } from './no-calls.tsx';

const CallRows = dynamic(() => import('./call-rows.tsx').then((file) => file.CallRows), { loading: RowsLoading });

/** The calls, or why there are none to be seen. */
export function CallsPane({
  isLoading,
  isFailed,
  isUntold,
  isLocal,
  onRetry,
  ...rows
}: {
  wanted: readonly BoardCall[];
  activityText: (call: BoardCall) => string;
  openId: string | undefined;
  now: number | null;
  isLoading: boolean;
  isFailed: boolean;
  isUntold: boolean;
  isLocal: boolean;
  onRetry: () => void;
  onOpen: (callId: string) => void;
}) {
  const t = useTranslations('live');
  if (rows.wanted.length > 0) return <CallRows {...rows} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      {isFailed ? (
        <Notice
          icon={TriangleAlert}
          title={t('failed.title')}
          isAlarm
          action={<Button onClick={onRetry}>{t('failed.action')}</Button>}
        >
          {t('failed.body')}
        </Notice>
      ) : isLoading ? (
        <RowsLoading />
      ) : (
        <NoCalls isLocal={isLocal} isUntold={isUntold} className="lg:hidden" />
      )}
    </div>
  );
}

function RowsLoading() {
  return (
    <div aria-hidden data-rows-loading>
      {['w-32', 'w-40', 'w-28'].map((width) => (
        <div key={width} className="space-y-2 border-line border-b px-4 py-3">
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="h-3 w-52" />
        </div>
      ))}
    </div>
  );
}
