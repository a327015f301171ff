'use client';

import { useTranslations } from 'next-intl';
import { useTimes } from '../shell/use-times.ts';
import { usePatientName } from './appointment-words.ts';
import type { InTheWay } from './choose-slot.ts';

/** What is in the way of a time, in words. */
export function useWayWords(): (way: InTheWay | null) => string {
  const t = useTranslations('schedule');
  const times = useTimes();
  const patientName = usePatientName();
  return (way) => {
    if (way === null) return t('way.unknown');
    if (way.kind === 'hold') return t('way.hold');
    if (way.kind === 'hours') return t('way.hours');
    if (way.kind === 'closed') return way.label || t(`closed.${way.why}`);
    const { appointment } = way;
    const time = times.span(appointment.startsAt, appointment.endsAt);
    return t('way.appointment', { name: patientName(appointment), time });
  };
}
