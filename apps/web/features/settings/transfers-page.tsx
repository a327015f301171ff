'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { FailureLine } from './failure-line.tsx';
import { clockOf } from './fields.ts';
import { Loaded } from './loaded.tsx';
import { Part, Row, Rows, SettingsPage } from './section.tsx';
import { isReason, type TransferEntry } from './transfer-entry.ts';
import { TransferForm } from './transfer-form.tsx';
import { useAct } from './use-act.ts';

/** Whom callers are handed to, in the order in which they are tried. Nobody else is ever dialled. */
export function TransfersPage() {
  const t = useTranslations('settings.transfers');
  const tForm = useTranslations('settings.form');
  const tHours = useTranslations('settings.hours');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery(trpc.phone.directory.queryOptions());
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const act = useAct(trpc.phone.directory.queryKey());
  const version = query.data?.version ?? '';
  const save = (entries: TransferEntry[]) => act.run(() => client.phone.saveDirectory.mutate({ entries, version }));
  const noteOf = ({ phone, reasons, weekdays, fromMin, toMin, isWarm }: TransferEntry) =>
    [
      phone,
      reasons.length === 0
        ? t('anything')
        : reasons.map((reason) => (isReason(reason) ? t(`reason.${reason}`) : reason)).join(', '),
      weekdays.length === 0 || weekdays.length === 7
        ? null
        : weekdays.map((day) => tHours(`short.${day as 1}`)).join(', '),
      fromMin === 0 && toMin === 1_440 ? null : `${clockOf(fromMin)} – ${clockOf(toMin)}`,
      isWarm ? t('warm') : null,
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {({ entries }) => (
          <Part title={t('list')} action={<Button onClick={() => setOpen('new')}>{t('add')}</Button>}>
            <Rows>
              {entries.length === 0 ? <li className="py-3 text-ink-soft">{t('none')}</li> : null}
              {entries.map((entry, index) => (
                <Row
                  // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the order
                  key={`${index}-${entry.phone}`}
                  title={`${index + 1}. ${entry.label}`}
                  note={noteOf(entry)}
                  actions={
                    <>
                      <Button
                        kind="quiet"
                        isSquare
                        aria-label={t('up', { name: entry.label })}
                        disabled={index === 0 || act.isBusy}
                        onClick={() => void save(moved(entries, index, index - 1))}
                      >
                        <ArrowUp aria-hidden className="size-4" />
                      </Button>
                      <Button
                        kind="quiet"
                        isSquare
                        aria-label={t('down', { name: entry.label })}
                        disabled={index === entries.length - 1 || act.isBusy}
                        onClick={() => void save(moved(entries, index, index + 1))}
                      >
                        <ArrowDown aria-hidden className="size-4" />
                      </Button>
                      <Button aria-label={tForm('changeOne', { name: entry.label })} onClick={() => setOpen(index)}>
                        {tForm('change')}
                      </Button>
                      <ConfirmButton
                        label={tForm('removeOne', { name: entry.label })}
                        title={t('removeTitle', { name: entry.label })}
                        body={t('removeBody')}
                        confirm={tForm('remove')}
                        cancel={tForm('cancel')}
                        disabled={act.isBusy}
                        onConfirm={() => void save(entries.filter((_, at) => at !== index))}
                      >
                        {tForm('remove')}
                      </ConfirmButton>
                    </>
                  }
                />
              ))}
            </Rows>
            <div role="status">{open === null ? <FailureLine failure={act.failure} /> : null}</div>
            {open === null ? null : (
              <Sheet
                title={open === 'new' ? t('add') : (entries[open]?.label ?? '')}
                closeLabel={tForm('close')}
                onClose={() => setOpen(null)}
              >
                <TransferForm
                  entry={open === 'new' ? null : (entries[open] ?? null)}
                  index={open === 'new' ? entries.length : open}
                  act={act}
                  onSave={async (entry) => {
                    const next =
                      open === 'new' ? [...entries, entry] : entries.map((one, at) => (at === open ? entry : one));
                    if (await save(next)) setOpen(null);
                  }}
                />
              </Sheet>
            )}
          </Part>
        )}
      </Loaded>
    </SettingsPage>
  );
}

function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(to, 0, one);
  return next;
}
