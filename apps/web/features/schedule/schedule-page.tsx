'use client';

import { useQuery } from '@tanstack/react-query';
import { CalendarOff, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDirectory } from '../live-desk/use-directory.ts';
import { usePerson } from '../shell/person.tsx';
import { useNow } from '../shell/use-now.ts';
import { useTrpc } from '../trpc/client.ts';
import { AppointmentSheet } from './appointment-sheet.tsx';
import { mondayOf } from './dates.ts';
import { rangeOf } from './layout.ts';
import { ScheduleGrid } from './schedule-grid.tsx';
import { ScheduleHead } from './schedule-head.tsx';
import { ScheduleList } from './schedule-list.tsx';
import { usePlace, useToday } from './use-place.ts';
import { useSchedule } from './use-schedule.ts';

/** @param serverNow milliseconds: what "today" is until the browser's own clock runs. */
export function SchedulePage({ serverNow }: { serverNow: number }) {
  const t = useTranslations('schedule');
  const now = useNow(20_000) ?? serverNow;
  const today = useToday(serverNow, now);
  const [place, go] = usePlace(today);
  const directory = useDirectory();
  const trpc = useTrpc();
  const { doctorId: own } = usePerson();
  const profile = useQuery({ ...trpc.clinic.profile.queryOptions(), staleTime: 10 * 60_000 });
  const doctors = (profile.data?.doctors ?? []).filter(({ id }) => own === undefined || id === own);
  const isWeek = place.view === 'week';
  const weekDoctorId = doctors.find(({ id }) => id === place.doctorId)?.id ?? doctors[0]?.id ?? null;
  const { data, isPending, isError, refetch, isPlaceholderData, fresh } = useSchedule({
    ...rangeOf(place.view, place.date, mondayOf(place.date)),
    ...(isWeek && weekDoctorId !== null ? { doctorIds: [weekDoctorId] } : {}),
  });
  const [openId, setOpenId] = useState<string | null>(null);
  const [lastOpened, setLastOpened] = useState<Appointment | null>(null);
  const opened = data?.appointments.find(({ id }) => id === openId) ?? (openId === null ? null : lastOpened);
  const open = (appointment: Appointment) => {
    setLastOpened(appointment);
    setOpenId(appointment.id);
  };

  return (
    <div className="flex h-full min-h-0 flex-col">
      <ScheduleHead
        place={place}
        today={today}
        doctors={doctors}
        shownDoctorId={weekDoctorId}
        booked={data && !isPlaceholderData ? data.appointments.length : null}
        onGo={go}
      />
      <div className="min-h-0 flex-1" aria-busy={isPending || isPlaceholderData}>
        {isError ? (
          <Notice
            icon={TriangleAlert}
            title={t('failed.title')}
            isAlarm
            action={<Button onClick={() => void refetch()}>{t('failed.action')}</Button>}
          >
            {t('failed.body')}
          </Notice>
        ) : data === undefined ? (
          <GridLoading />
        ) : data.doctors.length === 0 ? (
          <Notice icon={CalendarOff} title={t('noDoctors.title')}>
            {t('noDoctors.body')}
          </Notice>
        ) : place.view === 'list' ? (
          <ScheduleList schedule={data} directory={directory} fresh={fresh} onOpen={open} />
        ) : (
          <ScheduleGrid
            schedule={data}
            isWeek={data.dates.length > 1}
            now={now}
            fresh={fresh}
            directory={directory}
            onOpen={open}
            onChooseDoctor={(doctorId) => go({ view: 'week', doctorId })}
          />
        )}
      </div>
      {opened ? <AppointmentSheet appointment={opened} directory={directory} onClose={() => setOpenId(null)} /> : null}
    </div>
  );
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
