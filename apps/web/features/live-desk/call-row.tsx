'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { clockText } from '../shell/use-times.ts';
import type { BoardCall } from './board.ts';
import { needOf } from './need.ts';
import { StateMark } from './state-mark.tsx';

/** One call in the list: state, who, how long; beneath it what goes on, and in which language. */
export function CallRow({
  call,
  activity,
  isSelected,
  now,
  onSelect,
}: {
  call: BoardCall;
  activity: string;
  isSelected: boolean;
  now: number | null;
  onSelect: () => void;
}) {
  const t = useTranslations('live');
  const tLanguage = useTranslations('language');
  const need = needOf(call);
  const durationMs = call.ended?.durationMs ?? (now === null ? 0 : now - Date.parse(call.startedAt));
  return (
    <button
      type="button"
      data-call-id={call.callId}
      aria-pressed={isSelected}
      onClick={onSelect}
      className={clsx(
        'flex w-full items-start gap-2.5 border-line border-b px-4 py-2.5 text-left outline-offset-[-2px]',
        need === 'emergency' && 'bg-alarm text-alarm-ink',
        need !== 'emergency' && (isSelected ? 'bg-brand-wash' : 'hover:bg-sunken'),
        call.ended && need === 'none' && !isSelected && 'text-ink-soft',
      )}
    >
      <span className="mt-0.5">
        <StateMark call={call} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className={clsx('min-w-0 flex-1 truncate', call.ended ? 'font-medium' : 'font-strong')}>
            {call.personal.patientName || call.personal.caller || t('caller.withheld')}
          </span>
          <span className="text-sm">{clockText(durationMs)}</span>
        </span>
        <span className={clsx('flex items-baseline gap-2 text-sm', need !== 'emergency' && 'text-ink-soft')}>
          <span className="min-w-0 flex-1 truncate">{activity}</span>
          <span>{tLanguage(call.language)}</span>
        </span>
        {need === 'none' ? null : (
          <span className={clsx('mt-0.5 block font-medium text-sm', need === 'not-understood' && 'text-attention')}>
            {t(`need.${need}`)}
          </span>
        )}
      </span>
    </button>
  );
}
