'use client';

import { CalendarDays, PhoneCall } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { outcomes } from '../../server/routers/outcomes.ts';
import type { PatientDetails } from '../../server/routers/patients-schemas.ts';
import { useDirectory } from '../live-desk/use-directory.ts';
import { localDate } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';

/** Appointments and calls in one line of time, the latest first. */
export function PatientHistory({ patient }: { patient: PatientDetails }) {
  const t = useTranslations('patients');
  const tStatus = useTranslations('schedule.status');
  const tOutcome = useTranslations('outcome');
  const times = useTimes();
  const directory = useDirectory();
  const { zone } = usePerson();
  const events = [
    ...patient.appointments.map((one) => ({
      key: one.id,
      at: one.startsAt,
      href: `/schedule?date=${localDate(one.startsAt, zone)}&appointment=${one.id}`,
      Icon: CalendarDays,
      kind: t('event.appointment'),
      words: [
        directory.doctorName(one.doctorId),
        directory.serviceName(one.serviceId),
        tStatus(one.status as 'scheduled'),
      ],
    })),
    ...patient.calls.map((one) => {
      const outcome = outcomes.find((known) => known === one.outcome);
      return {
        key: one.id,
        at: one.startedAt,
        href: `/calls/${one.id}`,
        Icon: PhoneCall,
        kind: t('event.call'),
        words: [outcome ? tOutcome(outcome) : ''],
      };
    }),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  if (events.length === 0) return <p className="p-4 text-ink-soft">{t('noHistory')}</p>;
  return (
    <ol className="divide-y divide-line">
      {events.map(({ key, at, href, Icon, kind, words }) => (
        <li key={key}>
          <Link
            href={href}
            className="flex min-h-11 items-center gap-3 px-4 py-2 outline-offset-[-2px] hover:bg-sunken"
          >
            <Icon aria-hidden className="size-4 shrink-0 text-ink-soft" />
            <span className="sr-only">{kind}: </span>
            <span className="min-w-0">
              <span className="font-medium">{times.dayAndTime(at)}</span>{' '}
              <span className="text-ink-soft">
                {times.year(at)} · {words.filter(Boolean).join(' · ')}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
