'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { BoardCall } from './board.ts';
import { CallRow } from './call-row.tsx';
import { useSteadyOrder } from './use-steady-order.ts';

/** Two lines and their space; rows that say more are measured. */
const ROW_PX = 61;

/** The calls in order of need. Of hundreds only those in sight are in the page. */
export function CallRows({
  wanted,
  activityText,
  openId,
  now,
  onOpen,
}: {
  wanted: readonly BoardCall[];
  activityText: (call: BoardCall) => string;
  openId: string | undefined;
  now: number | null;
  onOpen: (callId: string) => void;
}) {
  const t = useTranslations('live');
  const list = useRef<HTMLDivElement>(null);
  const { calls, entering, rising, showWaiting } = useSteadyOrder(wanted, list);
  const rows = useVirtualizer({
    count: calls.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => calls[index]?.callId ?? index,
    overscan: 6,
  });
  const openIndex = calls.findIndex(({ callId }) => callId === openId);
  // A row that a key opened comes into sight; one that moved by itself does not pull the list along.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is opened is the reason to look
  useEffect(() => {
    if (openIndex >= 0) rows.scrollToIndex(openIndex);
  }, [openId]);

  return (
    <>
      <div ref={list} className="min-h-0 flex-1 overflow-y-auto">
        <ul className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ key, index, start }) => {
            const call = calls[index];
            return call === undefined ? null : (
              <li
                key={key}
                ref={rows.measureElement}
                data-index={index}
                aria-setsize={calls.length}
                aria-posinset={index + 1}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <CallRow
                  call={call}
                  activity={activityText(call)}
                  isSelected={call.callId === openId}
                  now={now}
                  onOpen={onOpen}
                />
              </li>
            );
          })}
        </ul>
      </div>
      {/* Below the rows: above them it would push them from under the hand. */}
      {entering + rising > 0 ? (
        <button
          type="button"
          onClick={showWaiting}
          className="border-line border-t bg-brand-wash px-4 py-1.5 text-left text-sm"
        >
          {[entering > 0 ? t('waiting', { count: entering }) : '', rising > 0 ? t('rising', { count: rising }) : '']
            .filter(Boolean)
            .join(' · ')}
        </button>
      ) : null}
    </>
  );
}
