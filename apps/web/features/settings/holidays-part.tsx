'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Branch } from '../../server/routers/settings-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { addDays, localDate } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { CaughtLine } from './caught-line.tsx';
import { FailureLine } from './failure-line.tsx';
import { Loaded } from './loaded.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, Row, Rows } from './section.tsx';
import { useAct } from './use-act.ts';

/** Days on which the clinic, or one branch, is closed. */
export function HolidaysPart({ branches }: { branches: readonly Branch[] }) {
  const t = useTranslations('settings.holidays');
  const tForm = useTranslations('settings.form');
  const { zone } = usePerson();
  const times = useTimes();
  const trpc = useTrpc();
  const client = useTrpcClient();
  const today = localDate(Date.now(), zone);
  const query = useQuery(trpc.schedule.specialHours.queryOptions({ from: today, to: addDays(today, 365) }));
  const adding = useAct(trpc.schedule.pathKey());
  const removing = useAct(trpc.schedule.pathKey());
  const [caught, setCaught] = useState(0);
  return (
    <Part title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {({ holidays }) => (
          <Rows>
            {holidays.length === 0 ? <li className="py-3 text-ink-soft">{t('none')}</li> : null}
            {holidays.map(({ id, date, name, branchId }) => (
              <Row
                key={id}
                title={name}
                note={[
                  times.longDay(`${date}T12:00:00Z`),
                  branchId === null ? null : branches.find((branch) => branch.id === branchId)?.name,
                ]
                  .filter(Boolean)
                  .join(' · ')}
                actions={
                  <Button
                    aria-label={tForm('removeOne', { name })}
                    disabled={removing.isBusy}
                    onClick={() => void removing.run(() => client.schedule.removeHoliday.mutate({ holidayId: id }))}
                  >
                    {tForm('remove')}
                  </Button>
                }
              />
            ))}
          </Rows>
        )}
      </Loaded>
      <FailureLine failure={removing.failure} />
      <CaughtLine count={caught} text={t('caught', { count: caught })} />
      <RecordForm
        values={{ date: '', name: '', branchId: null as string | null }}
        clears
        act={adding}
        save={t('add')}
        saved={t('added')}
        onSave={({ date, name, branchId }) =>
          adding.run(async () => {
            const { outside } = await client.schedule.addHoliday.mutate({
              ...{ date, name, idempotencyKey: crypto.randomUUID() },
              ...(branchId === null ? {} : { branchId }),
            });
            setCaught(outside.length);
          })
        }
        fields={[
          { name: 'date', kind: 'text', type: 'date', label: t('date') },
          { name: 'name', kind: 'text', max: 100, label: t('name'), meaning: t('nameMeaning') },
          ...(branches.length > 1
            ? [
                {
                  name: 'branchId' as const,
                  kind: 'choice' as const,
                  isOptional: true,
                  label: t('branch'),
                  hint: t('allBranches'),
                  options: branches.map((branch) => ({ value: branch.id, label: branch.name })),
                },
              ]
            : []),
        ]}
      />
    </Part>
  );
}
