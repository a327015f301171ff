'use client';

import { useTranslations } from 'next-intl';
import type { PatientBrief } from '../../server/routers/patients-schemas.ts';
import { useTimes } from '../shell/use-times.ts';

type Birth = NonNullable<PatientBrief['birth']>;

/** How patients are told of: names, ages, phones. */
export function usePatientWords() {
  const t = useTranslations('patients');
  const times = useTimes();
  return {
    name: ({ name }: { name: string | null }): string => name ?? t('unnamed'),
    birth: (birth: Birth | null): string => {
      if (birth === null) return '';
      if ('date' in birth) return t('birth.date', { date: times.date(birth.date) });
      if ('year' in birth) return t('birth.year', { year: String(birth.year) });
      return t('birth.age', { age: birth.age, year: birth.saidOn.slice(0, 4) });
    },
    /** The same where "born" stands above it. */
    bornOn: (birth: Birth | null): string => {
      if (birth === null) return '';
      if ('date' in birth) return times.date(birth.date);
      if ('year' in birth) return String(birth.year);
      return t('birth.age', { age: birth.age, year: birth.saidOn.slice(0, 4) });
    },
  };
}

/** "+91 60001 00001": a number in groups, so that it can be read out. E.164 in. */
export function phoneText(phone: string): string {
  const indian = /^\+91(\d{5})(\d{5})$/.exec(phone);
  return indian ? `+91 ${indian[1]} ${indian[2]}` : phone;
}
