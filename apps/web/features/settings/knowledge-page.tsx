'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Knowledge } from '../../server/routers/settings-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { nothing } from '../../ui/nothing.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { FailureLine } from './failure-line.tsx';
import { Loaded } from './loaded.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, Row, Rows, SettingsPage } from './section.tsx';
import { useAct } from './use-act.ts';

const TryCall = dynamic(() => import('../try/try-call.tsx').then((file) => file.TryCall), { loading: nothing });

/** What the AI may say when it is asked about the clinic: these words, and nothing of its own. */
export function KnowledgePage() {
  const t = useTranslations('settings.knowledge');
  const tForm = useTranslations('settings.form');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery(trpc.settings.knowledge.queryOptions());
  const [open, setOpen] = useState<Knowledge | 'new' | null>(null);
  const removing = useAct(trpc.settings.knowledge.queryKey());
  const missing = ({ en, hi }: Knowledge) => (en === '' ? t('noEnglish') : hi === '' ? t('noHindi') : null);
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Part title={t('list')} action={<Button onClick={() => setOpen('new')}>{t('add')}</Button>}>
        <Loaded query={query}>
          {(entries) => (
            <Rows>
              {entries.length === 0 ? <li className="py-3 text-ink-soft">{t('none')}</li> : null}
              {entries.map((entry) => (
                <Row
                  key={entry.topic}
                  title={entry.topic}
                  note={
                    <>
                      {missing(entry) === null ? null : <span className="text-attention">{missing(entry)} · </span>}
                      <span lang={entry.en === '' ? 'hi' : 'en'}>{entry.en || entry.hi || entry.hiEn}</span>
                    </>
                  }
                  actions={
                    <>
                      <Button aria-label={tForm('changeOne', { name: entry.topic })} onClick={() => setOpen(entry)}>
                        {tForm('change')}
                      </Button>
                      <ConfirmButton
                        label={tForm('removeOne', { name: entry.topic })}
                        title={t('removeTitle', { topic: entry.topic })}
                        body={t('removeBody')}
                        confirm={tForm('remove')}
                        cancel={tForm('cancel')}
                        onConfirm={() =>
                          void removing.run(() => client.settings.removeKnowledge.mutate({ topic: entry.topic }))
                        }
                      >
                        {tForm('remove')}
                      </ConfirmButton>
                    </>
                  }
                />
              ))}
            </Rows>
          )}
        </Loaded>
        <FailureLine failure={removing.failure} />
      </Part>
      {open === null ? null : <EntrySheet entry={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </SettingsPage>
  );
}

function EntrySheet({ entry, onClose }: { entry: Knowledge | null; onClose: () => void }) {
  const t = useTranslations('settings.knowledge');
  const tForm = useTranslations('settings.form');
  const tTry = useTranslations('tryCall');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const act = useAct(trpc.settings.knowledge.queryKey());
  const { topic, en, hi, hiEn } = entry ?? { topic: '', en: '', hi: '', hiEn: '' };
  const [draft, setDraft] = useState<Omit<Knowledge, 'version'> | null>(null);
  const words = [
    { name: 'en' as const, kind: 'long' as const, max: 600, lang: 'en' as const, label: t('en') },
    { name: 'hi' as const, kind: 'long' as const, max: 600, lang: 'hi' as const, label: t('hi') },
    { name: 'hiEn' as const, kind: 'long' as const, max: 600, label: t('hiEn') },
  ];
  return (
    <Sheet
      title={entry === null ? t('add') : entry.topic}
      note={t('sheetNote')}
      closeLabel={tForm('close')}
      onClose={onClose}
    >
      <div className="p-4">
        <RecordForm
          values={{ topic, en, hi, hiEn }}
          act={act}
          isNew={entry === null}
          onSave={async (values) => {
            const which = entry === null ? {} : { topic: entry.topic, version: entry.version };
            if (await act.run(() => client.settings.saveKnowledge.mutate({ ...values, ...which }))) onClose();
          }}
          extra={(current) => (
            <Button onClick={() => setDraft({ ...current(), ...(entry === null ? {} : { topic: entry.topic }) })}>
              {tTry('draft')}
            </Button>
          )}
          fields={
            entry === null
              ? [{ name: 'topic', kind: 'text', max: 60, label: t('topic'), hint: 'parking' }, ...words]
              : words
          }
        />
      </div>
      {draft === null ? null : (
        <section aria-label={tTry('draft')} className="border-line border-t">
          <p className="px-4 pt-3 text-ink-soft text-sm">{tTry('draftNote')}</p>
          <div className="h-112">
            <TryCall open={() => client.tryCall.openDraft.mutate({ knowledge: draft })} />
          </div>
        </section>
      )}
    </Sheet>
  );
}
