'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';
import { useDirectory } from '../live-desk/use-directory.ts';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import { usePerson } from '../shell/person.tsx';
import { useBranch } from '../shell/use-branch.ts';
import { useNow } from '../shell/use-now.ts';
import { useTrpc } from '../trpc/client.ts';
import { ActNoteBar } from './act-note-bar.tsx';
import type { BookingStart } from './booking-sheet.tsx';
import { mondayOf } from './dates.ts';
import { inBranch, rangeOf } from './layout.ts';
import { ScheduleBody } from './schedule-body.tsx';
import { ScheduleHead } from './schedule-head.tsx';
import { type OpenSheet, ScheduleSheets } from './schedule-sheets.tsx';
import { useActs } from './use-acts.ts';
import { usePlace, useToday } from './use-place.ts';
import { useSchedule } from './use-schedule.ts';

/** @param serverNow milliseconds: what "today" is until the browser's own clock runs. */
export function SchedulePage({ serverNow }: { serverNow: number }) {
  const now = useNow(20_000) ?? serverNow;
  const today = useToday(serverNow, now);
  const [place, go] = usePlace(today);
  const { appointmentId, patientId, date } = place;
  const directory = useDirectory();
  const trpc = useTrpc();
  const { doctorId: own, role } = usePerson();
  const mayAct = role !== 'doctor';
  const profile = useQuery({ ...trpc.clinic.profile.queryOptions(), staleTime: 10 * 60_000 });
  const doctors = (profile.data?.doctors ?? []).filter(({ id }) => own === undefined || id === own);
  const weekDoctorId = doctors.find(({ id }) => id === place.doctorId)?.id ?? doctors[0]?.id ?? null;
  const schedule = useSchedule({
    ...rangeOf(place.view, date, mondayOf(date)),
    ...(place.view === 'week' && weekDoctorId !== null ? { doctorIds: [weekDoctorId] } : {}),
  });
  const { isPlaceholderData } = schedule;
  const { branchId } = useBranch();
  // A week is one doctor's, wherever they sit.
  const data = useMemo(
    () => schedule.data && inBranch(schedule.data, place.view === 'week' ? null : branchId),
    [schedule.data, branchId, place.view],
  );
  // A full day is hundreds of pieces: they are drawn a few at a time, and no key or press waits for the last of them.
  const drawn = useDeferredValue(data);
  const toRing = useToRing(mayAct);
  const [sheet, setSheet] = useState<OpenSheet | null>(null);
  const close = () => {
    setSheet(null);
    if (appointmentId !== null || patientId !== null) go({ appointmentId: null, patientId: null });
  };
  const acts = useActs((previousId) => (previousId === appointmentId ? close() : undefined));
  const opened = useOpened(appointmentId, data?.appointments);
  const bookableDate = date < today ? today : date;
  const bookFor = useBookFor(mayAct ? patientId : null, bookableDate);
  const booked = data && !isPlaceholderData && place.view !== 'month' ? data.appointments.length : null;
  const book = (start: BookingStart) => setSheet({ kind: 'book', start });
  const common = { place, today, mayAct, onGo: go };

  return (
    <div className="flex h-full min-h-0 flex-col">
      <ScheduleHead
        {...common}
        doctors={doctors}
        shownDoctorId={weekDoctorId}
        booked={booked}
        toRing={toRing}
        onBook={() => book({ doctorId: place.doctorId, date: bookableDate, minute: null })}
        onRing={() => setSheet({ kind: 'ring' })}
        onWaitlist={() => setSheet({ kind: 'waitlist' })}
      />
      {/* Where a sheet is open it says so itself: on a phone it covers the page. */}
      <ActNoteBar note={opened === null ? acts.note : null} onDismiss={acts.dismiss} />
      <div className="min-h-0 flex-1" aria-busy={schedule.isPending || isPlaceholderData}>
        <ScheduleBody
          {...common}
          {...{ now, schedule: { ...schedule, data: drawn }, directory, acts }}
          onOpen={(appointment, moveTo) => {
            setSheet({ kind: 'appointment', moveTo: moveTo ?? null });
            go({ appointmentId: appointment.id });
          }}
          onBook={book}
          onColumn={(kind, doctorId, of) => setSheet({ kind, doctorId, date: of })}
        />
      </div>
      <ScheduleSheets
        sheet={sheet ?? bookFor}
        opened={opened}
        now={now}
        directory={directory}
        acts={acts}
        onClose={close}
        onOpenId={(id) => {
          setSheet(null);
          go({ appointmentId: id });
        }}
      />
    </div>
  );
}

/** The appointment that the address names: of those that are drawn, else asked for; it may be cancelled, or of another day. */
function useOpened(appointmentId: string | null, drawn: readonly Appointment[] | undefined): Appointment | null {
  const trpc = useTrpc();
  const here = drawn?.find(({ id }) => id === appointmentId);
  const { data } = useQuery({
    ...trpc.schedule.visit.queryOptions({ appointmentId: appointmentId ?? '' }),
    enabled: appointmentId !== null && drawn !== undefined && here === undefined,
  });
  return here ?? (appointmentId !== null && data?.id === appointmentId ? data : null);
}

/** The booking that was begun at a patient, once it is known who they are. */
function useBookFor(patientId: string | null, date: string): OpenSheet | null {
  const trpc = useTrpc();
  const { data } = useQuery({
    ...trpc.patients.get.queryOptions({ patientId: patientId ?? '' }),
    enabled: patientId !== null,
  });
  if (patientId === null || data === undefined) return null;
  const patient = { id: data.id, name: data.name };
  return { kind: 'book', start: { doctorId: data.appointments[0]?.doctorId ?? null, date, minute: null, patient } };
}

/** How many people there are to ring, kept up by the stream. */
function useToRing(mayAct: boolean): number {
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const { data } = useQuery({ ...trpc.day.toRing.queryOptions(), enabled: mayAct });
  useLiveMessages((message) => {
    if (message.kind === 'behind' || (message.kind === 'event' && message.event.type !== 'follow-up.changed')) return;
    if (mayAct) void queryClient.invalidateQueries({ queryKey: trpc.day.toRing.queryKey() });
  });
  return data?.open ?? 0;
}
