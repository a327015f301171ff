'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { addDays, localDate } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { CaughtLine } from './caught-line.tsx';
import { FailureLine } from './failure-line.tsx';
import { clockOf } from './fields.ts';
import { Loaded } from './loaded.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, Row, Rows } from './section.tsx';
import { useAct } from './use-act.ts';

/** Single days on which a doctor keeps other hours than the week's, or none. */
export function SpecialDaysPart({ doctorId, name }: { doctorId: string; name: string }) {
  const t = useTranslations('settings.days');
  const { zone } = usePerson();
  const times = useTimes();
  const trpc = useTrpc();
  const client = useTrpcClient();
  const today = localDate(Date.now(), zone);
  const query = useQuery(trpc.schedule.specialHours.queryOptions({ from: today, to: addDays(today, 365), doctorId }));
  const setting = useAct(trpc.schedule.pathKey());
  const clearing = useAct(trpc.schedule.pathKey());
  const [caught, setCaught] = useState(0);
  const dayOf = (date: string) => times.longDay(`${date}T12:00:00Z`);
  return (
    <Part title={t('title', { name })} lead={t('lead')}>
      <Loaded query={query}>
        {({ overrides }) => (
          <Rows>
            {overrides.length === 0 ? <li className="py-3 text-ink-soft">{t('none')}</li> : null}
            {overrides.map(({ date, hours }) => (
              <Row
                key={date}
                title={dayOf(date)}
                note={
                  hours.length === 0
                    ? t('away')
                    : hours.map(({ fromMin, toMin }) => `${clockOf(fromMin)} – ${clockOf(toMin)}`).join(', ')
                }
                actions={
                  <Button
                    aria-label={t('clearOne', { day: dayOf(date) })}
                    disabled={clearing.isBusy}
                    onClick={() =>
                      void clearing.run(() => client.schedule.removeDateOverride.mutate({ doctorId, date }))
                    }
                  >
                    {t('clear')}
                  </Button>
                }
              />
            ))}
          </Rows>
        )}
      </Loaded>
      <FailureLine failure={clearing.failure} />
      <CaughtLine count={caught} text={t('caught', { count: caught })} />
      <RecordForm
        values={{ date: '', fromMin: 600 as number | null, toMin: 780 as number | null }}
        clears
        act={setting}
        save={t('add')}
        saved={t('added')}
        onSave={({ date, fromMin, toMin }) =>
          setting.run(async () => {
            const hours = fromMin === null || toMin === null ? [] : [{ fromMin, toMin }];
            const { outside } = await client.schedule.setDateOverride.mutate({ doctorId, date, hours });
            setCaught(outside.length);
          })
        }
        fields={[
          { name: 'date', kind: 'text', type: 'date', label: t('date') },
          { name: 'fromMin', kind: 'time', isOptional: true, label: t('from'), sentence: t('fromSentence') },
          {
            name: 'toMin',
            kind: 'end-time',
            isOptional: true,
            label: t('to'),
            sentence: t('toSentence'),
            meaning: t('emptyMeaning'),
          },
        ]}
      />
    </Part>
  );
}
