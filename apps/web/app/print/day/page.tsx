import { ClinicError, daySheet, getClinicProfile, localDate } from '@vaani/clinic';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { DoctorDaySheet } from '../../../features/print/doctor-day-sheet.tsx';
import { PrintButton } from '../../../features/print/print-button.tsx';
import { noonOf, readDate } from '../../../features/schedule/dates.ts';
import { requireSession } from '../../../server/auth/session.ts';
import { webDeps } from '../../../server/deps.ts';
import { clinicContext } from '../../../server/trpc/base.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('print'))('title') };
}

type Query = Promise<Record<string, string | string[] | undefined>>;

/** A day to print, a sheet a doctor: `/print/day?date=2026-11-30&doctor=…`. Looking at it is audited as printing it. */
export default async function PrintDayPage({ searchParams }: { searchParams: Query }) {
  const session = await requireSession();
  const deps = webDeps();
  const ctx = clinicContext(deps, session);
  const profile = await getClinicProfile(ctx);
  const { date, doctor } = await searchParams;
  const wanted = readDate(typeof date === 'string' ? date : null) ?? localDate(deps.clock.now(), profile.zone);
  const day = await sheetsOf(ctx, wanted, typeof doctor === 'string' ? doctor : undefined);
  const t = await getTranslations('print');
  const isHindi = (await getLocale()) === 'hi';
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(isHindi ? 'hi-IN' : 'en-IN', { timeZone: day.zone, ...options });
  const clock = format({ hour: 'numeric', minute: '2-digit', hour12: true });
  const span = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
    clock.formatRange(new Date(startsAt), new Date(endsAt));
  const inWords = format({ timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    new Date(noonOf(day.date)),
  );
  const at = format({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(deps.clock.now()));
  const services = new Map(
    profile.services.map(({ id, name, nameHindi }) => [id, isHindi && nameHindi !== '' ? nameHindi : name] as const),
  );
  return (
    <main className="paper mx-auto max-w-[210mm] space-y-10 bg-surface p-4 text-ink sm:p-[12mm] print:max-w-none print:p-0">
      <div className="flex items-center justify-between gap-4 print:hidden">
        <h1 className="font-strong text-lg">{t('title')}</h1>
        <PrintButton label={t('print')} />
      </div>
      {day.sheets.length === 0 ? <p>{t('nobody', { day: inWords })}</p> : null}
      {day.sheets.map((sheet) => (
        <DoctorDaySheet
          key={sheet.doctor.id}
          sheet={sheet}
          clinic={isHindi && profile.nameHindi ? profile.nameHindi : profile.name}
          day={inWords}
          span={span}
          services={services}
        />
      ))}
      <footer className="text-ink-soft text-xs">{t('printed', { at, name: session.name })}</footer>
    </main>
  );
}

/** What is asked wrongly, or not allowed, is a page that there is not. */
async function sheetsOf(ctx: Parameters<typeof daySheet>[0], date: string, doctorId: string | undefined) {
  try {
    const day = await daySheet(ctx, { date, ...(doctorId === undefined ? {} : { doctorId }) });
    if (doctorId !== undefined && day.sheets.length === 0) notFound();
    return day;
  } catch (error) {
    if (error instanceof ClinicError) notFound();
    throw error;
  }
}
