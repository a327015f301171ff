'use client';

import { CalendarPlus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PatientDetails } from '../../server/routers/patients-schemas.ts';
import { buttonClass } from '../../ui/button.tsx';
import { CallBackButton } from '../callbacks/call-back-button.tsx';
import { useDirectory } from '../live-desk/use-directory.ts';
import { localDate } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { PatientConsent } from './patient-consent.tsx';
import { PatientPhones } from './patient-phones.tsx';
import { PatientReach } from './patient-reach.tsx';

/** What the desk needs first: what is next, how they are reached, whether they agreed. */
export function PatientOverview({ patient, mayWrite }: { patient: PatientDetails; mayWrite: boolean }) {
  const t = useTranslations('patients');
  const tLanguage = useTranslations('language');
  const tStatus = useTranslations('schedule.status');
  const times = useTimes();
  const directory = useDirectory();
  const { zone } = usePerson();
  const coming = patient.appointments
    .filter(({ status }) => ['scheduled', 'confirmed', 'checked_in', 'in_consultation'].includes(status))
    .toReversed();
  return (
    <div className="divide-y divide-line">
      {patient.isToBeCompleted ? <p className="bg-attention-wash px-4 py-2">{t('toBeCompletedNote')}</p> : null}
      <section aria-label={t('coming')} className="space-y-2 p-4">
        <div className="flex items-center gap-3">
          <h3 className="flex-1 font-strong">{t('coming')}</h3>
          {mayWrite ? (
            <Link href={`/schedule?patient=${patient.id}`} className={buttonClass('primary')}>
              <CalendarPlus aria-hidden className="size-4" />
              {t('book')}
            </Link>
          ) : null}
        </div>
        {coming.length === 0 ? <p className="text-ink-soft">{t('noneComing')}</p> : null}
        <ul className="space-y-1">
          {coming.map((one) => (
            <li key={one.id}>
              <Link
                href={`/schedule?date=${localDate(one.startsAt, zone)}&appointment=${one.id}`}
                className="block rounded-md border border-line px-3 py-2 hover:bg-sunken"
              >
                <span className="font-medium">{times.dayAndTime(one.startsAt)}</span>{' '}
                <span className="text-ink-soft">
                  {[
                    directory.doctorName(one.doctorId),
                    directory.serviceName(one.serviceId),
                    tStatus(one.status as 'scheduled'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <PatientPhones patient={patient} mayWrite={mayWrite} />
      {mayWrite && patient.phones.length + patient.guardians.length > 0 ? (
        <div className="p-4">
          <CallBackButton who={{ patientId: patient.id }} />
        </div>
      ) : null}
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 p-4">
        <Fact term={t('field.language')}>{patient.language === null ? '' : tLanguage(patient.language)}</Fact>
        <Fact term={t('field.email')}>{patient.email}</Fact>
        <Fact term={t('field.address')}>{patient.address}</Fact>
        <Fact term={t('field.abha')}>{patient.abhaNumber}</Fact>
        <Fact term={t('field.notes')}>{patient.notes}</Fact>
        <Fact term={t('field.entered')}>{times.day(patient.createdAt)}</Fact>
      </dl>
      {mayWrite ? <PatientReach patient={patient} /> : null}
      <PatientConsent patient={patient} mayWrite={mayWrite} />
    </div>
  );
}

/** Nothing where nothing is known. */
function Fact({ term, children }: { term: string; children: ReactNode }) {
  if (children === null || children === '') return null;
  return (
    <>
      <dt className="text-ink-soft">{term}</dt>
      <dd className="whitespace-pre-line">{children}</dd>
    </>
  );
}
