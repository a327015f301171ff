'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { ImportReport } from '../../server/routers/imports-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { useFieldWord } from '../shell/use-field-word.ts';

/** So many lines are shown at once; a file with more faults than that has one that repeats. */
const SHOWN = 200;

/** What a dry run found: how many lines are good, every line that is not with its reason, and what is there already. */
export function ImportReportView({
  report,
  fileName,
  isBusy,
  icon,
  onRun,
}: {
  report: ImportReport;
  fileName: string;
  isBusy: boolean;
  icon: ReactNode;
  onRun: (options: { isWithoutBadLines?: boolean; isWithDuplicates?: boolean }) => void;
}) {
  const t = useTranslations('patients.import');
  const fieldWord = useFieldWord();
  const [isWithoutBadLines, setIsWithoutBadLines] = useState(false);
  const [isWithDuplicates, setIsWithDuplicates] = useState(false);
  const { problems, duplicates, unknownColumns } = report;
  const badLines = new Set(problems.map(({ line }) => line)).size;
  const left = report.good - (isWithDuplicates ? 0 : new Set(duplicates.map(({ line }) => line)).size);
  const mayRun = left > 0 && (badLines === 0 || isWithoutBadLines);
  return (
    <div className="space-y-3 p-4">
      <p className="font-strong">{t('found', { file: fileName, total: report.total, good: report.good })}</p>
      {report.columns.length > 0 ? (
        <p className="text-ink-soft text-sm">
          {t('readAs', {
            columns: report.columns.map(({ header, field }) => `${header} → ${fieldWord(field)}`).join(', '),
          })}
        </p>
      ) : null}
      {unknownColumns.length > 0 ? (
        <p className="rounded-md bg-attention-wash px-3 py-2">
          {t('unknownColumns', { columns: unknownColumns.join(', ') })}
        </p>
      ) : null}
      {badLines > 0 ? (
        <>
          <h3 className="font-strong">{t('bad', { count: badLines })}</h3>
          <table className="w-full text-sm">
            <caption className="sr-only">{t('bad', { count: badLines })}</caption>
            <thead>
              <tr className="text-left text-ink-soft">
                <th scope="col" className="w-20 py-1 font-medium">
                  {t('line')}
                </th>
                <th scope="col" className="py-1 font-medium">
                  {t('why')}
                </th>
              </tr>
            </thead>
            <tbody>
              {problems.slice(0, SHOWN).map(({ line, field, reason }) => (
                <tr key={`${line}${field}${reason}`} className="border-line border-t">
                  <td className="py-1">{line}</td>
                  <td className="py-1">
                    <span className="font-medium">{fieldWord(field)}</span> {reason}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {problems.length > SHOWN ? (
            <p className="text-ink-soft text-sm">{t('moreFaults', { count: problems.length - SHOWN })}</p>
          ) : null}
          <Choice
            label={t('withoutBad', { count: badLines })}
            isChosen={isWithoutBadLines}
            onChoose={setIsWithoutBadLines}
          />
        </>
      ) : null}
      {duplicates.length > 0 ? (
        <>
          <p>
            {t('twice', {
              count: duplicates.length,
              lines: duplicates
                .slice(0, 20)
                .map(({ line }) => line)
                .join(', '),
            })}
          </p>
          <Choice label={t('withDuplicates')} isChosen={isWithDuplicates} onChoose={setIsWithDuplicates} />
        </>
      ) : null}
      <Button
        kind="primary"
        disabled={!mayRun || isBusy}
        onClick={() =>
          onRun({
            ...(isWithoutBadLines ? { isWithoutBadLines } : {}),
            ...(isWithDuplicates ? { isWithDuplicates } : {}),
          })
        }
      >
        {icon}
        {t('run', { count: Math.max(0, left) })}
      </Button>
    </div>
  );
}

function Choice({
  label,
  isChosen,
  onChoose,
}: {
  label: string;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}) {
  return (
    <label className="flex items-center gap-2">
      <input
        type="checkbox"
        checked={isChosen}
        onChange={(event) => onChoose(event.target.checked)}
        className="size-4 accent-brand"
      />
      {label}
    </label>
  );
}
