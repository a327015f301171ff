'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { isTRPCClientError } from '@trpc/client';
import { CloudUpload, Download, FileJson, FileSpreadsheet } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { AppRouter } from '../../server/routers/index.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuLabel } from '../../ui/menu.tsx';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';
import { type CallFilters, queryOf } from './call-filters.ts';

const formats = ['csv', 'json'] as const;

/** Takes the calls that are listed away as a file, or lays it into the clinic's bucket where one is set. For those who may; each is audited. */
export function ExportMenu({ filters, today }: { filters: CallFilters; today: string }) {
  const { role } = usePerson();
  return role === 'admin' ? <Exports filters={filters} today={today} /> : null;
}

function Exports({ filters, today }: { filters: CallFilters; today: string }) {
  const t = useTranslations('calls.export');
  const { zone } = usePerson();
  const trpc = useTrpc();
  const access = useQuery({ ...trpc.exports.access.queryOptions(), staleTime: 10 * 60_000 });
  const [result, setResult] = useState('');
  const query = queryOf(filters, today, zone);
  const lay = useMutation({
    ...trpc.exports.callsToBucket.mutationOptions(),
    onSuccess: ({ key }) => setResult(t('laid', { key })),
    onError: (error) => setResult((isTRPCClientError<AppRouter>(error) && error.data?.reason?.sentence) || t('failed')),
  });
  const address = (format: string) =>
    `/exports/calls?${new URLSearchParams({ format, query: JSON.stringify(query) }).toString()}`;
  return (
    <>
      <Menu
        side="bottom"
        align="end"
        trigger={
          <Button disabled={lay.isPending} className="sm:order-last sm:ml-auto">
            <Download aria-hidden className="size-3.5" />
            {lay.isPending ? t('busy') : t('title')}
          </Button>
        }
      >
        <MenuLabel>{t('what')}</MenuLabel>
        {formats.map((format) => (
          <MenuItem key={format} asChild>
            <a href={address(format)} download>
              {format === 'csv' ? (
                <FileSpreadsheet aria-hidden className="size-4" />
              ) : (
                <FileJson aria-hidden className="size-4" />
              )}
              {t(format)}
            </a>
          </MenuItem>
        ))}
        {access.data?.hasBucket
          ? formats.map((format) => (
              <MenuItem key={`bucket-${format}`} onSelect={() => lay.mutate({ format, query })}>
                <CloudUpload aria-hidden className="size-4" />
                {t(`bucket.${format}`)}
              </MenuItem>
            ))
          : null}
      </Menu>
      <p role="status" className="text-sm empty:hidden">
        {result}
      </p>
    </>
  );
}
