'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { AuditLine } from '../../server/routers/audit.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { useFieldWord } from '../shell/use-field-word.ts';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { changesOf } from './audit-words.ts';
import { Loaded } from './loaded.tsx';
import { useAuditWords } from './use-audit-words.ts';

/** One line of the audit: what it was before, and after. That it was opened is written down too. */
export function AuditSheet({ line, who, onClose }: { line: AuditLine; who: string; onClose: () => void }) {
  const t = useTranslations('settings.audit');
  const tForm = useTranslations('settings.form');
  const times = useTimes();
  const words = useAuditWords();
  const fieldWord = useFieldWord();
  const trpc = useTrpc();
  const query = useQuery(trpc.audit.entry.queryOptions({ entryId: line.id }));
  const facts = [
    [t('column.when'), times.dayAndTime(line.at)],
    [t('column.who'), who],
    [t('object'), words.object(line)],
    [t('column.address'), line.address],
    [t('browser'), line.agent],
  ] as const;
  return (
    <Sheet title={words.act(line)} closeLabel={tForm('close')} onClose={onClose}>
      <div className="space-y-4 p-4">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {facts.map(([label, text]) =>
            text ? (
              <div key={label} className="contents">
                <dt className="text-ink-soft">{label}</dt>
                <dd className="break-words">{text}</dd>
              </div>
            ) : null,
          )}
        </dl>
        <Loaded query={query}>
          {(entry) => {
            const changes = changesOf(entry?.old ?? null, entry?.new ?? null);
            if (changes.length === 0) return <p className="text-ink-soft">{t('nothing')}</p>;
            return (
              <ul className="divide-y divide-line border-line border-y">
                {changes.map(({ field, before, after }) => (
                  <li key={field} className="space-y-1 py-2">
                    <p className="font-medium">{fieldWord(field)}</p>
                    {before === null ? null : (
                      <p className="break-words text-ink-soft">
                        {t('before')}: {before}
                      </p>
                    )}
                    {after === null ? null : (
                      <p className="break-words">
                        {t('after')}: {after}
                      </p>
                    )}
                  </li>
                ))}
              </ul>
            );
          }}
        </Loaded>
      </div>
    </Sheet>
  );
}
