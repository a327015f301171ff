'use client';

import { clsx } from 'clsx';
import { Ear, Frown, Headset, Smile } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { clockText } from '../shell/use-times.ts';
import type { BoardCall } from './board.ts';
import { moodNow, needOf } from './need.ts';
import { StateMark } from './state-mark.tsx';

/** One call in the list: state, who, mood and how long; beneath it what goes on, how soon it is answered, in which language; then why it wants a person, or who has it. */
export const CallRow = memo(function CallRow({
  call,
  activity,
  isSelected,
  now,
  onOpen,
}: {
  call: BoardCall;
  activity: string;
  isSelected: boolean;
  now: number | null;
  onOpen: (callId: string) => void;
}) {
  const t = useTranslations('live');
  const tLanguage = useTranslations('language');
  const need = needOf(call);
  const isEmergency = need === 'emergency';
  const durationMs = call.ended?.durationMs ?? (now === null ? 0 : now - Date.parse(call.startedAt));
  return (
    <button
      type="button"
      data-call-id={call.callId}
      aria-pressed={isSelected}
      onClick={() => onOpen(call.callId)}
      className={clsx(
        'flex w-full items-start gap-2.5 border-line border-b px-4 py-2.5 text-left outline-offset-[-2px]',
        isEmergency && 'bg-alarm text-alarm-ink',
        !isEmergency && (isSelected ? 'bg-brand-wash' : 'hover:bg-sunken'),
        call.ended && need === 'none' && !isSelected && 'text-ink-soft',
      )}
    >
      <span className="mt-0.5">
        <StateMark call={call} isOnBand={isEmergency} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className={clsx('min-w-0 flex-1 truncate', call.ended ? 'font-medium' : 'font-strong')}>
            {call.personal.patientName || call.personal.caller || t('caller.withheld')}
          </span>
          <MoodMark call={call} />
          <span className="text-sm">{clockText(durationMs)}</span>
        </span>
        <span className={clsx('flex items-baseline gap-2 text-sm', !isEmergency && 'text-ink-soft')}>
          <span className={clsx('min-w-0 flex-1 truncate', isEmergency && 'font-strong')}>{activity}</span>
          {call.lastGapMs === undefined || call.ended ? null : (
            <span title={t('gapTitle')}>{t('gap', { seconds: call.lastGapMs / 1_000 })}</span>
          )}
          <span>{tLanguage(call.language)}</span>
        </span>
        {/* An emergency is what goes on, and says it there. */}
        {need === 'none' || isEmergency ? null : (
          <span
            className={clsx('mt-0.5 block font-medium text-sm', need === 'failed' ? 'text-alarm' : 'text-attention')}
          >
            {t(`need.${need}`)}
          </span>
        )}
        <Staff call={call} isEmergency={isEmergency} />
      </span>
    </button>
  );
});

/** How the caller is, where that is not plain: a face, named for those who cannot see it. */
function MoodMark({ call }: { call: BoardCall }) {
  const t = useTranslations('live.mood');
  const mood = moodNow(call);
  if (mood === 'neutral' || call.ended) return null;
  const Icon = mood === 'negative' ? Frown : Smile;
  return (
    <span title={t(mood)} className="self-center">
      <Icon aria-hidden className="size-4" strokeWidth={1.75} />
      <span className="sr-only">{t(mood)}</span>
    </span>
  );
}

function Staff({ call, isEmergency }: { call: BoardCall; isEmergency: boolean }) {
  const t = useTranslations('live');
  const { ownerName, listenerNames } = call.personal;
  if (call.ended || (ownerName === undefined && listenerNames.length === 0)) return null;
  return (
    <span className={clsx('mt-0.5 flex items-center gap-1.5 text-sm', !isEmergency && 'text-ink-soft')}>
      {ownerName === undefined ? null : (
        <>
          <Headset aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate">{t('has', { name: ownerName })}</span>
        </>
      )}
      {listenerNames.length === 0 ? null : (
        <>
          <Ear aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate">{t('listens', { names: listenerNames.join(', ') })}</span>
        </>
      )}
    </span>
  );
}
