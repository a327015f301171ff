'use client';

import { useTranslations } from 'next-intl';
import { ContextMenu } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';
import { afterMenu } from './after-menu.ts';
import { localDate } from './dates.ts';
import { actsOn, mayCancel, mayMove } from './status-acts.ts';
import type { Acts } from './use-acts.ts';

const itemClass =
  'flex min-h-8 cursor-default items-center rounded-md px-2 outline-none data-highlighted:bg-sunken pointer-coarse:min-h-10';

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
  const t = useTranslations('schedule');
  const [appointment, setAppointment] = useState<Appointment | null>(null);
  const find = (target: EventTarget): boolean => {
    const block = (target as HTMLElement).closest<HTMLElement>('[data-appointment-id]');
    const found = appointments.find(({ id }) => id === block?.dataset.appointmentId) ?? null;
    setAppointment(found);
    return found !== null;
  };
  const today = localDate(now, zone);
  const possible =
    appointment === null ? [] : actsOn(appointment, { now, today, date: localDate(appointment.startsAt, zone) });
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger
        asChild
        onPointerDownCapture={(event) => find(event.target)}
        onContextMenuCapture={(event) => {
          // Beside an appointment the browser's own menu opens.
          if (!find(event.target)) event.stopPropagation();
        }}
      >
        {children}
      </ContextMenu.Trigger>
      {appointment === null ? null : (
        <ContextMenu.Portal>
          <ContextMenu.Content
            collisionPadding={8}
            className="appear z-50 min-w-52 rounded-lg bg-surface p-1 text-base shadow-float"
          >
            {possible.map((act) => (
              <ContextMenu.Item
                key={act}
                className={itemClass}
                onSelect={() => void acts.changeStatus(appointment, act)}
              >
                {t(`act.${act}`)}
              </ContextMenu.Item>
            ))}
            {possible.length > 0 ? <ContextMenu.Separator className="my-1 h-px bg-line" /> : null}
            <ContextMenu.Item className={itemClass} onSelect={() => afterMenu(() => onOpen(appointment))}>
              {t('act.open')}
            </ContextMenu.Item>
            {mayMove(appointment) ? (
              <ContextMenu.Item className={itemClass} onSelect={() => afterMenu(() => onMove(appointment))}>
                {t('act.moveTo')}
              </ContextMenu.Item>
            ) : null}
            {mayCancel(appointment) ? (
              <ContextMenu.Item
                className={`${itemClass} text-alarm`}
                onSelect={() => void acts.cancel(appointment, 'clinic')}
              >
                {t('act.cancelNow')}
              </ContextMenu.Item>
            ) : null}
          </ContextMenu.Content>
        </ContextMenu.Portal>
      )}
    </ContextMenu.Root>
  );
}
