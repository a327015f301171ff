'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { PatientDetails } from '../../server/routers/patients-schemas.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useDirectory } from '../live-desk/use-directory.ts';
import { usePatientWords } from '../patients/patient-words.ts';
import type { Visitor } from '../queue/board.ts';
import { VisitNotes } from '../schedule/visit-notes.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { CallSaid } from './call-said.tsx';

/** One patient as the doctor needs them: why they come, what calls said, the visits before, and room for notes. */
export function VisitCard({ visitor, now, onType }: { visitor: Visitor; now: number; onType: () => void }) {
  const t = useTranslations('schedule.myDay');
  const tStatus = useTranslations('schedule.status');
  const times = useTimes();
  const directory = useDirectory();
  const { appointment, token } = visitor;
  const name = visitor.name ?? t('unnamed');
  const about = [
    t(`stage.${visitor.stage}`),
    token ? t('token', { number: token.number }) : '',
    appointment ? times.span(appointment.startsAt, appointment.endsAt) : t('walkedIn'),
    appointment ? directory.serviceName(appointment.serviceId) || appointment.serviceName : '',
    appointment?.status === 'no_show' ? tStatus('no_show') : '',
    visitor.stage === 'waiting' && visitor.waitingSince
      ? t('waitsFor', { minutes: Math.max(0, Math.round((now - Date.parse(visitor.waitingSince)) / 60_000)) })
      : '',
  ].filter(Boolean);
  return (
    <article aria-labelledby="shown-patient" className="bg-surface">
      <header className="border-line border-b p-4">
        <h2 id="shown-patient" className="font-strong text-xl">
          {name}
        </h2>
        <p className="text-ink-soft">{about.join(' · ')}</p>
      </header>
      {appointment ? (
        <Visit appointmentId={appointment.id} patientId={appointment.patientId} onType={onType} />
      ) : token?.patientId ? (
        <WalkIn patientId={token.patientId} startsAt={token.issuedAt} />
      ) : null}
    </article>
  );
}

function Visit({ appointmentId, patientId, onType }: { appointmentId: string; patientId: string; onType: () => void }) {
  const trpc = useTrpc();
  const { data: visit } = useQuery(trpc.schedule.visit.queryOptions({ appointmentId }));
  const { data: patient } = useQuery(trpc.patients.get.queryOptions({ patientId }));
  if (visit === undefined || patient === undefined) return <Skeleton className="m-4 h-40" />;
  return (
    <>
      <About patient={patient} visit={visit} />
      <VisitNotes key={visit.id} appointmentId={appointmentId} notes={visit.notes} onType={onType} />
      <PatientLink patientId={patientId} />
    </>
  );
}

/** Who walked in has a number and no appointment: what is known of them is shown all the same. */
function WalkIn({ patientId, startsAt }: { patientId: string; startsAt: string }) {
  const trpc = useTrpc();
  const { data: patient, isError } = useQuery({ ...trpc.patients.get.queryOptions({ patientId }), retry: false });
  // A patient whom this doctor has not seen before is not theirs to read yet.
  if (isError) return null;
  if (patient === undefined) return <Skeleton className="m-4 h-40" />;
  return (
    <>
      <About patient={patient} visit={{ id: null, startsAt, callId: null, reason: null }} />
      <PatientLink patientId={patientId} />
    </>
  );
}

function About({
  patient,
  visit,
}: {
  patient: PatientDetails;
  visit: { id: string | null; startsAt: string; callId: string | null; reason: string | null };
}) {
  const t = useTranslations('schedule.myDay');
  const tStatus = useTranslations('schedule.status');
  const times = useTimes();
  const words = usePatientWords();
  const before = patient.appointments.filter(({ id, startsAt }) => id !== visit.id && startsAt < visit.startsAt);
  const callIds = [...new Set([visit.callId, ...patient.calls.map(({ id }) => id)])]
    .filter((id) => id !== null)
    .slice(0, 3);
  const facts = [
    words.birth(patient.birth),
    patient.uhid ?? '',
    patient.isMinor === true && patient.guardians[0] ? t('with', { name: patient.guardians[0].name }) : '',
  ].filter(Boolean);
  return (
    <>
      <dl className="grid grid-cols-[5.5rem_1fr] gap-x-4 gap-y-3 p-4 sm:grid-cols-[8rem_1fr] sm:gap-x-6">
        {facts.length > 0 ? <Fact term={t('person')}>{facts.join(' · ')}</Fact> : null}
        {visit.id === null ? null : (
          <Fact term={t('reason')}>{visit.reason ?? <span className="text-ink-soft">{t('noReason')}</span>}</Fact>
        )}
        {patient.notes === null ? null : <Fact term={t('standing')}>{patient.notes}</Fact>}
        <Fact term={t('before', { count: before.length })}>
          {before.length === 0 ? (
            <span className="text-ink-soft">{t('first')}</span>
          ) : (
            <ul>
              {before.slice(0, 5).map((one) => (
                <li key={one.id}>
                  {times.dayAndTime(one.startsAt)} ·{' '}
                  <span className="text-ink-soft">{tStatus(one.status as 'completed')}</span>
                </li>
              ))}
            </ul>
          )}
        </Fact>
      </dl>
      <section aria-label={t('calls')} className="space-y-2 border-line border-t p-4">
        <h3 className="font-strong">{t('calls')}</h3>
        {callIds.length === 0 ? <p className="text-ink-soft">{t('noCalls')}</p> : null}
        {callIds.map((callId) => (
          <CallSaid key={callId} callId={callId} />
        ))}
      </section>
    </>
  );
}

function PatientLink({ patientId }: { patientId: string }) {
  const t = useTranslations('schedule.myDay');
  return (
    <p className="border-line border-t p-4">
      <Link href={`/patients/${patientId}`} className="rounded-sm text-brand underline underline-offset-2">
        {t('openPatient')}
      </Link>
    </p>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-soft">{term}</dt>
      <dd className="whitespace-pre-line">{children}</dd>
    </div>
  );
}
