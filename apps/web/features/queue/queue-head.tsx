'use client';

import { BellRing } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Token } from '../../server/routers/queue-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type QueueActs, useQueueStatus } from './use-queue.ts';

/** One doctor's queue in a line: who is inside, who is next, how long somebody new would wait; and the button that calls in. */
export function QueueHead({
  doctor,
  date,
  tokens,
  acts,
}: {
  doctor: { id: string; name: string };
  date: string;
  tokens: readonly Token[];
  acts: QueueActs;
}) {
  const t = useTranslations('schedule.board');
  const { data: queue } = useQueueStatus(date, doctor.id);
  if (queue === undefined) return <Skeleton className="h-15 min-w-60 flex-1" />;
  const { session } = queue;
  const inside = tokens.find((token) => token.status === 'called' && token.session === session?.from);
  const words = [
    queue.state === 'open' ? '' : t(`state.${queue.state}`),
    queue.running.length > 0 ? t('now', { numbers: queue.running.join(', ') }) : '',
    queue.next === null ? '' : t('next', { number: queue.next }),
    t('waitingCount', { count: queue.waiting }),
    queue.lateMin > 0 ? t('late', { minutes: queue.lateMin }) : '',
    queue.newcomerMin === null || queue.state !== 'open' ? '' : t('newcomer', { minutes: queue.newcomerMin }),
  ].filter(Boolean);
  const mayCall = queue.waiting > 0 || inside !== undefined;
  return (
    <section
      aria-label={doctor.name}
      data-queue={doctor.id}
      className="flex min-w-60 flex-1 items-center gap-3 rounded-md border border-line bg-surface px-3 py-2"
    >
      <div className="min-w-0 flex-1">
        <p className="truncate font-strong">{doctor.name}</p>
        <p className="text-ink-soft text-sm">{words.join(' · ')}</p>
      </div>
      {mayCall ? (
        <Button
          kind={queue.waiting > 0 ? 'primary' : 'plain'}
          disabled={acts.isBusy}
          onClick={() => acts.callNext(doctor.id, inside)}
          aria-label={t('actFor', { act: t(queue.waiting > 0 ? 'callNext' : 'finish'), name: doctor.name })}
        >
          <BellRing aria-hidden className="size-4" />
          {t(queue.waiting > 0 ? 'callNext' : 'finish')}
        </Button>
      ) : null}
    </section>
  );
}
