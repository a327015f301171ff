'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { Offer, Slot } from '../../server/routers/schedule-schemas.ts';
import { TextField } from '../../ui/text-field.tsx';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';
import { inTheWay } from './choose-slot.ts';
import { atMinutes } from './dates.ts';
import { useWayWords } from './way-words.ts';

/** A slot that somebody has, and that is wanted on top; null where a free one will do. */
export type OnTopSlot = Slot | null;

/** "10:35": to the five minutes before. */
function clockOf(minute: number | null): string {
  if (minute === null) return '';
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two((minute % 60) - (minute % 5))}`;
}

/** A time of one's own choice, on top of whoever has it: said before it is done. */
export function OnTop({
  doctor,
  service,
  date,
  startMinute,
  exceptId,
  onChoose,
}: {
  doctor: Pick<Offer['doctors'][number], 'id' | 'branchId'>;
  service: Pick<Offer['services'][number], 'id' | 'durationMin'> | undefined;
  date: string;
  startMinute: number | null;
  exceptId?: string;
  onChoose: (slot: OnTopSlot) => void;
}) {
  const t = useTranslations('schedule.onTop');
  const trpc = useTrpc();
  const wayWords = useWayWords();
  const { zone } = usePerson();
  const [isWanted, setIsWanted] = useState(false);
  const [clock, setClock] = useState(clockOf(startMinute));
  const { data } = useQuery({
    ...trpc.schedule.days.queryOptions({ date, days: 1, doctorIds: [doctor.id] }),
    enabled: isWanted,
  });
  const time = /^(\d{2}):(\d{2})$/.exec(clock);
  const slot =
    isWanted && time !== null && service !== undefined
      ? slotOf(doctor, service, date, Number(time[1]) * 60 + Number(time[2]), zone)
      : null;
  const key = slot === null ? '' : JSON.stringify(slot);
  useEffect(() => onChoose(key === '' ? null : (JSON.parse(key) as Slot)), [key, onChoose]);
  const way = slot !== null && data !== undefined ? inTheWay(data, slot, exceptId ?? null) : null;
  return (
    <div className="space-y-2">
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          checked={isWanted}
          onChange={(event) => setIsWanted(event.target.checked)}
          className="size-4 accent-brand"
        />
        {t('label')}
      </label>
      {isWanted ? (
        <>
          <TextField label={t('time')} type="time" value={clock} onChange={(event) => setClock(event.target.value)} />
          <p role="status" className="text-ink-soft text-sm">
            {slot === null || data === undefined ? '' : way === null ? t('free') : wayWords(way)}
          </p>
        </>
      ) : null}
    </div>
  );
}

function slotOf(
  doctor: { id: string; branchId: string },
  service: { id: string; durationMin: number },
  date: string,
  minute: number,
  zone: string,
): Slot {
  return {
    doctorId: doctor.id,
    serviceId: service.id,
    branchId: doctor.branchId,
    startsAt: atMinutes(date, minute, zone),
    endsAt: atMinutes(date, minute + service.durationMin, zone),
  };
}
