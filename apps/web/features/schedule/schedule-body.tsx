'use client';

import { CalendarOff, TriangleAlert } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import type { Appointment, DaySchedule } from '../../server/routers/schedule-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { Directory } from '../live-desk/use-directory.ts';
import { keep } from '../shell/kept.ts';
import { useBranch } from '../shell/use-branch.ts';
import type { BookingStart } from './booking-sheet.tsx';
import type { ColumnAct } from './column-head.tsx';
import type { MoveStart } from './move-panel.tsx';
import { ScheduleGrid } from './schedule-grid.tsx';
import type { Acts } from './use-acts.ts';
import type { Place } from './use-place.ts';
import type { useSchedule } from './use-schedule.ts';

// What most days are not looked at through is fetched when it is.
const MonthView = dynamic(() => import('./month-view.tsx').then((file) => file.MonthView), { loading: GridLoading });
const ScheduleList = dynamic(() => import('./schedule-list.tsx').then((file) => file.ScheduleList), {
  loading: GridLoading,
});
const BoardView = dynamic(() => import('../queue/board-view.tsx').then((file) => file.BoardView), {
  loading: GridLoading,
});

/** The view that is chosen, with what it has. */
export function ScheduleBody({
  place,
  today,
  now,
  schedule,
  directory,
  acts,
  mayAct,
  onGo,
  onOpen,
  onBook,
  onColumn,
}: {
  place: Place;
  today: string;
  now: number;
  schedule: Pick<ReturnType<typeof useSchedule>, 'isError' | 'fresh'> & {
    /** Of the branch that is shown. */
    data: DaySchedule | undefined;
    refetch: () => unknown;
  };
  directory: Directory;
  acts: Acts;
  mayAct: boolean;
  onGo: (change: Partial<Place>) => void;
  onOpen: (appointment: Appointment, moveTo?: MoveStart) => void;
  onBook: (start: BookingStart) => void;
  onColumn: (kind: 'late' | 'away' | 'block', doctorId: string, date: string) => void;
}) {
  const t = useTranslations('schedule');
  const { branchId } = useBranch();
  const { data, isError, refetch, fresh } = schedule;
  if (isError) {
    return (
      <Notice
        icon={TriangleAlert}
        title={t('failed.title')}
        isAlarm
        action={<Button onClick={() => void refetch()}>{t('failed.action')}</Button>}
      >
        {t('failed.body')}
      </Notice>
    );
  }
  if (data === undefined) return <GridLoading />;
  if (data.doctors.length === 0) {
    return (
      <Notice icon={CalendarOff} title={t(branchId === null ? 'noDoctors.title' : 'branch.none.title')}>
        {t(branchId === null ? 'noDoctors.body' : 'branch.none.body')}
      </Notice>
    );
  }
  const { view, date, doctorId } = place;
  const common = { schedule: data, directory, acts, now, fresh, mayAct, onOpen };
  switch (view) {
    case 'month':
      return (
        <MonthView
          date={date}
          today={today}
          doctorId={doctorId}
          onDay={(of) => onGo(doctorId === null ? { date: of, view: 'day' } : { date: of, view: 'week' })}
        />
      );
    case 'board':
      return (
        <BoardView
          {...common}
          date={date}
          today={today}
          doctorId={doctorId}
          onDoctor={(id) => onGo({ doctorId: id })}
        />
      );
    case 'list':
      return <ScheduleList {...common} />;
    default:
      return (
        <>
          <button
            type="button"
            onClick={() => {
              keep('view', 'list');
              onGo({ view: 'list' });
            }}
            className="sr-only focus:not-sr-only focus:absolute focus:z-40 focus:bg-surface focus:px-3 focus:py-2 focus:shadow-float"
          >
            {t('asList')}
          </button>
          <ScheduleGrid
            {...common}
            isWeek={view === 'week'}
            onBook={onBook}
            onColumn={(act, of, on) => columnAct(act, of, on, { acts, onGo, onBook, onColumn })}
          />
        </>
      );
  }
}

function columnAct(
  act: ColumnAct,
  doctorId: string,
  date: string,
  {
    acts,
    onGo,
    onBook,
    onColumn,
  }: {
    acts: Acts;
    onGo: (change: Partial<Place>) => void;
    onBook: (start: BookingStart) => void;
    onColumn: (kind: 'late' | 'away' | 'block', doctorId: string, date: string) => void;
  },
): void {
  if (act === 'week') onGo({ view: 'week', doctorId });
  else if (act === 'book') onBook({ doctorId, date, minute: null });
  else if (act === 'inTime') void acts.inTime(doctorId, date);
  else onColumn(act, doctorId, date);
}

function GridLoading() {
  return (
    <div aria-hidden className="grid h-full grid-cols-[3.5rem_1fr_1fr_1fr] gap-x-2 bg-surface px-2 py-3">
      {['gutter', 'first', 'second', 'third'].map((column) => (
        <div key={column} className="space-y-6">
          <Skeleton className="h-8 w-4/5" />
          <Skeleton className="h-6 w-full" />
          <Skeleton className="h-10 w-full" />
          <Skeleton className="h-6 w-full" />
        </div>
      ))}
    </div>
  );
}
