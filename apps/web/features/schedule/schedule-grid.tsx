'use client';

import { Clock } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Appointment, DaySchedule } from '../../server/routers/schedule-schemas.ts';
import type { Directory } from '../live-desk/use-directory.ts';
import { ColumnView } from './column-view.tsx';
import { localDate, localMinutes } from './dates.ts';
import { useDayText } from './day-text.ts';
import { PX_PER_MIN } from './geometry.ts';
import { moveFocus } from './grid-keys.ts';
import { columnsOf, hoursOf } from './layout.ts';
import { toneOf } from './tone.ts';

/** Time down, doctors (or the days of one doctor) across. Arrow keys go from appointment to appointment. */
export function ScheduleGrid({
  schedule,
  isWeek,
  now,
  fresh,
  directory,
  onOpen,
  onChooseDoctor,
}: {
  schedule: DaySchedule;
  isWeek: boolean;
  now: number;
  fresh: ReadonlySet<string>;
  directory: Directory;
  onOpen: (appointment: Appointment) => void;
  onChooseDoctor: (doctorId: string) => void;
}) {
  const t = useTranslations('schedule');
  const isHindi = useLocale() === 'hi';
  const dayText = useDayText();
  const columns = useMemo(() => columnsOf(schedule), [schedule]);
  const hours = useMemo(() => hoursOf(columns), [columns]);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const today = localDate(now, schedule.zone);
  const nowMin = localMinutes(now, schedule.zone);
  const isTodayShown = schedule.dates.includes(today);
  const ids = columns.flatMap(({ placed }) => placed.map(({ appointment }) => appointment.id));
  const tabStopId = focusedId !== null && ids.includes(focusedId) ? focusedId : (ids[0] ?? null);

  const lateOf = ({ doctor, date }: { doctor: { id: string }; date: string }): number =>
    date === today ? (schedule.late.find(({ doctorId }) => doctorId === doctor.id)?.lateMin ?? 0) : 0;

  useScrollToNow(box, isTodayShown ? (nowMin - hours.fromMin) * PX_PER_MIN : 0, schedule.dates.join());

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus among the buttons inside
    <div
      ref={box}
      className="h-full overflow-auto bg-ground"
      onKeyDown={(event: KeyboardEvent<HTMLDivElement>) => moveFocus(event)}
    >
      <div
        className="grid min-w-max"
        style={{ gridTemplateColumns: `3.5rem repeat(${columns.length}, minmax(${isWeek ? 7 : 9}rem, 1fr))` }}
      >
        <div className="sticky top-0 left-0 z-30 border-line border-b bg-surface" />
        {columns.map((column) =>
          isWeek ? (
            <Head key={column.key} isToday={column.date === today}>
              <span className="font-strong">{dayText.short(column.date)}</span>
              <Load count={column.placed.length} lateMin={lateOf(column)} />
            </Head>
          ) : (
            <Head key={column.key} isToday={false}>
              <button
                type="button"
                onClick={() => onChooseDoctor(column.doctor.id)}
                title={t('openWeek')}
                className="flex w-full items-center gap-2 text-left"
                style={toneOf(column.doctor.colour).style}
              >
                <span
                  aria-hidden
                  className="tone flex size-8 shrink-0 overflow-hidden rounded-md border border-(--tone)/40 bg-(--tone-wash)"
                >
                  <span className={`w-1 text-(--tone) ${toneOf(column.doctor.colour).bar}`} />
                  <span className="flex flex-1 items-center justify-center font-strong text-xs">
                    {column.doctor.initials}
                  </span>
                </span>
                <span className="min-w-0">
                  <span className="block truncate font-strong">
                    {isHindi ? column.doctor.nameHindi : column.doctor.name}
                  </span>
                  <Load count={column.placed.length} lateMin={lateOf(column)} />
                </span>
              </button>
            </Head>
          ),
        )}
        <Gutter hours={hours} nowMin={isTodayShown ? nowMin : null} />
        {columns.map((column) => (
          <ColumnView
            key={column.key}
            column={column}
            label={isWeek ? dayText.long(column.date) : isHindi ? column.doctor.nameHindi : column.doctor.name}
            hours={hours}
            nowMin={column.date === today ? nowMin : null}
            isPastDay={column.date < today}
            fresh={fresh}
            directory={directory}
            tabStopId={tabStopId}
            onOpen={({ appointment }) => onOpen(appointment)}
            onFocus={setFocusedId}
          />
        ))}
      </div>
    </div>
  );
}

/** How much is booked, and by how much the doctor runs late. */
function Load({ count, lateMin }: { count: number; lateMin: number }) {
  const t = useTranslations('schedule');
  return (
    <span className="flex flex-wrap gap-x-2 text-ink-soft text-xs">
      {t('load', { count })}
      {lateMin > 0 ? (
        <span className="inline-flex items-center gap-1 font-medium text-attention">
          <Clock aria-hidden className="size-3" />
          {t('late', { minutes: lateMin })}
        </span>
      ) : null}
    </span>
  );
}

function Head({ isToday, children }: { isToday: boolean; children: ReactNode }) {
  return (
    <div
      className="sticky top-0 z-20 flex min-h-13 flex-col justify-center border-line border-b border-l bg-surface px-2 py-1.5 text-sm data-today:bg-brand-wash"
      data-today={isToday || undefined}
    >
      {children}
    </div>
  );
}

/** The hours at the left, and the time of now where today is shown. */
function Gutter({ hours, nowMin }: { hours: { fromMin: number; toMin: number }; nowMin: number | null }) {
  const dayText = useDayText();
  const count = (hours.toMin - hours.fromMin) / 60;
  const isInside = nowMin !== null && nowMin >= hours.fromMin && nowMin <= hours.toMin;
  return (
    <div className="sticky left-0 z-20 bg-surface" style={{ height: (hours.toMin - hours.fromMin) * PX_PER_MIN }}>
      {Array.from({ length: count }, (_, index) => {
        const min = hours.fromMin + index * 60;
        return (
          <span
            key={min}
            className="absolute right-2 text-ink-soft text-xs"
            style={{ top: index * 60 * PX_PER_MIN + (index === 0 ? 0 : -8) }}
          >
            {dayText.hour(min)}
          </span>
        );
      })}
      {isInside ? (
        <span
          className="absolute right-0 z-10 -translate-y-1/2 rounded-sm bg-alarm px-1 font-medium text-alarm-ink text-xs"
          style={{ top: (nowMin - hours.fromMin) * PX_PER_MIN }}
        >
          {dayText.minute(nowMin)}
        </span>
      ) : null}
    </div>
  );
}

const ABOVE_NOW_PX = 120;

/** Brings now into sight when a day is opened, and leaves the scrolling alone after that. */
function useScrollToNow(box: { current: HTMLDivElement | null }, topPx: number, place: string): void {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (box.current === null || shown.current === place) return;
    shown.current = place;
    box.current.scrollTop = Math.max(0, topPx - ABOVE_NOW_PX);
  }, [box, topPx, place]);
}
