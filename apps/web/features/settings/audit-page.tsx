'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { AuditLine } from '../../server/routers/audit.ts';
import { FilterChip } from '../../ui/chip.tsx';
import { DateRange } from '../../ui/date-range.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { RowsLoading } from '../../ui/rows-loading.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { localDate } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { AuditSheet } from './audit-sheet.tsx';
import { SettingsPage } from './section.tsx';
import { useAuditWords } from './use-audit-words.ts';

const kinds = ['patient', 'appointment', 'call', 'message', 'user', 'export', 'clinic', 'doctor', 'api-key'] as const;
const noFilter = { who: 'all', about: 'all', acts: 'all', outcome: 'all', from: '', to: '' };

/** Who did what and who looked, the newest first. A line opens with what it was before and after. */
export function AuditPage() {
  const t = useTranslations('settings.audit');
  const { zone } = usePerson();
  const times = useTimes();
  const trpc = useTrpc();
  const people = useQuery(trpc.users.list.queryOptions()).data ?? [];
  const [filter, setFilter] = useState(noFilter);
  const [open, setOpen] = useState<AuditLine | null>(null);
  const { who, about, acts, outcome, from, to } = filter;
  const isKind = who === 'agent' || who === 'patient' || who === 'api_key' || who === 'system';
  const query = useInfiniteQuery({
    ...trpc.audit.list.infiniteQueryOptions(
      {
        limit: 50,
        ...(who === 'all' ? {} : isKind ? { actorKind: who } : { userId: who }),
        ...(about === 'all' ? {} : { objectKind: about }),
        ...(acts === 'looks' || acts === 'changes' ? { acts } : {}),
        ...(outcome === 'denied' || outcome === 'done' ? { outcome } : {}),
        ...(from === '' ? {} : { from }),
        ...(to === '' ? {} : { to }),
      },
      { getNextPageParam: (page) => page.next ?? undefined },
    ),
    staleTime: 0,
  });
  const lines = query.data?.pages.flatMap((page) => page.lines) ?? [];
  const chip = (name: 'who' | 'about' | 'acts' | 'outcome', options: { value: string; label: string }[]) => (
    <FilterChip
      label={t(`filter.${name}`)}
      value={filter[name]}
      none="all"
      options={[{ value: 'all', label: t('all') }, ...options]}
      clearLabel={t('clear', { name: t(`filter.${name}`) })}
      onChoose={(value) => setFilter({ ...filter, [name]: value })}
    />
  );
  const words = useAuditWords();
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <div className="space-y-3">
        <div className="flex flex-wrap items-center gap-2">
          {chip('who', [
            ...people.map(({ userId, name }) => ({ value: userId, label: name })),
            ...(['agent', 'patient', 'api_key', 'system'] as const).map((value) => ({
              value,
              label: t(`actor.${value}`),
            })),
          ])}
          {chip(
            'about',
            kinds.map((value) => ({ value, label: t(`kind.${value}`) })),
          )}
          {chip('acts', [
            { value: 'looks', label: t('looks') },
            { value: 'changes', label: t('changes') },
          ])}
          {chip('outcome', [{ value: 'denied', label: t('denied') }])}
          <DateRange
            label={t('when')}
            fromLabel={t('from')}
            toLabel={t('to')}
            from={from}
            to={to}
            max={localDate(Date.now(), zone)}
            onChange={(range) => setFilter({ ...filter, ...range })}
          />
        </div>
        {query.isPending ? <RowsLoading /> : null}
        {query.isError && !query.data ? (
          <FailedNotice
            words={{ title: t('failed'), body: t('failedBody'), action: t('again') }}
            onRetry={() => void query.refetch()}
          />
        ) : null}
        {query.data && lines.length === 0 ? <p className="py-6 text-ink-soft">{t('none')}</p> : null}
        {lines.length > 0 ? (
          <div className="overflow-x-auto">
            <table className="w-full text-left text-sm">
              <caption className="sr-only">{t('title')}</caption>
              <thead className="border-line border-b text-ink-soft">
                <tr>
                  {(['when', 'who', 'what', 'address'] as const).map((column) => (
                    <th key={column} scope="col" className="py-1.5 pr-4 font-medium">
                      {t(`column.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody className="divide-y divide-line">
                {lines.map((line) => (
                  <tr key={line.id}>
                    <td className="whitespace-nowrap py-1.5 pr-4">{times.dayAndTime(line.at)}</td>
                    <td className="py-1.5 pr-4">{words.actor(line)}</td>
                    <td className="py-1.5 pr-4">
                      <button type="button" className="text-left text-brand underline" onClick={() => setOpen(line)}>
                        {words.act(line)}
                      </button>
                      {line.outcome === 'denied' ? <span className="text-alarm"> · {t('refused')}</span> : null}
                    </td>
                    <td className="py-1.5 pr-4 text-ink-soft">{line.address ?? ''}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
        <ShowMore query={query} words={{ more: t('more'), loading: t('loading') }} />
      </div>
      {open === null ? null : <AuditSheet line={open} who={words.actor(open)} onClose={() => setOpen(null)} />}
    </SettingsPage>
  );
}
