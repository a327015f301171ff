'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Branch, Doctor, Service } from '../../server/routers/settings-schemas.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { Loaded } from './loaded.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, Row, Rows, SettingsPage } from './section.tsx';
import { doctorsFromFile } from './setup-places.ts';
import { useAct } from './use-act.ts';

/** Who sees patients, and for what. */
export function DoctorsPage() {
  const t = useTranslations('settings.doctors');
  const tForm = useTranslations('settings.form');
  const trpc = useTrpc();
  const query = useQuery(trpc.settings.doctors.queryOptions());
  const branches = useQuery(trpc.settings.branches.queryOptions()).data ?? [];
  const services = useQuery(trpc.settings.services.queryOptions()).data ?? [];
  const [open, setOpen] = useState<Doctor | 'new' | null>(null);
  const isReady = branches.length > 0 && services.length > 0;
  const noteOf = (doctor: Doctor) =>
    [
      doctor.speciality,
      branches.length > 1 ? branches.find(({ id }) => id === doctor.branchId)?.name : null,
      t('services', { count: doctor.services.length }),
      doctor.isActive ? null : t('isOff'),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Part
        title={t('list')}
        {...(isReady ? {} : { lead: t('needs') })}
        action={
          <div className="flex flex-wrap gap-2">
            {isReady ? (
              <Link href={doctorsFromFile} className={buttonClass('plain')}>
                {t('fromFile')}
              </Link>
            ) : null}
            <Button disabled={!isReady} onClick={() => setOpen('new')}>
              {t('add')}
            </Button>
          </div>
        }
      >
        <Loaded query={query}>
          {(doctors) => (
            <Rows>
              {doctors.length === 0 ? <li className="py-3 text-ink-soft">{t('none')}</li> : null}
              {doctors.map((doctor) => (
                <Row
                  key={doctor.id}
                  title={`${doctor.name} · ${doctor.nameHindi}`}
                  note={noteOf(doctor)}
                  isOff={!doctor.isActive}
                  actions={
                    <>
                      <Link
                        href={`/settings/hours?doctor=${doctor.id}`}
                        className={buttonClass('plain')}
                        aria-label={t('hoursOf', { name: doctor.name })}
                      >
                        {t('hours')}
                      </Link>
                      <Button aria-label={tForm('changeOne', { name: doctor.name })} onClick={() => setOpen(doctor)}>
                        {tForm('change')}
                      </Button>
                    </>
                  }
                />
              ))}
            </Rows>
          )}
        </Loaded>
      </Part>
      {open === null ? null : (
        <DoctorSheet
          doctor={open === 'new' ? null : open}
          branches={branches}
          services={services}
          onClose={() => setOpen(null)}
        />
      )}
    </SettingsPage>
  );
}

function DoctorSheet({
  doctor,
  branches,
  services,
  onClose,
}: {
  doctor: Doctor | null;
  branches: readonly Branch[];
  services: readonly Service[];
  onClose: () => void;
}) {
  const t = useTranslations('settings.doctors');
  const tForm = useTranslations('settings.form');
  const trpc = useTrpc();
  const client = useTrpcClient();
  const act = useAct(trpc.settings.pathKey(), trpc.setup.pathKey(), trpc.clinic.pathKey());
  const offered = services.filter(({ isActive }) => isActive);
  const values = {
    name: doctor?.name ?? '',
    nameHindi: doctor?.nameHindi ?? '',
    speciality: doctor?.speciality ?? 'general',
    initials: doctor?.initials ?? '',
    branchId: doctor?.branchId ?? branches[0]?.id ?? '',
    gridMin: doctor?.gridMin ?? 15,
    capacity: doctor?.capacity ?? 1,
    dailyCap: doctor?.dailyCap ?? null,
    followUpDays: doctor?.followUpDays ?? null,
    isActive: doctor?.isActive ?? true,
    services: (doctor?.services.map(({ serviceId }) => serviceId) ?? offered.map(({ id }) => id)) as string[],
  };
  return (
    <Sheet title={doctor === null ? t('add') : doctor.name} closeLabel={tForm('close')} onClose={onClose}>
      <div className="p-4">
        <RecordForm
          values={values}
          act={act}
          isNew={doctor === null}
          onSave={async ({ services: chosen, ...changed }) => {
            const which = doctor === null ? {} : { doctorId: doctor.id, version: doctor.version };
            // What differs for a service that stays is kept.
            const given = chosen.map(
              (serviceId) =>
                doctor?.services.find((one) => one.serviceId === serviceId) ?? {
                  serviceId,
                  durationMin: null,
                  feePaise: null,
                },
            );
            const input = { ...changed, ...which, services: given };
            if (await act.run(() => client.settings.saveDoctor.mutate(input))) onClose();
          }}
          fields={[
            { name: 'name', kind: 'text', max: 120, label: t('name'), hint: 'Dr Meera Pillai' },
            { name: 'nameHindi', kind: 'text', max: 120, lang: 'hi', label: t('nameHindi'), hint: 'डॉ. मीरा पिल्लई' },
            { name: 'initials', kind: 'text', max: 4, label: t('initials') },
            { name: 'speciality', kind: 'text', max: 60, label: t('speciality'), hint: 'general' },
            {
              name: 'branchId',
              kind: 'choice',
              label: t('branch'),
              options: branches.map(({ id, name }) => ({ value: id, label: name })),
            },
            {
              name: 'services',
              kind: 'several',
              label: t('gives'),
              options: offered.map(({ id, name }) => ({ value: id, label: name })),
            },
            { name: 'gridMin', kind: 'number', min: 5, max: 240, label: t('grid'), sentence: t('gridSentence') },
            {
              name: 'capacity',
              kind: 'number',
              min: 1,
              max: 50,
              label: t('capacity'),
              sentence: t('capacitySentence'),
            },
            {
              name: 'dailyCap',
              kind: 'number',
              min: 1,
              max: 1_000,
              isOptional: true,
              label: t('cap'),
              sentence: t('capSentence'),
            },
            {
              name: 'followUpDays',
              kind: 'number',
              min: 1,
              max: 90,
              isOptional: true,
              label: t('followUp'),
              sentence: t('followUpSentence'),
            },
            { name: 'isActive', kind: 'check', label: t('offered') },
          ]}
        />
      </div>
    </Sheet>
  );
}
