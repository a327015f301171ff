'use client';

import { PhoneCall } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';
import { useDirectory } from '../live-desk/use-directory.ts';
import { usePatientName } from '../schedule/appointment-words.ts';
import { localDate } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';

const columns = ['when', 'patient', 'doctor', 'service', 'status', 'call'] as const;

/** Each opens on its day; where it was booked in a call, that opens too. */
export function VisitTable({ visits }: { visits: readonly Appointment[] }) {
  const t = useTranslations('analytics.visitList');
  const tSchedule = useTranslations('schedule');
  const times = useTimes();
  const { zone } = usePerson();
  const patientName = usePatientName();
  const directory = useDirectory();
  return (
    <table className="w-full border-line border-t text-sm">
      <caption className="sr-only">{t('title')}</caption>
      <thead>
        <tr className="text-left text-ink-soft">
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className="sticky top-0 z-10 border-line border-b bg-surface px-2 py-1.5 font-medium first:pl-4 last:pr-4"
            >
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {visits.map((visit) => (
          <tr key={visit.id} data-visit-id={visit.id} className="border-line border-b align-top">
            <td className="px-2 py-2 pl-4 text-ink-soft">
              {times.dayAndTime(visit.startsAt)} <span className="sr-only">{times.year(visit.startsAt)}</span>
            </td>
            <td className="px-2 py-2">
              <Link
                href={`/schedule?date=${localDate(visit.startsAt, zone)}&appointment=${visit.id}`}
                prefetch={false}
                className="rounded-sm font-medium underline decoration-line-strong underline-offset-2 hover:decoration-brand"
              >
                {patientName(visit)}
              </Link>
            </td>
            <td className="px-2 py-2">{directory.doctorName(visit.doctorId) || visit.doctorName}</td>
            <td className="px-2 py-2">{directory.serviceName(visit.serviceId) || visit.serviceName}</td>
            <td className="px-2 py-2">{tSchedule(`status.${visit.status}`)}</td>
            <td className="px-2 py-2 pr-4">
              {visit.callId === null ? (
                <span className="text-ink-soft">{tSchedule(`source.${visit.source}`)}</span>
              ) : (
                <Link
                  href={`/calls/${visit.callId}`}
                  prefetch={false}
                  className="inline-flex items-center gap-1.5 rounded-sm text-brand underline underline-offset-2"
                >
                  <PhoneCall aria-hidden className="size-3.5" />
                  {t('openCall')}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
