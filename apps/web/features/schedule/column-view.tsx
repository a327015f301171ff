'use client';

import { useTranslations } from 'next-intl';
import type { PointerEvent } from 'react';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';
import type { Directory } from '../live-desk/use-directory.ts';
import { AppointmentBlock } from './appointment-block.tsx';
import { useDayText } from './day-text.ts';
import { DropGhost } from './drop-ghost.tsx';
import { FreeTime, TimeCursor } from './free-time.tsx';
import { PX_PER_MIN } from './geometry.ts';
import type { Column, PlacedAppointment, Stretch } from './layout.ts';
import { mayMove } from './status-acts.ts';
import type { Drag } from './use-drag.ts';

/** One column's time: open hours as plain ground, the rest hatched, and what is booked on top. */
export function ColumnView({
  column,
  label,
  hours,
  nowMin,
  isPastDay,
  fresh,
  directory,
  tabStopId,
  drag,
  booking,
  onOpen,
  onFocus,
  onGrab,
}: {
  column: Column;
  label: string;
  hours: Stretch;
  /** Minutes of now on this column's date; null on other dates. */
  nowMin: number | null;
  isPastDay: boolean;
  fresh: ReadonlySet<string>;
  directory: Directory;
  tabStopId: string | null;
  drag: Drag | null;
  /** Null for those who may only look. */
  booking: { cursorMin: number; isTabStop: boolean; book: (minute: number) => void } | null;
  onOpen: (placed: PlacedAppointment) => void;
  onFocus: (appointmentId: string) => void;
  onGrab: (event: PointerEvent<HTMLElement>, appointment: Appointment) => void;
}) {
  const t = useTranslations('schedule');
  const dayText = useDayText();
  const box = ({ fromMin, toMin }: Stretch) => {
    const [from, to] = [Math.max(fromMin, hours.fromMin), Math.min(toMin, hours.toMin)];
    return { top: (from - hours.fromMin) * PX_PER_MIN, height: Math.max(0, (to - from) * PX_PER_MIN) };
  };
  const isPast = (stretch: Stretch) => isPastDay || (nowMin !== null && stretch.toMin <= nowMin);
  return (
    <section
      aria-label={label}
      data-column={column.key}
      data-hours-from={hours.fromMin}
      className="hatched relative border-line border-l bg-sunken"
      style={{ height: (hours.toMin - hours.fromMin) * PX_PER_MIN }}
    >
      {column.open.map((stretch) => (
        <div key={stretch.fromMin} aria-hidden className="absolute inset-x-0 bg-surface" style={box(stretch)} />
      ))}
      <HourLines hours={hours} />
      {column.closed.map((stretch) => (
        <div
          key={`${stretch.kind}${stretch.fromMin}`}
          className="hatched absolute inset-x-0 overflow-hidden bg-sunken px-2 py-0.5 text-ink-soft text-xs"
          style={box(stretch)}
        >
          <span className="rounded-sm bg-sunken px-1">{stretch.label || t(`closed.${stretch.kind}`)}</span>
        </div>
      ))}
      {column.held.map((stretch) => (
        <div
          key={stretch.fromMin}
          data-held
          className="absolute inset-x-1 overflow-hidden rounded-sm border border-live border-dashed px-1.5 text-xs"
          style={box(stretch)}
        >
          {t('held')}
        </div>
      ))}
      {booking === null ? null : (
        <>
          <FreeTime hours={hours} stepMin={column.doctor.gridMin} onBook={booking.book} />
          <TimeCursor
            columnKey={column.key}
            minute={booking.cursorMin}
            hours={hours}
            isTabStop={booking.isTabStop}
            label={t('bookAt', { time: dayText.clock(booking.cursorMin), name: label })}
            onBook={() => booking.book(booking.cursorMin)}
          />
        </>
      )}
      {nowMin !== null && nowMin >= hours.fromMin && nowMin <= hours.toMin ? (
        <div
          aria-hidden
          className="pointer-events-none absolute inset-x-0 h-0.5 bg-alarm"
          style={{ top: (nowMin - hours.fromMin) * PX_PER_MIN }}
        />
      ) : null}
      <ul aria-label={label}>
        {column.placed.map((placed) => (
          <AppointmentBlock
            key={placed.appointment.id}
            placed={placed}
            colour={column.doctor.colour}
            serviceName={directory.serviceName(placed.appointment.serviceId) || placed.appointment.serviceName}
            hours={hours}
            isNew={fresh.has(placed.appointment.id)}
            isPast={isPast(placed)}
            isTabStop={placed.appointment.id === tabStopId}
            isDragged={placed.appointment.id === drag?.appointment.id}
            onOpen={() => onOpen(placed)}
            onFocus={() => onFocus(placed.appointment.id)}
            onPointerDown={
              booking !== null && mayMove(placed.appointment) ? (event) => onGrab(event, placed.appointment) : undefined
            }
          />
        ))}
      </ul>
      {drag?.target?.columnKey === column.key ? <DropGhost target={drag.target} hours={hours} /> : null}
    </section>
  );
}

function HourLines({ hours }: { hours: Stretch }) {
  const count = (hours.toMin - hours.fromMin) / 60;
  return Array.from({ length: count }, (_, hour) => (
    <div
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines are the hours, in order
      key={hour}
      aria-hidden
      className="absolute inset-x-0 h-px bg-line"
      style={{ top: hour * 60 * PX_PER_MIN }}
    />
  ));
}
