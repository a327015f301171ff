'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { useDirectory } from './use-directory.ts';

const MOST_SHOWN = 4;

/** Of a caller who was identified, what helps now: the clinic's number, the next visits and the last ones, what was noted. Each look stands in the audit. */
export function PatientCard({ patientId }: { patientId: string }) {
  const t = useTranslations('live.patient');
  const times = useTimes();
  const directory = useDirectory();
  const { role } = usePerson();
  const trpc = useTrpc();
  const { data } = useQuery({ ...trpc.patients.get.queryOptions({ patientId }), staleTime: 5 * 60_000 });
  if (data === undefined) return null;
  const appointments = data.appointments.toSorted((a, b) => b.startsAt.localeCompare(a.startsAt)).slice(0, MOST_SHOWN);
  return (
    <div className="space-y-3 border-line border-t pt-3 text-sm">
      <p className="text-ink-soft">
        {[data.uhid, data.isMinor === true ? t('minor') : null].filter(Boolean).join(' · ')}
      </p>
      <div>
        <h3 className="font-medium">{t('visits')}</h3>
        {appointments.length === 0 ? <p className="text-ink-soft">{t('noVisits')}</p> : null}
        <ul>
          {appointments.map(({ id, doctorId, startsAt, status }) => (
            <li key={id} className="flex flex-wrap gap-x-2 py-0.5">
              <span>{times.dayAndTime(startsAt)}</span>
              <span className="text-ink-soft">
                {directory.doctorName(doctorId)}
                {status === 'cancelled' || status === 'rescheduled' ? ` · ${t('notKept')}` : null}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {data.notes ? (
        <div>
          <h3 className="font-medium">{t('notes')}</h3>
          <p className="whitespace-pre-wrap">{data.notes}</p>
        </div>
      ) : null}
      {role === 'doctor' ? null : (
        <Link href={`/patients/${patientId}`} className="inline-block text-brand underline underline-offset-2">
          {t('open')}
        </Link>
      )}
    </div>
  );
}
