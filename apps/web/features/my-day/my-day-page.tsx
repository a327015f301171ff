'use client';

import { CalendarCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Token } from '../../server/routers/queue-schemas.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { boardOf, type Visitor } from '../queue/board.ts';
import { useQueueActs, useQueueNews, useQueueStatus, useTokens } from '../queue/use-queue.ts';
import { ActNoteBar } from '../schedule/act-note-bar.tsx';
import { useDayText } from '../schedule/day-text.ts';
import { useActs } from '../schedule/use-acts.ts';
import { useToday } from '../schedule/use-place.ts';
import { useSchedule } from '../schedule/use-schedule.ts';
import { useNow } from '../shell/use-now.ts';
import { CallIn } from './call-in.tsx';
import { DayLine } from './day-line.tsx';
import { UnsavedNotes } from './unsaved-notes.tsx';
import { VisitCard } from './visit-card.tsx';

/** A doctor's own day, for a hand's width of screen: who is inside, who is next, what is known of them. @param serverNow milliseconds. */
export function MyDayPage({ serverNow, doctorId }: { serverNow: number; doctorId: string }) {
  const t = useTranslations('schedule.myDay');
  const words = useTranslations('schedule.failed');
  const now = useNow(20_000) ?? serverNow;
  const today = useToday(serverNow, now);
  const dayText = useDayText();
  const acts = useActs();
  const queueActs = useQueueActs(acts);
  useQueueNews();
  const schedule = useSchedule({ date: today, days: 1, doctorIds: [doctorId] });
  const tokens = useTokens(today, doctorId);
  const status = useQueueStatus(today, doctorId);
  const [chosenKey, setChosenKey] = useState<string | null>(null);
  const { data } = schedule;
  if (schedule.isError) {
    return (
      <FailedNotice
        words={{ title: words('title'), body: words('body'), action: words('action') }}
        onRetry={() => void schedule.refetch()}
      />
    );
  }
  const board = boardOf(data?.appointments ?? [], tokens.data ?? []);
  const [inside] = board.inside;
  const next = nextOf(board.waiting, status.data?.next ?? null) ?? board.waiting[0] ?? board.expected[0];
  const all = [...board.inside, ...board.waiting, ...board.expected, ...board.over];
  const shown = all.find(({ key }) => key === chosenKey) ?? inside ?? next;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t('title')}>
        <p role="status" className="text-ink-soft" suppressHydrationWarning>
          {dayText.long(today)}
          {status.data && status.data.lateMin > 0 ? ` · ${t('late', { minutes: status.data.lateMin })}` : ''}
        </p>
      </PageHead>
      <ActNoteBar note={acts.note} onDismiss={acts.dismiss} />
      {data === undefined ? (
        <Skeleton className="m-4 h-48" />
      ) : all.length === 0 ? (
        <Notice icon={CalendarCheck} title={t('empty.title')}>
          {t('empty.body')}
        </Notice>
      ) : (
        <div className="grid min-h-0 flex-1 overflow-y-auto lg:grid-cols-[1fr_24rem] lg:overflow-hidden">
          <div className="min-w-0 lg:overflow-y-auto">
            <CallIn
              doctorId={doctorId}
              inside={tokenOf(tokens.data, 'called')}
              waiting={status.data?.waiting ?? 0}
              nextName={next?.stage === 'waiting' ? (next.name ?? t('unnamed')) : null}
              acts={queueActs}
              onCalled={() => setChosenKey(null)}
            />
            <UnsavedNotes visitors={all} shownKey={shown?.key ?? null} onChoose={setChosenKey} />
            {/* Who is being written about stays on the page, whatever the desk does with them meanwhile. */}
            {shown ? (
              <VisitCard key={shown.key} visitor={shown} now={now} onType={() => setChosenKey(shown.key)} />
            ) : null}
          </div>
          <DayLine
            visitors={all}
            shownKey={shown?.key ?? null}
            acts={queueActs}
            onChoose={(key) => setChosenKey(key)}
          />
        </div>
      )}
    </div>
  );
}

const tokenOf = (tokens: readonly Token[] | undefined, status: Token['status']): Token | undefined =>
  tokens?.find((token) => token.status === status);

const nextOf = (waiting: readonly Visitor[], number: number | null): Visitor | undefined =>
  waiting.find(({ token }) => token !== null && token.number === number);
