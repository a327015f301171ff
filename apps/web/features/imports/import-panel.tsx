'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { ImportReport } from '../../server/routers/imports-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useFailureText } from '../shell/failure-text.ts';
import { useTrpc } from '../trpc/client.ts';
import { ImportReportView } from './import-report.tsx';
import { ImportsList } from './imports-list.tsx';
import { textOf } from './text-of.ts';

const kinds = ['patients', 'doctors', 'appointments'] as const;
type Kind = (typeof kinds)[number];

/** Brings a file along: first a dry run that names every line that is wrong, then the import, which can be taken back. */
export function ImportPanel() {
  const t = useTranslations('patients.import');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const fileId = useId();
  // The pages of doctors send here for theirs.
  const asked = useSearchParams().get('kind');
  const [kind, setKind] = useState<Kind>(kinds.find((one) => one === asked) ?? 'patients');
  const [file, setFile] = useState<{ name: string; csv: string } | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const preview = useMutation({ ...trpc.imports.preview.mutationOptions(), onSuccess: setReport });
  const run = useMutation({
    ...trpc.imports.run.mutationOptions(),
    onSuccess: (result) => {
      if (!result.ok) return setReport(result.report);
      setReport(null);
      setFile(null);
    },
    onSettled: () => {
      for (const router of [trpc.imports, trpc.patients])
        void queryClient.invalidateQueries({ queryKey: router.pathKey() });
    },
  });
  const look = (of: Kind, csv: string) => {
    setReport(null);
    run.reset();
    preview.mutate({ kind: of, csv });
  };
  const error = preview.error ?? run.error;
  return (
    <>
      <section aria-label={t('title')} className="space-y-4 border-line border-b p-4">
        <p className="max-w-160 text-ink-soft">{t('about')}</p>
        <div className="flex flex-wrap items-end gap-4">
          <Segments
            label={t('kind')}
            value={kind}
            options={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            onChoose={(of) => {
              setKind(of);
              if (file) look(of, file.csv);
            }}
          />
          <div className="space-y-1">
            <label htmlFor={fileId} className="block font-medium">
              {t('file')}
            </label>
            <input
              id={fileId}
              type="file"
              accept=".csv,text/csv,text/plain"
              onChange={async (event) => {
                const chosen = event.target.files?.[0];
                if (chosen === undefined) return;
                const csv = await textOf(chosen);
                setFile({ name: chosen.name, csv });
                look(kind, csv);
              }}
              className="block max-w-full text-sm file:mr-3 file:h-8 file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:font-medium"
            />
          </div>
        </div>
        <p className="text-ink-soft text-sm">
          {t(`columns.${kind}`)}{' '}
          <a href={`/import-templates/${kind}`} download className="text-brand underline">
            {t('template')}
          </a>
        </p>
        <div role="status">
          {preview.isPending ? t('checking') : null}
          {run.data?.ok ? (
            <p className="rounded-md bg-live-wash px-3 py-2">{t('started', { count: run.data.total })}</p>
          ) : null}
        </div>
        <p role="alert" className="text-alarm empty:hidden">
          {error ? failureText(error) : ''}
        </p>
      </section>
      {report && file ? (
        <section aria-label={t('report')} className="border-line border-b">
          <ImportReportView
            report={report}
            fileName={file.name}
            isBusy={run.isPending}
            onRun={(options) => run.mutate({ kind, csv: file.csv, ...options, idempotencyKey: crypto.randomUUID() })}
            icon={<FileUp aria-hidden className="size-4" />}
          />
          <Button
            kind="quiet"
            className="mx-4 mb-4"
            onClick={() => {
              setReport(null);
              setFile(null);
            }}
          >
            {t('forget')}
          </Button>
        </section>
      ) : null}
      <ImportsList />
    </>
  );
}
