'use client';

import { clsx } from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { PatientBrief } from '../../server/routers/patients-schemas.ts';
import { localDate } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { phoneText, usePatientWords } from './patient-words.ts';

/** The rows. Each opens its patient in a sheet beside the list; the address follows. */
export function PatientTable({ patients, search }: { patients: readonly PatientBrief[]; search: string }) {
  const t = useTranslations('patients');
  const words = usePatientWords();
  const times = useTimes();
  const pathname = usePathname();
  const { zone } = usePerson();
  return (
    <table className="w-full border-line border-t text-sm max-sm:block">
      <caption className="sr-only">{t('title')}</caption>
      <thead className="max-sm:sr-only">
        <tr className="text-left text-ink-soft">
          {(['name', 'born', 'uhid', 'phone', 'seen'] as const).map((column) => (
            <th
              key={column}
              scope="col"
              className={clsx(
                'sticky top-0 z-10 border-line border-b bg-surface px-2 py-1.5 font-medium first:pl-4',
                column === 'seen' && 'max-lg:hidden',
                column === 'uhid' && 'max-md:hidden',
              )}
            >
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {patients.map((patient) => {
          const href = `/patients/${patient.id}`;
          const [phone] = patient.phones;
          return (
            <tr
              key={patient.id}
              className={clsx(
                'relative border-line border-b max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-3 max-sm:px-4 max-sm:py-2',
                pathname === href ? 'bg-brand-wash' : 'hover:bg-sunken',
              )}
            >
              <td className="py-2 pr-2 pl-4 max-sm:p-0">
                <Link
                  href={`${href}${search}`}
                  scroll={false}
                  className="font-medium after:absolute after:inset-0 focus-visible:after:outline-2"
                >
                  {words.name(patient)}
                </Link>
                {patient.isToBeCompleted ? (
                  <span className="ml-2 rounded-full bg-attention-wash px-2 py-0.5 text-xs">{t('toBeCompleted')}</span>
                ) : null}
              </td>
              <td className="px-2 py-2 text-ink-soft max-sm:col-start-2 max-sm:row-start-1 max-sm:p-0 max-sm:text-right">
                <span className="sm:hidden">{words.birth(patient.birth)}</span>
                <span className="max-sm:hidden">{words.bornOn(patient.birth)}</span>
              </td>
              <td className="px-2 py-2 text-ink-soft max-md:hidden">{patient.uhid ?? ''}</td>
              <td className="whitespace-nowrap px-2 py-2 text-ink-soft max-sm:row-start-2 max-sm:p-0">
                {phone ? phoneText(phone.phone) : ''}
                {patient.phones.length > 1 ? ` ${t('morePhones', { count: patient.phones.length - 1 })}` : ''}
              </td>
              <td className="px-2 py-2 pr-4 text-ink-soft max-lg:hidden">
                {patient.lastSeenAt === null ? t('neverSeen') : times.date(localDate(patient.lastSeenAt, zone))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
