'use client';

import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Branch, Service, WeekHours } from '../../server/routers/settings-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { FailureLine } from './failure-line.tsx';
import { HolidaysPart } from './holidays-part.tsx';
import { Loaded } from './loaded.tsx';
import { Part, SettingsPage } from './section.tsx';
import { SpecialDaysPart } from './special-days-part.tsx';
import { type Act, useAct } from './use-act.ts';
import type { Week } from './week.ts';
import { WeekEditor } from './week-editor.tsx';
import { WeekPreview } from './week-preview.tsx';

/** When doctors sit: the week, single days, and days on which the clinic is closed. */
export function HoursPage() {
  const t = useTranslations('settings.hours');
  const trpc = useTrpc();
  const wanted = useSearchParams().get('doctor');
  const query = useQuery(trpc.settings.doctors.queryOptions());
  const branches = useQuery(trpc.settings.branches.queryOptions()).data ?? [];
  const services = useQuery(trpc.settings.services.queryOptions()).data ?? [];
  return (
    <SettingsPage title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {(all) => {
          const doctors = all.filter(({ isActive }) => isActive);
          const doctor = doctors.find(({ id }) => id === wanted) ?? doctors[0];
          if (doctor === undefined) return <p className="text-ink-soft">{t('noDoctor')}</p>;
          return (
            <>
              {doctors.length > 1 ? (
                <div className="overflow-x-auto">
                  <Segments
                    label={t('whose')}
                    value={doctor.id}
                    options={doctors.map(({ id, name }) => ({ value: id, label: name }))}
                    onChoose={(id) => window.history.replaceState(null, '', `?doctor=${id}`)}
                  />
                </div>
              ) : null}
              <WeekPart
                key={doctor.id}
                doctorId={doctor.id}
                name={doctor.name}
                branches={branches}
                services={services}
              />
              <SpecialDaysPart key={`days-${doctor.id}`} doctorId={doctor.id} name={doctor.name} />
            </>
          );
        }}
      </Loaded>
      <HolidaysPart branches={branches} />
    </SettingsPage>
  );
}

function WeekPart(props: {
  doctorId: string;
  name: string;
  branches: readonly Branch[];
  services: readonly Service[];
}) {
  const t = useTranslations('settings.hours');
  const times = useTimes();
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery(trpc.hours.week.queryOptions({ doctorId: props.doctorId }));
  const act = useAct(trpc.hours.pathKey(), trpc.setup.pathKey(), trpc.schedule.pathKey());
  const [outside, setOutside] = useState<{ id: string; startsAt: string }[]>([]);
  const save = (week: Week, version: string) =>
    void act.run(async () => {
      const answer = await client.hours.saveWeek.mutate({ doctorId: props.doctorId, week, version });
      setOutside(answer.outside);
    });
  return (
    <Part title={t('weekOf', { name: props.name })} lead={t('weekLead')}>
      <Loaded query={query}>
        {(saved) => <WeekForm key={saved.version} {...props} saved={saved} act={act} onSave={save} />}
      </Loaded>
      {outside.length > 0 ? (
        <div role="alert" className="space-y-1 rounded-md border border-attention bg-attention-wash p-3">
          <p className="font-medium">{t('outside', { count: outside.length })}</p>
          <ul className="text-sm">
            {outside.map(({ id, startsAt }) => (
              <li key={id}>{times.dayAndTime(startsAt)}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </Part>
  );
}

/** The week as it is being changed; what is saved anew begins it anew. */
function WeekForm({
  doctorId,
  branches,
  services,
  saved,
  act,
  onSave,
}: {
  doctorId: string;
  branches: readonly Branch[];
  services: readonly Service[];
  saved: WeekHours;
  act: Act;
  onSave: (week: Week, version: string) => void;
}) {
  const t = useTranslations('settings.hours');
  const tForm = useTranslations('settings.form');
  const times = useTimes();
  const [week, setWeek] = useState<Week>(saved.week);
  const isDirty = JSON.stringify(week) !== JSON.stringify(saved.week);
  return (
    <div className="space-y-4">
      {saved.from === null ? null : (
        <p className="text-ink-soft">{t('fromDay', { day: times.day(`${saved.from}T12:00:00Z`) })}</p>
      )}
      <WeekEditor
        week={week}
        branches={branches}
        onChange={(next) => {
          act.forget();
          setWeek(next);
        }}
      />
      <WeekPreview doctorId={doctorId} week={week} services={services} />
      <div className="flex flex-wrap items-center gap-3">
        <Button kind="primary" disabled={act.isBusy || !isDirty} onClick={() => onSave(week, saved.version)}>
          {act.isBusy ? tForm('saving') : tForm('save')}
        </Button>
        {isDirty ? (
          <Button kind="quiet" disabled={act.isBusy} onClick={() => setWeek(saved.week)}>
            {tForm('undo')}
          </Button>
        ) : null}
        <div role="status">
          {act.isDone && !isDirty ? <span className="text-live text-sm">{tForm('saved')}</span> : null}
          <FailureLine failure={act.failure} label={t('week')} />
        </div>
      </div>
    </div>
  );
}
