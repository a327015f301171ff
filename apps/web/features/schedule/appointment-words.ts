'use client';

import { useTranslations } from 'next-intl';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';

/** The patient's name, or the words for one whom a call booked without hearing it. */
export function usePatientName(): (appointment: Pick<Appointment, 'patientName'>) => string {
  const t = useTranslations('schedule');
  return ({ patientName }) => patientName ?? t('unnamed');
}
