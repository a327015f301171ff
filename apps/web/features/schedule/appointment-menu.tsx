'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';
import { MenuItem, MenuLine } from '../../ui/menu.tsx';
import { afterMenu } from './after-menu.ts';
import { localDate } from './dates.ts';
import { actsOn, mayCancel, mayMove } from './status-acts.ts';
import type { Acts } from './use-acts.ts';

const FloatingMenu = dynamic(() => import('../../ui/floating-menu.tsx').then((file) => file.FloatingMenu), {
  ssr: false,
});

/** So long a finger rests on a block that means its menu; not every phone says so itself. */
const LONG_PRESS_MS = 700;

interface Opened {
  appointment: Appointment;
  /** Where in the window, pixels. */
  left: number;
  top: number;
}

/** What can be done to an appointment, at the block itself: the second mouse button, a long press, or the menu key. */
export function AppointmentMenu({
  appointments,
  now,
  zone,
  acts,
  onOpen,
  onMove,
  children,
}: {
  appointments: readonly Appointment[];
  now: number;
  zone: string;
  acts: Acts;
  onOpen: (appointment: Appointment) => void;
  onMove: (appointment: Appointment) => void;
  children: ReactNode;
}) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [isNear, setIsNear] = useState(false);
  const point = useRef<HTMLSpanElement>(null);
  const block = useRef<HTMLElement>(null);
  const press = useRef<ReturnType<typeof setTimeout>>(undefined);
  const comeNear = () => setIsNear(true);
  const rest = () => clearTimeout(press.current);
  /** False beside an appointment. */
  const open = (target: EventTarget, left: number, top: number): boolean => {
    block.current = (target as HTMLElement).closest<HTMLElement>('[data-appointment-id]');
    const appointment = appointments.find(({ id }) => id === block.current?.dataset.appointmentId);
    if (appointment === undefined) return false;
    setOpened({ appointment, left, top });
    setIsOpen(true);
    return true;
  };
  const pressDown = ({ pointerType, target, clientX, clientY }: PointerEvent) => {
    rest();
    if (pointerType !== 'mouse') press.current = setTimeout(() => open(target, clientX, clientY), LONG_PRESS_MS);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it has no box of its own, and hears what its blocks are asked */}
      <div
        className="contents"
        onPointerEnter={comeNear}
        onFocus={comeNear}
        onPointerDown={pressDown}
        onPointerMove={rest}
        onPointerUp={rest}
        onPointerCancel={rest}
        onContextMenu={(event) => {
          rest();
          // Beside an appointment the browser's own menu opens.
          if (open(event.target, event.clientX, event.clientY)) event.preventDefault();
        }}
      >
        {children}
      </div>
      <span ref={point} aria-hidden className="pointer-events-none fixed" style={pointOf(opened)} />
      {isNear || isOpen ? (
        <FloatingMenu anchor={point} focusBack={block} isOpen={isOpen} onOpenChange={setIsOpen}>
          {opened === null ? null : <Items appointment={opened.appointment} {...{ now, zone, acts, onOpen, onMove }} />}
        </FloatingMenu>
      ) : null}
    </>
  );
}

const pointOf = (opened: Opened | null) => ({ left: opened?.left ?? 0, top: opened?.top ?? 0 });

function Items({
  appointment,
  now,
  zone,
  acts,
  onOpen,
  onMove,
}: {
  appointment: Appointment;
  now: number;
  zone: string;
  acts: Acts;
  onOpen: (appointment: Appointment) => void;
  onMove: (appointment: Appointment) => void;
}) {
  const t = useTranslations('schedule');
  const today = localDate(now, zone);
  const possible = actsOn(appointment, { now, today, date: localDate(appointment.startsAt, zone) });
  return (
    <>
      {possible.map((act) => (
        <MenuItem key={act} onSelect={() => void acts.changeStatus(appointment, act)}>
          {t(`act.${act}`)}
        </MenuItem>
      ))}
      {possible.length > 0 ? <MenuLine /> : null}
      <MenuItem onSelect={() => afterMenu(() => onOpen(appointment))}>{t('act.open')}</MenuItem>
      {mayMove(appointment) ? (
        <MenuItem onSelect={() => afterMenu(() => onMove(appointment))}>{t('act.moveTo')}</MenuItem>
      ) : null}
      {mayCancel(appointment) ? (
        <MenuItem className="text-alarm" onSelect={() => void acts.cancel(appointment, 'clinic')}>
          {t('act.cancelNow')}
        </MenuItem>
      ) : null}
    </>
  );
}
