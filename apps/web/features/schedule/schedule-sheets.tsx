'use client';

import dynamic from 'next/dynamic';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';
import { nothing } from '../../ui/nothing.ts';
import type { Directory } from '../live-desk/use-directory.ts';
import type { BookingStart } from './booking-sheet.tsx';
import type { MoveStart } from './move-panel.tsx';
import type { Acts } from './use-acts.ts';

const AppointmentSheet = dynamic(() => import('./appointment-sheet.tsx').then((file) => file.AppointmentSheet), {
  loading: nothing,
});
const BookingSheet = dynamic(() => import('./booking-sheet.tsx').then((file) => file.BookingSheet), {
  loading: nothing,
});
const DayChangeSheet = dynamic(() => import('../day/day-change-sheet.tsx').then((file) => file.DayChangeSheet), {
  loading: nothing,
});
const BlockSheet = dynamic(() => import('../day/block-sheet.tsx').then((file) => file.BlockSheet), {
  loading: nothing,
});
const WaitlistSheet = dynamic(() => import('../waitlist/waitlist-sheet.tsx').then((file) => file.WaitlistSheet), {
  loading: nothing,
});
const FollowUpsSheet = dynamic(() => import('../day/follow-ups-sheet.tsx').then((file) => file.FollowUpsSheet), {
  loading: nothing,
});

/** What is open beside the schedule. An appointment stands in the address; what is being written does not. */
export type OpenSheet =
  | { kind: 'book'; start: BookingStart }
  | { kind: 'late' | 'away' | 'block'; doctorId: string; date: string }
  | { kind: 'ring' }
  | { kind: 'waitlist' }
  | { kind: 'appointment'; moveTo: MoveStart | null };

export function ScheduleSheets({
  sheet,
  opened,
  now,
  directory,
  acts,
  onClose,
  onOpenId,
}: {
  sheet: OpenSheet | null;
  opened: Appointment | null;
  now: number;
  directory: Directory;
  acts: Acts;
  onClose: () => void;
  onOpenId: (appointmentId: string) => void;
}) {
  if (sheet === null || sheet.kind === 'appointment') {
    if (opened === null) return null;
    const moveTo = sheet?.moveTo ?? null;
    return (
      <AppointmentSheet
        key={`${opened.id}${moveTo ? JSON.stringify(moveTo) : ''}`}
        appointment={opened}
        moveTo={moveTo}
        now={now}
        directory={directory}
        acts={acts}
        onClose={onClose}
      />
    );
  }
  if (sheet.kind === 'book') {
    return <BookingSheet key={JSON.stringify(sheet.start)} start={sheet.start} acts={acts} onClose={onClose} />;
  }
  if (sheet.kind === 'ring')
    return <FollowUpsSheet onClose={onClose} onOpen={({ appointment }) => onOpenId(appointment.id)} />;
  if (sheet.kind === 'waitlist') return <WaitlistSheet directory={directory} acts={acts} onClose={onClose} />;
  const doctor = { id: sheet.doctorId, name: directory.doctorName(sheet.doctorId) };
  const { date } = sheet;
  return sheet.kind === 'block' ? (
    <BlockSheet doctor={doctor} date={date} acts={acts} onClose={onClose} />
  ) : (
    <DayChangeSheet key={sheet.kind} kind={sheet.kind} doctor={doctor} date={date} onClose={onClose} />
  );
}
