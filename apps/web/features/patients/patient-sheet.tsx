'use client';

import { useQuery } from '@tanstack/react-query';
import { isTRPCClientError } from '@trpc/client';
import { SearchX } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { AppRouter } from '../../server/routers/index.ts';
import type { PatientDetails } from '../../server/routers/patients-schemas.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';
import { PatientFamily } from './patient-family.tsx';
import { PatientForm } from './patient-form.tsx';
import { PatientHistory } from './patient-history.tsx';
import { PatientOverview } from './patient-overview.tsx';
import { usePatientWords } from './patient-words.ts';

/** One patient beside the list: who they are, what was and will be, who belongs to them; and all of it to be changed. */
export function PatientSheet({ patientId }: { patientId: string }) {
  const t = useTranslations('patients');
  const router = useRouter();
  const search = useSearchParams().toString();
  const trpc = useTrpc();
  const words = usePatientWords();
  const { data, isPending, error, refetch } = useQuery(trpc.patients.get.queryOptions({ patientId }));
  const isGone = isTRPCClientError<AppRouter>(error) && (error.data?.httpStatus ?? 500) < 500;
  return (
    <Sheet
      title={data ? words.name(data) : isPending ? <Skeleton className="my-1 h-4 w-40" /> : t('title')}
      note={data ? [words.birth(data.birth), data.uhid].filter(Boolean).join(' · ') : null}
      closeLabel={t('close')}
      isWide
      onClose={() => router.push(`/patients${search === '' ? '' : `?${search}`}`, { scroll: false })}
    >
      {data ? <Body key={data.id} patient={data} /> : null}
      {isPending ? (
        <div aria-hidden className="space-y-4 p-4">
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-16 w-4/5" />
        </div>
      ) : null}
      {!data && error ? (
        isGone ? (
          <Notice icon={SearchX} title={t('gone.title')}>
            {t('gone.body')}
          </Notice>
        ) : (
          <FailedNotice
            words={{ title: t('failed.title'), body: t('failed.body'), action: t('failed.action') }}
            onRetry={() => void refetch()}
          />
        )
      ) : null}
    </Sheet>
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
