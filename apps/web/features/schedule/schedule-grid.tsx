'use client';

import { useLocale } from 'next-intl';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { Appointment, DaySchedule } from '../../server/routers/schedule-schemas.ts';
import type { Directory } from '../live-desk/use-directory.ts';
import { AppointmentMenu } from './appointment-menu.tsx';
import type { BookingStart } from './booking-sheet.tsx';
import { BranchLine, type ColumnAct, DoctorHead, Head, Load } from './column-head.tsx';
import { ColumnView } from './column-view.tsx';
import { localDate, localMinutes } from './dates.ts';
import { useDayText } from './day-text.ts';
import { PX_PER_MIN } from './geometry.ts';
import { moveCursor, moveFocus } from './grid-keys.ts';
import { Gutter, useScrollToNow } from './gutter.tsx';
import { columnsOf, hoursOf } from './layout.ts';
import type { MoveStart } from './move-panel.tsx';
import type { Acts } from './use-acts.ts';
import { useDrag } from './use-drag.ts';

/**
 * Time down, doctors (or the days of one doctor) across. Arrow keys go from appointment to appointment; a second stop of the Tab key is the time
 * cursor, which books with Enter.
 */
export function ScheduleGrid({
  schedule,
  isWeek,
  now,
  fresh,
  directory,
  acts,
  mayAct,
  onOpen,
  onBook,
  onColumn,
}: {
  schedule: DaySchedule;
  isWeek: boolean;
  now: number;
  fresh: ReadonlySet<string>;
  directory: Directory;
  acts: Acts;
  mayAct: boolean;
  onOpen: (appointment: Appointment, moveTo?: MoveStart) => void;
  onBook: (start: BookingStart) => void;
  onColumn: (act: ColumnAct, doctorId: string, date: string) => void;
}) {
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
  const [kept, setCursor] = useState<{ columnKey: string; minute: number } | null>(null);
  const cursor = {
    columnKey: columns.find(({ key }) => key === kept?.columnKey)?.key ?? columns[0]?.key ?? '',
    minute: kept?.minute ?? (isTodayShown ? Math.max(hours.fromMin, Math.ceil(nowMin / 30) * 30) : hours.fromMin + 60),
  };
  const { drag, start, wasDragged } = useDrag({
    ...{ schedule, columns, hours },
    onDrop: (appointment, target) => {
      const { doctorId, date, fromMin: minute } = target;
      if (target.slot !== null) void acts.move(appointment, target.slot);
      else onOpen(appointment, { doctorId, date, minute });
    },
  });

  const lateOf = ({ doctor, date }: { doctor: { id: string }; date: string }): number =>
    schedule.late.find((one) => one.doctorId === doctor.id && one.date === date)?.lateMin ?? 0;

  useScrollToNow(box, isTodayShown ? (nowMin - hours.fromMin) * PX_PER_MIN : 0, schedule.dates.join());

  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const isCursor = (event.target as HTMLElement).dataset.cursor !== undefined;
    if (!isCursor) return moveFocus(event);
    const next = event.altKey || event.ctrlKey || event.metaKey ? null : moveCursor(event.key, cursor, columns, hours);
    if (next === null) return;
    event.preventDefault();
    setCursor(next);
    const line = box.current?.querySelector<HTMLElement>(`[data-cursor="${next.columnKey}"]`);
    line?.focus();
    line?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  const body = (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move the focus among the buttons inside
    <div ref={box} className="h-full overflow-auto bg-ground" onKeyDown={press}>
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
              <BranchLine branchIds={column.branchIds} />
            </Head>
          ) : (
            <DoctorHead
              key={column.key}
              column={column}
              lateMin={lateOf(column)}
              isPast={column.date < today}
              mayAct={mayAct}
              onAct={(act) => onColumn(act, column.doctor.id, column.date)}
            />
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
            drag={drag}
            booking={
              mayAct
                ? {
                    cursorMin: cursor.minute,
                    isTabStop: column.key === cursor.columnKey,
                    book: (minute) => onBook({ doctorId: column.doctor.id, date: column.date, minute }),
                  }
                : null
            }
            onOpen={({ appointment }) => (wasDragged() ? undefined : onOpen(appointment))}
            onFocus={setFocusedId}
            onGrab={start}
          />
        ))}
      </div>
    </div>
  );
  if (!mayAct) return body;
  return (
    <AppointmentMenu
      appointments={schedule.appointments}
      now={now}
      zone={schedule.zone}
      acts={acts}
      onOpen={onOpen}
      onMove={(appointment) => onOpen(appointment, { ...placeOf(appointment, schedule.zone), minute: null })}
    >
      {body}
    </AppointmentMenu>
  );
}

const placeOf = ({ doctorId, startsAt }: Appointment, zone: string) => ({ doctorId, date: localDate(startsAt, zone) });
