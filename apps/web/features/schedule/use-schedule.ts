'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLiveMessages } from '../live-stream/live-stream-provider.tsx';
import { useTrpc } from '../trpc/client.ts';

/** Changes that come together are fetched together. */
const TOGETHER_MS = 40;
/** How long an appointment that just came in is marked as new. */
const NEW_MS = 8_000;
/** What the stream says of calendars. */
const calendarEvents: ReadonlySet<string> = new Set([
  'appointment.changed',
  'hold.changed',
  'calendar.changed',
  'doctor.late',
]);

/** The schedule of some days, fetched anew whenever the stream says that a calendar changed. */
export function useSchedule(query: { date: string; days: number; doctorIds?: string[] }) {
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const fades = useRef(new Set<ReturnType<typeof setTimeout>>());
  const result = useQuery({
    ...trpc.schedule.days.queryOptions(query),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

  useLiveMessages((message) => {
    if (message.kind === 'event') {
      const { event } = message;
      if (!calendarEvents.has(event.type)) return;
      if (event.type === 'appointment.changed' && event.data.change === 'booked') markNew(event.data.appointmentId);
    } else if (message.kind === 'behind') {
      return;
    }
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queryClient.invalidateQueries({ queryKey: trpc.schedule.days.queryKey() });
    }, TOGETHER_MS);
  });

  function markNew(appointmentId: string): void {
    setFresh((before) => new Set(before).add(appointmentId));
    const fade = setTimeout(() => {
      fades.current.delete(fade);
      setFresh((before) => new Set([...before].filter((id) => id !== appointmentId)));
    }, NEW_MS);
    fades.current.add(fade);
  }

  useEffect(() => {
    const waiting = fades.current;
    return () => {
      clearTimeout(timer.current);
      for (const fade of waiting) clearTimeout(fade);
    };
  }, []);

  return { ...result, fresh };
}
