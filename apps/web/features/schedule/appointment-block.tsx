'use client';

import { clsx } from 'clsx';
import { Phone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { PointerEvent } from 'react';
import { useTimes } from '../shell/use-times.ts';
import { usePatientName } from './appointment-words.ts';
import { PX_PER_MIN } from './geometry.ts';
import type { PlacedAppointment, Stretch } from './layout.ts';
import { toneOf } from './tone.ts';

/** From this height on there is room for a second line. */
const TWO_LINES_PX = 40;

/** An appointment on the grid: name, service and state, dropped from the right as it gets small. */
export function AppointmentBlock({
  placed,
  colour,
  serviceName,
  hours,
  isNew,
  isPast,
  isTabStop,
  isDragged,
  onOpen,
  onFocus,
  onPointerDown,
}: {
  placed: PlacedAppointment;
  colour: number;
  serviceName: string;
  hours: Stretch;
  isNew: boolean;
  isPast: boolean;
  isTabStop: boolean;
  isDragged: boolean;
  onOpen: () => void;
  onFocus: () => void;
  /** Where it may be dragged. */
  onPointerDown?: ((event: PointerEvent<HTMLElement>) => void) | undefined;
}) {
  const t = useTranslations('schedule');
  const times = useTimes();
  const patientName = usePatientName();
  const { appointment, lane, lanes } = placed;
  const heightPx = (placed.toMin - placed.fromMin) * PX_PER_MIN - 1;
  const hasTwoLines = heightPx >= TWO_LINES_PX;
  const tone = toneOf(colour);
  const status = t(`status.${appointment.status}`);
  const isCall = appointment.source === 'call';
  return (
    <li
      className="absolute px-px"
      style={{
        top: (placed.fromMin - hours.fromMin) * PX_PER_MIN,
        height: heightPx,
        left: `${(lane / lanes) * 100}%`,
        width: `${100 / lanes}%`,
      }}
    >
      <button
        type="button"
        data-appointment-id={appointment.id}
        data-from={placed.fromMin}
        data-new={isNew || undefined}
        tabIndex={isTabStop ? 0 : -1}
        onClick={onOpen}
        onFocus={onFocus}
        onPointerDown={onPointerDown}
        style={tone.style}
        className={clsx(
          'tone flex h-full w-full items-stretch gap-1.5 overflow-hidden rounded-sm border text-left text-xs outline-offset-0',
          isPast ? 'border-line bg-surface text-ink-soft' : 'border-(--tone)/30 bg-(--tone-wash) text-ink',
          isNew && 'appear ring-2 ring-live',
          isDragged && 'opacity-50',
        )}
      >
        <span className="sr-only">{times.span(appointment.startsAt, appointment.endsAt)}, </span>
        <span aria-hidden className={clsx('w-1 shrink-0 text-(--tone)', tone.bar)} />
        <span className={clsx('flex min-w-0 flex-1 py-0.5', hasTwoLines ? 'flex-col' : 'items-center gap-1.5')}>
          <span className="flex min-w-0 shrink-0 items-center gap-1" style={{ maxWidth: '100%' }}>
            <span className="truncate font-medium">{patientName(appointment)}</span>
            {isCall ? <Phone aria-hidden className="size-3 shrink-0" /> : null}
            <span className="sr-only">, </span>
          </span>
          <span className="truncate text-ink-soft">
            {serviceName} · {status}
          </span>
          {isCall ? <span className="sr-only">, {t('fromCall')}</span> : null}
        </span>
      </button>
    </li>
  );
}
