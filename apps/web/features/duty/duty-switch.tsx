'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { shortcuts } from '../palette/shortcuts.ts';
import { useShortcut } from '../palette/use-shortcut.ts';
import { useDuty, useSetDuty } from './use-duty.ts';

/** At the foot of the rail: is one there for calls? Routing goes by it. */
export function DutySwitch() {
  const t = useTranslations('desk.duty');
  const duty = useDuty();
  const set = useSetDuty();
  const isOnDuty = duty?.isOnDuty ?? false;
  const turn = () => duty !== undefined && set.mutate({ isOnDuty: !isOnDuty });
  useShortcut('duty', turn);
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOnDuty}
      aria-keyshortcuts={shortcuts.duty.key}
      disabled={duty === undefined}
      title={t(isOnDuty ? 'onTitle' : 'offTitle')}
      onClick={turn}
      className="flex w-full flex-col items-center gap-1 rounded-md px-1 py-2 text-ink-soft text-xs hover:bg-sunken hover:text-ink"
    >
      <span
        aria-hidden
        className={clsx(
          'flex h-4.5 w-8 items-center rounded-full border p-0.5 transition-colors duration-100',
          isOnDuty ? 'border-live bg-live' : 'border-line-strong bg-surface',
        )}
      >
        <span
          className={clsx(
            'size-3 rounded-full transition-transform duration-100',
            isOnDuty ? 'translate-x-3.5 bg-surface' : 'bg-line-strong',
          )}
        />
      </span>
      <span>{t(isOnDuty ? 'on' : 'off')}</span>
      {set.isError ? (
        <span role="alert" className="text-alarm">
          {t('failed')}
        </span>
      ) : null}
    </button>
  );
}
