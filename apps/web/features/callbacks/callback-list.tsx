'use client';

import { clsx } from 'clsx';
import { Bot, PhoneCall, PhoneMissed } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Callback } from '../../server/routers/callbacks-schemas.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RowsLoading } from '../../ui/rows-loading.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { useShortcut } from '../palette/use-shortcut.ts';
import { useTimes } from '../shell/use-times.ts';
import { type CallbackShow, isUnderWay, useCallbacks } from './use-callbacks.ts';

/** Who is to be rung back, the next due first. */
export function CallbackList({
  openId,
  now,
  onOpen,
}: {
  openId: string | null;
  now: number | null;
  onOpen: (callbackId: string) => void;
}) {
  const t = useTranslations('live.callback');
  const [show, setShow] = useState<CallbackShow>('open');
  const { query, callbacks } = useCallbacks(show);
  const step = (by: number) => {
    const at = callbacks?.findIndex(({ id }) => id === openId) ?? -1;
    const next = callbacks?.[Math.max(0, at + by)];
    if (next !== undefined) onOpen(next.id);
  };
  useShortcut('next', () => step(1));
  useShortcut('previous', () => step(-1));
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="border-line border-b px-4 py-2">
        <Segments
          label={t('show.label')}
          value={show}
          options={[
            { value: 'open', label: t('show.open') },
            { value: 'closed', label: t('show.closed') },
          ]}
          onChoose={setShow}
        />
      </div>
      {query.isPending ? <RowsLoading /> : null}
      {query.isError && callbacks === undefined ? (
        <FailedNotice
          words={{ title: t('failed.title'), body: t('failed.body'), action: t('failed.action') }}
          onRetry={() => void query.refetch()}
        />
      ) : null}
      {callbacks?.length === 0 ? (
        <Notice icon={PhoneCall} title={t(`none.${show}.title`)}>
          {t(`none.${show}.body`)}
        </Notice>
      ) : null}
      <ul>
        {callbacks?.map((callback) => (
          <li key={callback.id}>
            <Row callback={callback} now={now} isSelected={callback.id === openId} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      <ShowMore query={query} words={{ more: t('more'), loading: t('loading') }} />
    </div>
  );
}

function Row({
  callback,
  now,
  isSelected,
  onOpen,
}: {
  callback: Callback;
  now: number | null;
  isSelected: boolean;
  onOpen: (callbackId: string) => void;
}) {
  const t = useTranslations('live.callback');
  const times = useTimes();
  const { id, isMissed, patientName, phone, reason, owner, dueAt, outcome, attempts } = callback;
  const isOpen = callback.status === 'open' || callback.status === 'in_progress';
  const isLate = isOpen && now !== null && Date.parse(dueAt) < now;
  const isRinging = attempts.some(isUnderWay);
  const Icon = isRinging ? Bot : isMissed ? PhoneMissed : PhoneCall;
  return (
    <button
      type="button"
      data-callback-id={id}
      aria-pressed={isSelected}
      onClick={() => onOpen(id)}
      className={clsx(
        'flex w-full items-start gap-2.5 border-line border-b px-4 py-2.5 text-left outline-offset-[-2px]',
        isSelected ? 'bg-brand-wash' : 'hover:bg-sunken',
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" strokeWidth={1.75} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className={clsx('min-w-0 flex-1 truncate', isOpen ? 'font-strong' : 'font-medium')}>
            {patientName ?? phone ?? t('withheld')}
          </span>
          <span className={clsx('text-sm', isLate ? 'font-medium text-alarm' : 'text-ink-soft')}>
            {isOpen ? t(isLate ? 'late' : 'due', { time: times.time(dueAt) }) : null}
          </span>
        </span>
        <span className="block truncate text-ink-soft text-sm">{isMissed ? t('missed') : reason}</span>
        <span className="block truncate text-sm">
          {[
            isRinging ? t('ringing') : null,
            outcome === null ? null : t(`outcome.${outcome}`),
            owner === null ? (isOpen ? t('nobody') : null) : owner.name,
            attempts.length === 0 ? null : t('attempts', { count: attempts.length }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
    </button>
  );
}
