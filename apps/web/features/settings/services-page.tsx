'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Service } from '../../server/routers/settings-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { Loaded } from './loaded.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, Row, Rows, SettingsPage } from './section.tsx';
import { useAct } from './use-act.ts';

/** What can be booked. */
export function ServicesPage() {
  const t = useTranslations('settings.services');
  const tForm = useTranslations('settings.form');
  const trpc = useTrpc();
  const query = useQuery(trpc.settings.services.queryOptions());
  const [open, setOpen] = useState<Service | 'new' | null>(null);
  const noteOf = (service: Service) =>
    [
      t('minutes', { count: service.durationMin }),
      t('fee', { rupees: service.feePaise / 100 }),
      service.isDefault ? t('isDefault') : null,
      service.isFollowUp ? t('isFollowUp') : null,
      service.isActive ? null : t('isOff'),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Part title={t('list')} action={<Button onClick={() => setOpen('new')}>{t('add')}</Button>}>
        <Loaded query={query}>
          {(services) => (
            <Rows>
              {services.length === 0 ? <li className="py-3 text-ink-soft">{t('none')}</li> : null}
              {services.map((service) => (
                <Row
                  key={service.id}
                  title={`${service.name} · ${service.nameHindi}`}
                  note={noteOf(service)}
                  isOff={!service.isActive}
                  actions={
                    <Button aria-label={tForm('changeOne', { name: service.name })} onClick={() => setOpen(service)}>
                      {tForm('change')}
                    </Button>
                  }
                />
              ))}
            </Rows>
          )}
        </Loaded>
      </Part>
      {open === null ? null : <ServiceSheet service={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </SettingsPage>
  );
}

const blank = {
  name: '',
  nameHindi: '',
  durationMin: 15,
  feePaise: 0,
  bufferBeforeMin: 0,
  bufferAfterMin: 0,
  isDefault: false,
  isFollowUp: false,
  minimumNoticeMin: null,
  maximumAdvanceDays: null,
  isActive: true,
};

function ServiceSheet({ service, onClose }: { service: Service | null; onClose: () => void }) {
  const t = useTranslations('settings.services');
  const tForm = useTranslations('settings.form');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const act = useAct(trpc.settings.pathKey(), trpc.setup.pathKey(), trpc.clinic.pathKey());
  const { id, version, ...values } = service ?? { ...blank, id: '', version: '' };
  return (
    <Sheet title={service === null ? t('add') : service.name} closeLabel={tForm('close')} onClose={onClose}>
      <div className="p-4">
        <RecordForm
          values={values}
          act={act}
          isNew={service === null}
          onSave={async (changed) => {
            const which = service === null ? {} : { serviceId: id, version };
            if (await act.run(() => client.settings.saveService.mutate({ ...changed, ...which }))) onClose();
          }}
          fields={[
            { name: 'name', kind: 'text', max: 120, label: t('name') },
            { name: 'nameHindi', kind: 'text', max: 120, lang: 'hi', label: t('nameHindi') },
            {
              name: 'durationMin',
              kind: 'number',
              min: 5,
              max: 480,
              label: t('duration'),
              sentence: t('durationSentence'),
            },
            { name: 'feePaise', kind: 'money', min: 0, label: t('feeLabel'), sentence: t('feeSentence') },
            {
              name: 'bufferBeforeMin',
              kind: 'number',
              min: 0,
              max: 240,
              label: t('before'),
              sentence: t('beforeSentence'),
            },
            {
              name: 'bufferAfterMin',
              kind: 'number',
              min: 0,
              max: 240,
              label: t('after'),
              sentence: t('afterSentence'),
            },
            {
              name: 'minimumNoticeMin',
              kind: 'number',
              min: 0,
              max: 10_080,
              isOptional: true,
              label: t('notice'),
              sentence: t('noticeSentence'),
            },
            {
              name: 'maximumAdvanceDays',
              kind: 'number',
              min: 1,
              max: 365,
              isOptional: true,
              label: t('ahead'),
              sentence: t('aheadSentence'),
            },
            { name: 'isDefault', kind: 'check', label: t('makeDefault') },
            { name: 'isFollowUp', kind: 'check', label: t('makeFollowUp') },
            { name: 'isActive', kind: 'check', label: t('offered') },
          ]}
        />
      </div>
    </Sheet>
  );
}
