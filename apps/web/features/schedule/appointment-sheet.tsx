'use client';

import { PhoneCall } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';
import { Sheet } from '../../ui/sheet.tsx';
import type { Directory } from '../live-desk/use-directory.ts';
import { useTimes } from '../shell/use-times.ts';
import { usePatientName } from './appointment-words.ts';

/** One appointment, opened from the schedule. */
export function AppointmentSheet({
  appointment,
  directory,
  onClose,
}: {
  appointment: Appointment;
  directory: Directory;
  onClose: () => void;
}) {
  const t = useTranslations('schedule');
  const times = useTimes();
  const patientName = usePatientName();
  return (
    <Sheet
      title={patientName(appointment)}
      note={`${times.longDay(appointment.startsAt)}, ${times.span(appointment.startsAt, appointment.endsAt)}`}
      closeLabel={t('close')}
      onClose={onClose}
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 p-4">
        <Fact term={t('columns.doctor')}>{directory.doctorName(appointment.doctorId) || appointment.doctorName}</Fact>
        <Fact term={t('columns.service')}>
          {directory.serviceName(appointment.serviceId) || appointment.serviceName}
        </Fact>
        <Fact term={t('columns.status')}>{t(`status.${appointment.status}`)}</Fact>
        <Fact term={t('columns.source')}>{t(`source.${appointment.source}`)}</Fact>
      </dl>
      {appointment.patientName === null ? (
        <p className="mx-4 mb-4 rounded-md bg-attention-wash px-3 py-2 text-sm">{t('unnamedNote')}</p>
      ) : null}
      {appointment.callId === null ? null : (
        <Link
          href={`/calls/${appointment.callId}`}
          className="mx-4 inline-flex items-center gap-2 rounded-sm text-brand underline underline-offset-2"
        >
          <PhoneCall aria-hidden className="size-4" />
          {t('openCall')}
        </Link>
      )}
    </Sheet>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
