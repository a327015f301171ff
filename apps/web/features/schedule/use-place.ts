'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import { useKept } from '../shell/kept.ts';
import { usePerson } from '../shell/person.tsx';
import { localDate, readDate } from './dates.ts';

export const views = ['day', 'week', 'month', 'list', 'board'] as const;
export type View = (typeof views)[number];

export interface Place {
  date: string;
  view: View;
  doctorId: string | null;
  /** The appointment that is open beside it. */
  appointmentId: string | null;
  /** The patient whom a booking was begun for, elsewhere. */
  patientId: string | null;
}

/** Where on the schedule the page is. It stands in the address, so that "back" and a shared link work; without a view there it is the one
 * that was chosen last in this browser: whoever has it read to them chooses the list once. */
export function usePlace(today: string): [Place, (change: Partial<Place>) => void] {
  const search = useSearchParams();
  const { doctorId: own } = usePerson();
  const kept = useKept('view');
  const place: Place = {
    date: readDate(search.get('date')) ?? today,
    view: views.find((view) => view === (search.get('view') ?? kept)) ?? 'day',
    doctorId: own ?? search.get('doctor'),
    appointmentId: search.get('appointment'),
    patientId: search.get('patient'),
  };
  const go = useCallback(
    (change: Partial<Place>) => {
      const next = new URLSearchParams(search);
      for (const [name, value] of [
        ['date', change.date],
        ['view', change.view],
        ['doctor', change.doctorId],
        ['appointment', change.appointmentId],
        ['patient', change.patientId],
      ] as const) {
        if (value === null) next.delete(name);
        else if (value !== undefined) next.set(name, value);
      }
      window.history.pushState(null, '', `?${next}`);
    },
    [search],
  );
  return [place, go];
}

/** Today on the clinic's calendar, which may be another day than here. */
export function useToday(serverNow: number, now: number | null): string {
  const { zone } = usePerson();
  return localDate(now ?? serverNow, zone);
}
