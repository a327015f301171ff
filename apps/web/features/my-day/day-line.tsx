'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import type { Visitor } from '../queue/board.ts';
import type { QueueActs } from '../queue/use-queue.ts';
import { useNoteDrafts } from '../schedule/use-note-drafts.ts';
import { useTimes } from '../shell/use-times.ts';

/** Everybody of the day in the order in which they stand, to be looked at. */
export function DayLine({
  visitors,
  shownKey,
  acts,
  onChoose,
}: {
  visitors: readonly Visitor[];
  shownKey: string | null;
  acts: QueueActs;
  onChoose: (key: string) => void;
}) {
  const t = useTranslations('schedule.myDay');
  const times = useTimes();
  const [drafts] = useNoteDrafts();
  return (
    <nav aria-label={t('all')} className="border-line bg-surface max-lg:border-t lg:overflow-y-auto lg:border-l">
      <h2 className="px-4 pt-3 pb-1 font-strong">{t('all')}</h2>
      <ul className="divide-y divide-line">
        {visitors.map((visitor) => (
          <li key={visitor.key} className="flex items-center">
            <button
              type="button"
              aria-current={visitor.key === shownKey ? 'true' : undefined}
              onClick={() => onChoose(visitor.key)}
              className={clsx(
                'flex min-h-11 min-w-0 flex-1 items-center gap-3 px-4 py-1.5 text-left outline-offset-[-2px]',
                visitor.key === shownKey ? 'bg-brand-wash' : 'hover:bg-sunken',
              )}
            >
              <span className="w-16 shrink-0 text-ink-soft text-sm">
                {visitor.appointment ? times.time(visitor.appointment.startsAt) : t('walkedIn')}
              </span>
              <span className="min-w-0 flex-1 truncate font-medium">{visitor.name ?? t('unnamed')}</span>
              <span className="shrink-0 text-ink-soft text-sm">
                {visitor.token?.status === 'skipped' ? t('skipped') : t(`stage.${visitor.stage}`)}
                {drafts.has(visitor.key) ? <span className="block text-attention">{t('unsaved')}</span> : null}
              </span>
            </button>
            {visitor.token?.status === 'skipped' ? (
              <Button
                className="mr-4"
                disabled={acts.isBusy}
                onClick={() => (visitor.token ? acts.recall(visitor.token) : undefined)}
                aria-label={t('cameBackOne', { name: visitor.name ?? t('unnamed') })}
              >
                {t('cameBack')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </nav>
  );
}
