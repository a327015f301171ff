'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { PatientDetails } from '../../server/routers/patients-schemas.ts';
import { nothing } from '../../ui/nothing.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { usePerson } from '../shell/person.tsx';
import { RecordSheet } from '../shell/record-sheet.tsx';
import { useRecordWords } from '../shell/use-record-words.ts';
import { useTrpc } from '../trpc/client.ts';
import { PatientOverview } from './patient-overview.tsx';
import { usePatientWords } from './patient-words.ts';

// Its other sides are fetched when they are turned to.
const PatientFamily = dynamic(() => import('./patient-family.tsx').then((file) => file.PatientFamily), {
  loading: nothing,
});
const PatientForm = dynamic(() => import('./patient-form.tsx').then((file) => file.PatientForm), { loading: nothing });
const PatientHistory = dynamic(() => import('./patient-history.tsx').then((file) => file.PatientHistory), {
  loading: nothing,
});

/** One patient beside the list: who they are, what was and will be, who belongs to them; and all of it to be changed. */
export function PatientSheet({ patientId }: { patientId: string }) {
  const router = useRouter();
  const search = useSearchParams().toString();
  const trpc = useTrpc();
  const words = usePatientWords();
  const query = useQuery(trpc.patients.get.queryOptions({ patientId }));
  return (
    <RecordSheet
      query={query}
      words={useRecordWords('patients')}
      title={words.name}
      note={({ birth, uhid }) => [words.birth(birth), uhid].filter(Boolean).join(' · ')}
      isWide
      onClose={() => router.push(`/patients${search === '' ? '' : `?${search}`}`, { scroll: false })}
      loading={
        <>
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-16 w-4/5" />
        </>
      }
    >
      {(patient) => <Body key={patient.id} patient={patient} />}
    </RecordSheet>
  );
}

function Body({ patient }: { patient: PatientDetails }) {
  const t = useTranslations('patients.sides');
  const { role } = usePerson();
  const mayWrite = role !== 'doctor';
  return (
    <div className="flex h-full flex-col">
      <Tabs
        label={t('label')}
        tabs={[
          {
            value: 'overview',
            label: t('overview'),
            content: <PatientOverview patient={patient} mayWrite={mayWrite} />,
          },
          { value: 'history', label: t('history'), content: <PatientHistory patient={patient} /> },
          { value: 'family', label: t('family'), content: <PatientFamily patient={patient} mayWrite={mayWrite} /> },
          ...(mayWrite ? [{ value: 'entry', label: t('entry'), content: <PatientForm patient={patient} /> }] : []),
        ]}
      />
    </div>
  );
}
