'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useId } from 'react';
import type { Slot } from '../../server/routers/schedule-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { usePerson } from '../shell/person.tsx';
import { useBranch } from '../shell/use-branch.ts';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { JoinWaitlist } from '../waitlist/join-waitlist.tsx';
import { slotAt } from './choose-slot.ts';
import { addDays, localDate } from './dates.ts';

export interface WantedSlot {
  doctorId: string;
  serviceId: string;
  date: string;
  /** Minutes after midnight, where a time is meant; it is taken where it is free. */
  minute: number | null;
  /** The appointment that is to be moved: its own time counts as free. */
  exceptAppointmentId?: string;
}

const isSame = (a: Slot, b: Slot): boolean =>
  a.doctorId === b.doctorId && a.serviceId === b.serviceId && a.startsAt === b.startsAt && a.endsAt === b.endsAt;

/** Is a slot one of what is asked for now? Between a change of the form and its answer it may be of the doctor before. */
export const isWanted = (slot: Slot, { doctorId, serviceId, date }: WantedSlot, zone: string): boolean =>
  slot.doctorId === doctorId && slot.serviceId === serviceId && localDate(slot.startsAt, zone) === date;

const MOST = 300;
const REACH_DAYS = 30;

/** The free times of a doctor on a day, all of them, from the one function that says what is free. */
export function SlotPicker({
  wanted,
  chosen,
  onChoose,
  onDate,
  patientId = null,
}: {
  wanted: WantedSlot;
  chosen: Slot | null;
  onChoose: (slot: Slot | null) => void;
  onDate: (date: string) => void;
  /** Who could wait for a time on a day that is full. */
  patientId?: string | null;
}) {
  const t = useTranslations('schedule.slots');
  const trpc = useTrpc();
  const times = useTimes();
  const { zone } = usePerson();
  const name = useId();
  const { minute, date, ...of } = wanted;
  const query = useQuery({
    ...trpc.schedule.slots.queryOptions({ ...of, from: date, to: date, isWhole: true, limit: MOST }),
    staleTime: 0,
  });
  const slots = query.data;
  const branch = useBranch();
  const places = [...new Set(slots?.map(({ branchId }) => branchId))];
  const only = places.length === 1 ? places[0] : undefined;

  // What was chosen may be gone by now; what was meant may have come.
  useEffect(() => {
    if (slots === undefined) return;
    const same = slots.find(({ startsAt }) => startsAt === chosen?.startsAt);
    if (same !== undefined && chosen !== null && isSame(same, chosen)) return;
    const meant = same ?? (minute === null ? null : slotAt(slots, minute, zone));
    if (meant !== null || chosen !== null) onChoose(meant);
  }, [slots, chosen, minute, zone, onChoose]);

  if (query.isPending) return <Skeleton className="h-16 w-full" />;
  if (query.isError) {
    return (
      <p role="alert" className="text-alarm text-sm">
        {t('failed')} <Button onClick={() => void query.refetch()}>{t('again')}</Button>
      </p>
    );
  }
  if (query.data.length === 0) return <NextFree wanted={wanted} patientId={patientId} onDate={onDate} />;
  return (
    <fieldset>
      <legend className="font-medium">
        {t('label', { count: query.data.length })}
        {branch.hasSeveral && only !== undefined ? (
          <span className="font-normal text-ink-soft"> · {branch.nameOf(only)}</span>
        ) : null}
      </legend>
      <div className="mt-1 flex max-h-56 flex-wrap gap-1 overflow-y-auto p-0.5">
        {query.data.map((slot) => (
          <label
            key={slot.startsAt}
            className="flex h-8 cursor-pointer items-center rounded-md border border-line-strong/60 px-2 text-sm has-checked:border-brand has-checked:bg-brand-wash has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-brand pointer-coarse:h-10"
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={slot.startsAt === chosen?.startsAt}
              onChange={() => onChoose(slot)}
            />
            {times.time(slot.startsAt)}
            {places.length > 1 ? <span className="ml-1 text-ink-soft">{branch.nameOf(slot.branchId)}</span> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A day on which nothing is free: where the next free times are. */
function NextFree({
  wanted,
  patientId,
  onDate,
}: {
  wanted: WantedSlot;
  patientId: string | null;
  onDate: (date: string) => void;
}) {
  const t = useTranslations('schedule.slots');
  const trpc = useTrpc();
  const times = useTimes();
  const { zone } = usePerson();
  const { doctorId, serviceId, date } = wanted;
  const from = addDays(date, 1);
  const range = { from, to: addDays(from, REACH_DAYS), isWhole: true, limit: 1 };
  const { data } = useQuery(trpc.schedule.slots.queryOptions({ doctorId, serviceId, ...range }));
  const [next] = data ?? [];
  return (
    <div className="space-y-2 rounded-md bg-sunken px-3 py-2">
      <p>{t('none')}</p>
      {next === undefined ? null : (
        <Button onClick={() => onDate(localDate(next.startsAt, zone))}>
          {t('next', { time: times.dayAndTime(next.startsAt) })}
        </Button>
      )}
      {patientId === null ? null : (
        <JoinWaitlist
          key={`${patientId}${doctorId}`}
          patientId={patientId}
          doctorId={doctorId}
          serviceId={serviceId}
          date={date}
        />
      )}
    </div>
  );
}
