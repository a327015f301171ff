'use client';

import type { inferRouterOutputs } from '@trpc/server';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { AppRouter } from '../../server/routers/index.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { FailureLine } from './failure-line.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, Row, Rows } from './section.tsx';
import { useAct } from './use-act.ts';

type Template = inferRouterOutputs<AppRouter>['messages']['settings']['templates'][number];

const kinds = ['booking', 'move', 'cancellation', 'reminder', 'delay', 'waitlist', 'callback', 'missed_call'] as const;
const blank: Template = { kind: 'booking', channel: 'sms', language: 'en', templateId: '', text: null };

/** Wordings that are registered with the operators: text messages to India leave only with one. */
export function TemplatesPart({ templates }: { templates: readonly Template[] }) {
  const t = useTranslations('settings.templates');
  const tForm = useTranslations('settings.form');
  const tMessages = useTranslations('messages');
  const tLanguage = useTranslations('language');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const [open, setOpen] = useState<Template | 'new' | null>(null);
  const act = useAct(trpc.messages.settings.queryKey());
  const removing = useAct(trpc.messages.settings.queryKey());
  const nameOf = ({ kind, channel, language }: Template) =>
    `${tMessages(`kind.${kind}`)} · ${tMessages(`channel.${channel}`)} · ${tLanguage(language)}`;
  const key = [
    {
      name: 'kind' as const,
      kind: 'choice' as const,
      label: t('kind'),
      options: kinds.map((value) => ({ value, label: tMessages(`kind.${value}`) })),
    },
    {
      name: 'channel' as const,
      kind: 'choice' as const,
      label: t('channel'),
      options: (['sms', 'whatsapp'] as const).map((value) => ({ value, label: tMessages(`channel.${value}`) })),
    },
    {
      name: 'language' as const,
      kind: 'choice' as const,
      label: t('language'),
      options: (['en', 'hi'] as const).map((value) => ({ value, label: tLanguage(value) })),
    },
  ];
  return (
    <Part title={t('title')} lead={t('lead')} action={<Button onClick={() => setOpen('new')}>{t('add')}</Button>}>
      <Rows>
        {templates.length === 0 ? <li className="py-3 text-ink-soft">{t('none')}</li> : null}
        {templates.map((template) => (
          <Row
            key={nameOf(template)}
            title={nameOf(template)}
            note={`${template.templateId}${template.text === null ? '' : ` · ${template.text}`}`}
            actions={
              <>
                <Button aria-label={tForm('changeOne', { name: nameOf(template) })} onClick={() => setOpen(template)}>
                  {tForm('change')}
                </Button>
                <Button
                  aria-label={tForm('removeOne', { name: nameOf(template) })}
                  disabled={removing.isBusy}
                  onClick={() => {
                    const { kind, channel, language } = template;
                    void removing.run(() => client.messages.removeTemplate.mutate({ kind, channel, language }));
                  }}
                >
                  {tForm('remove')}
                </Button>
              </>
            }
          />
        ))}
      </Rows>
      <FailureLine failure={removing.failure} />
      {open === null ? null : (
        <Sheet
          title={open === 'new' ? t('add') : nameOf(open)}
          closeLabel={tForm('close')}
          onClose={() => setOpen(null)}
        >
          <div className="p-4">
            <RecordForm
              values={open === 'new' ? blank : open}
              act={act}
              isNew={open === 'new'}
              onSave={async (template) => {
                if (await act.run(() => client.messages.saveTemplate.mutate(template))) setOpen(null);
              }}
              fields={[
                ...(open === 'new' ? key : []),
                { name: 'templateId', kind: 'text', max: 60, label: t('templateId') },
                { name: 'text', kind: 'long', isOptional: true, max: 1_000, label: t('text') },
              ]}
            />
          </div>
        </Sheet>
      )}
    </Part>
  );
}
