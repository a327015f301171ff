'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Appointment, Slot } from '../../server/routers/schedule-schemas.ts';
import { useFailureText } from '../shell/failure-text.ts';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';
import { inTheWay } from './choose-slot.ts';
import { localDate } from './dates.ts';
import { useWayWords } from './way-words.ts';

/** Why nothing was booked: the reason the domain gave, who has the time, and what could be had instead. */
export interface BookingRefused {
  reason: string;
  /** A whole sentence, for what is no refusal of the calendar. */
  sentence: string | null;
  who: string | null;
  slot: Slot;
  alternatives: Slot[];
}

export interface BookingWish {
  slot: Slot;
  patientId: string;
  reason?: string;
  isDespiteOwn?: boolean;
  isOverbooked?: boolean;
  isFollowUpGranted?: boolean;
}

/** Books, and where it is refused finds out who took the time. */
export function useBooking(onBooked: (appointment: Appointment) => void) {
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const whoHas = useWhoHas();
  const [refusal, setRefusal] = useState<BookingRefused | null>(null);
  const mutation = useMutation({
    ...trpc.schedule.book.mutationOptions(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.schedule.pathKey() }),
  });
  async function book(wish: BookingWish): Promise<void> {
    const { slot } = wish;
    setRefusal(null);
    try {
      const result = await mutation.mutateAsync({ ...wish, idempotencyKey: crypto.randomUUID() });
      if (result.ok) return onBooked(result.appointment);
      const { reason, alternatives } = result;
      const who = reason === 'taken' || reason === 'busy' ? await whoHas(slot) : null;
      setRefusal({ reason, sentence: null, who, slot, alternatives });
    } catch (error) {
      setRefusal({ reason: '', sentence: failureText(error), who: null, slot, alternatives: [] });
    }
  }
  return {
    refusal,
    forget: () => setRefusal(null),
    isBusy: mutation.isPending,
    book: (wish: BookingWish) => void book(wish),
  };
}

/** Who has a time by now, in words; null where it cannot be seen. */
export function useWhoHas(): (slot: Slot, exceptId?: string) => Promise<string | null> {
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const wayWords = useWayWords();
  const { zone } = usePerson();
  return async (slot, exceptId) => {
    const query = { date: localDate(slot.startsAt, zone), days: 1, doctorIds: [slot.doctorId] };
    const options = { ...trpc.schedule.days.queryOptions(query), staleTime: 0 };
    // Who it was only helps: that it is gone is known without it.
    const schedule = await queryClient.fetchQuery(options).catch(() => null);
    const way = schedule === null ? null : inTheWay(schedule, slot, exceptId);
    return way === null ? null : wayWords(way);
  };
}
