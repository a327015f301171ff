import type { DoctorSheet } from '@vaani/clinic';
import { getLocale, getTranslations } from 'next-intl/server';

/** Columns that a phone's screen has no room for. */
const onPaper = 'max-sm:hidden print:table-cell';

/** One doctor's day on paper: what the desk and the doctor cross off with a pen. Black on white, no colour that a copier would lose. */
export async function DoctorDaySheet({
  sheet,
  clinic,
  day,
  span,
  services,
}: {
  sheet: DoctorSheet;
  clinic: string;
  /** The date in words. */
  day: string;
  /** From when to when, on the clinic's clock. */
  span: (of: { startsAt: string; endsAt: string }) => string;
  /** Names of services by their ids, in the reader's language. */
  services: ReadonlyMap<string, string>;
}) {
  const t = await getTranslations('schedule');
  const p = await getTranslations('print');
  const isHindi = (await getLocale()) === 'hi';
  const { doctor, windows, closed, appointments } = sheet;
  const columns = [
    { label: t('columns.time'), className: 'w-24' },
    { label: p('token'), className: 'w-12' },
    { label: t('columns.patient'), className: '' },
    { label: p('uhid'), className: `w-24 ${onPaper}` },
    { label: t('columns.service'), className: onPaper },
    { label: t('columns.status'), className: 'w-24' },
    { label: p('notes'), className: `w-40 ${onPaper}` },
  ];
  const away = closed.filter(({ kind }) => kind !== 'break');
  return (
    <section className="day-sheet break-after-page last:break-after-auto" aria-label={doctor.name}>
      <header className="mb-3 flex items-baseline justify-between gap-4 border-ink border-b pb-2">
        <div>
          <h2 className="font-strong text-xl">{isHindi && doctor.nameHindi ? doctor.nameHindi : doctor.name}</h2>
          <p>
            {day}
            {windows.length > 0 ? ` · ${windows.map(span).join(', ')}` : ''}
          </p>
          {away.map((one) => (
            <p key={`${one.kind}${one.startsAt}`} className="font-strong">
              {one.kind === 'leave' ? t('closed.leave') : t('closed.holiday')}
              {one.label === '' ? '' : `: ${one.label}`}
              {one.kind === 'leave' ? ` (${span(one)})` : ''}
            </p>
          ))}
        </div>
        <div className="text-right">
          <p className="font-strong">{clinic}</p>
          <p>{t('load', { count: appointments.length })}</p>
        </div>
      </header>
      {appointments.length === 0 ? (
        <p>{t('noneOfDoctor')}</p>
      ) : (
        <table className="w-full border-collapse text-sm">
          <thead>
            <tr className="border-ink border-b text-left">
              {columns.map(({ label, className }) => (
                <th key={label} scope="col" className={`py-1 pr-2 font-strong last:pr-0 ${className}`}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {appointments.map((one) => (
              <tr key={one.id} className="break-inside-avoid border-line-strong border-b align-top">
                <td className="py-1.5 pr-2 whitespace-nowrap">{span(one)}</td>
                <td className="py-1.5 pr-2">{one.token ?? ''}</td>
                <td className="py-1.5 pr-2 font-strong">{one.patientName ?? t('unnamed')}</td>
                <td className={`py-1.5 pr-2 ${onPaper}`}>{one.uhid ?? ''}</td>
                <td className={`py-1.5 pr-2 ${onPaper}`}>
                  {services.get(one.serviceId) ?? one.serviceName}
                  {one.isOverbooked ? ` (${p('overbooked')})` : ''}
                </td>
                <td className="py-1.5 pr-2">{t(`status.${one.status}`)}</td>
                <td className={`py-1.5 ${onPaper}`} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
