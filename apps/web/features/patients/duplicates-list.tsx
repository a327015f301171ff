'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { PatientBrief } from '../../server/routers/patients-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RowsLoading } from '../../ui/rows-loading.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { ActNoteBar } from '../schedule/act-note-bar.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { phoneText, usePatientWords } from './patient-words.ts';
import { useMerge } from './use-merge.ts';

/** Pairs of entries that may be one person, side by side. Which one stays is a person's choice; it can be taken back. */
export function DuplicatesList() {
  const t = useTranslations('patients.duplicates');
  const words = useTranslations('patients');
  const trpc = useTrpc();
  const merge = useMerge();
  const query = useInfiniteQuery({
    ...trpc.patients.duplicates.infiniteQueryOptions(
      { limit: 20 },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
    staleTime: 0,
  });
  const pairs = query.data?.pages.flatMap((page) => page.pairs) ?? [];
  return (
    <>
      <ActNoteBar note={merge.note} onDismiss={merge.dismiss} />
      <p role="status" className="px-4 py-2 text-ink-soft text-sm">
        {query.data ? t('count', { count: pairs.length }) : ' '}
      </p>
      {query.isPending ? <RowsLoading /> : null}
      {query.isError && !query.data ? (
        <FailedNotice
          words={{ title: words('failed.title'), body: words('failed.body'), action: words('failed.action') }}
          onRetry={() => void query.refetch()}
        />
      ) : null}
      {query.data && pairs.length === 0 && !query.hasNextPage ? (
        <Notice icon={Users} title={t('none.title')}>
          {t('none.body')}
        </Notice>
      ) : null}
      <ul className="divide-y divide-line border-line border-t">
        {pairs.map((pair) => (
          <li key={keyOf(pair)} className="space-y-2 px-4 py-3">
            <div className="grid gap-3 sm:grid-cols-2">
              <Side
                patient={pair.older}
                label={t('older')}
                isBusy={merge.isBusy}
                onKeep={() => merge.merge(pair.older, pair.newer)}
              />
              <Side
                patient={pair.newer}
                label={t('newer')}
                isBusy={merge.isBusy}
                onKeep={() => merge.merge(pair.newer, pair.older)}
              />
            </div>
            <p className="flex flex-wrap items-center gap-3 text-ink-soft text-sm">
              {t('score', { score: pair.score })}
              <Button kind="quiet" disabled={merge.isBusy} onClick={() => merge.keepApart(pair.older, pair.newer)}>
                {t('apart')}
              </Button>
            </p>
          </li>
        ))}
      </ul>
      <ShowMore query={query} words={{ more: words('more'), loading: words('loading') }} />
    </>
  );
}

const keyOf = ({ newer, older }: { newer: PatientBrief; older: PatientBrief }): string => `${newer.id}/${older.id}`;

function Side({
  patient,
  label,
  isBusy,
  onKeep,
}: {
  patient: PatientBrief;
  label: string;
  isBusy: boolean;
  onKeep: () => void;
}) {
  const t = useTranslations('patients.duplicates');
  const words = usePatientWords();
  const times = useTimes();
  const name = words.name(patient);
  const facts = [
    words.birth(patient.birth),
    patient.uhid ?? '',
    ...patient.phones.map(({ phone }) => phoneText(phone)),
    t('entered', { time: times.day(patient.createdAt) }),
  ].filter(Boolean);
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <p className="text-ink-soft text-xs">{label}</p>
        <Link
          href={`/patients/${patient.id}?show=duplicates`}
          scroll={false}
          className="rounded-sm font-medium hover:underline"
        >
          {name}
        </Link>
        <p className="text-ink-soft text-sm">{facts.join(' · ')}</p>
      </div>
      <Button disabled={isBusy} onClick={onKeep} aria-label={t('keepOne', { name, which: label })}>
        {t('keep')}
      </Button>
    </div>
  );
}
