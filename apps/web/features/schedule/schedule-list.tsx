'use client';

import { Phone } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import type { Appointment, DaySchedule } from '../../server/routers/schedule-schemas.ts';
import type { Directory } from '../live-desk/use-directory.ts';
import { useTimes } from '../shell/use-times.ts';
import { usePatientName } from './appointment-words.ts';

/** The day as a table, by doctor: reads well aloud and on paper. */
export function ScheduleList({
  schedule,
  directory,
  fresh,
  onOpen,
}: {
  schedule: DaySchedule;
  directory: Directory;
  fresh: ReadonlySet<string>;
  onOpen: (appointment: Appointment) => void;
}) {
  const t = useTranslations('schedule');
  const times = useTimes();
  const patientName = usePatientName();
  const isHindi = useLocale() === 'hi';
  return (
    <section
      aria-label={t('views.list')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="h-full overflow-y-auto bg-surface outline-offset-[-2px]"
    >
      {schedule.doctors.map((doctor) => {
        const own = schedule.appointments.filter(({ doctorId }) => doctorId === doctor.id);
        return (
          <section key={doctor.id} aria-labelledby={`doctor-${doctor.id}`}>
            <h2
              id={`doctor-${doctor.id}`}
              className="sticky top-0 z-10 flex items-baseline gap-3 border-line border-b bg-sunken px-4 py-1.5 font-strong"
            >
              {isHindi ? doctor.nameHindi : doctor.name}
              <span className="font-normal text-ink-soft text-sm">{t('load', { count: own.length })}</span>
            </h2>
            {own.length === 0 ? (
              <p className="px-4 py-3 text-ink-soft">{t('noneOfDoctor')}</p>
            ) : (
              <table className="w-full table-fixed text-sm">
                <caption className="sr-only">{isHindi ? doctor.nameHindi : doctor.name}</caption>
                <thead className="sr-only">
                  <tr>
                    <th scope="col">{t('columns.time')}</th>
                    <th scope="col">{t('columns.patient')}</th>
                    <th scope="col">{t('columns.service')}</th>
                    <th scope="col">{t('columns.status')}</th>
                  </tr>
                </thead>
                <tbody>
                  {own.map((appointment) => (
                    <tr
                      key={appointment.id}
                      data-new={fresh.has(appointment.id) || undefined}
                      className="border-line border-b hover:bg-sunken data-new:bg-live-wash"
                    >
                      <td className="w-28 py-1.5 pl-4 align-baseline">{times.time(appointment.startsAt)}</td>
                      <td className="py-1.5 pr-3">
                        <button
                          type="button"
                          onClick={() => onOpen(appointment)}
                          className="inline-flex items-center gap-1.5 rounded-sm text-left font-medium hover:underline"
                        >
                          {patientName(appointment)}
                          {appointment.source === 'call' ? (
                            <>
                              <Phone aria-hidden className="size-3.5 text-ink-soft" />
                              <span className="sr-only">{t('fromCall')}</span>
                            </>
                          ) : null}
                        </button>
                      </td>
                      <td className="w-2/5 py-1.5 pr-3 text-ink-soft max-sm:hidden">
                        {directory.serviceName(appointment.serviceId) || appointment.serviceName}
                      </td>
                      <td className="w-32 py-1.5 pr-4 text-right text-ink-soft">{t(`status.${appointment.status}`)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
        );
      })}
    </section>
  );
}
