'use client';

import { BellRing, Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Token } from '../../server/routers/queue-schemas.ts';
import { Button } from '../../ui/button.tsx';
import type { QueueActs } from '../queue/use-queue.ts';

/** Calls in the next, and finishes who is inside with the same press. Large: it is pressed with a thumb, between two patients. */
export function CallIn({
  doctorId,
  inside,
  waiting,
  nextName,
  acts,
  onCalled,
}: {
  doctorId: string;
  inside: Token | undefined;
  waiting: number;
  nextName: string | null;
  acts: QueueActs;
  onCalled: () => void;
}) {
  const t = useTranslations('schedule.myDay');
  const hasWork = waiting > 0 || inside !== undefined;
  return (
    <section aria-label={t('queue')} className="flex flex-wrap items-center gap-3 border-line border-b bg-surface p-4">
      <p role="status" className="min-w-0 flex-1">
        <span className="block font-strong text-lg">
          {waiting === 0 ? t('nobodyWaits') : t('waits', { count: waiting })}
        </span>
        <span className="text-ink-soft">{nextName === null ? t('callInNote') : t('nextIs', { name: nextName })}</span>
      </p>
      <div className="flex flex-wrap gap-2 max-sm:w-full">
        {inside ? (
          <Button disabled={acts.isBusy} onClick={() => acts.skip(inside)} className="max-sm:h-11">
            {t('notThere')}
          </Button>
        ) : null}
        {inside && waiting > 0 ? (
          <Button disabled={acts.isBusy} onClick={() => acts.finish(inside)} className="max-sm:h-11">
            {t('done')}
          </Button>
        ) : null}
        {hasWork ? (
          <Button
            kind="primary"
            disabled={acts.isBusy}
            onClick={() => {
              acts.callNext(doctorId, inside);
              onCalled();
            }}
            className="max-sm:h-11 max-sm:flex-1"
          >
            {waiting > 0 ? <BellRing aria-hidden className="size-4" /> : <Check aria-hidden className="size-4" />}
            {t(waiting === 0 ? 'done' : inside ? 'doneAndNext' : 'callNext')}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
