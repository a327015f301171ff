'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc, useTrpcClient } from '../trpc/client.ts';
import { FailureLine } from './failure-line.tsx';
import { Loaded } from './loaded.tsx';
import { RecordForm } from './record-form.tsx';
import { Part, Row, Rows } from './section.tsx';
import { TwilioLines } from './twilio-lines.tsx';
import { useAct } from './use-act.ts';

/** The numbers that patients dial, and what Twilio is to be told about them. Whether a call came in is looked for while the page is open. */
export function NumbersPart() {
  const t = useTranslations('settings.numbers');
  const times = useTimes();
  const trpc = useTrpc();
  const client = useTrpcClient();
  const query = useQuery({ ...trpc.settings.numbers.queryOptions(), staleTime: 0, refetchInterval: 10_000 });
  const adding = useAct(trpc.settings.numbers.queryKey(), trpc.setup.pathKey());
  const changing = useAct(trpc.settings.numbers.queryKey(), trpc.setup.pathKey());
  return (
    <Part title={t('title')} lead={t('lead')}>
      <Loaded query={query}>
        {(numbers) => (
          <Rows>
            {numbers.length === 0 ? <li className="py-3 text-ink-soft">{t('none')}</li> : null}
            {numbers.map(({ id, number, label, isActive, lastCallAt }) => (
              <Row
                key={id}
                title={`${label} · ${number}`}
                isOff={!isActive}
                note={
                  isActive
                    ? lastCallAt === null
                      ? t('neverRang')
                      : t('lastRang', { time: times.dayAndTime(lastCallAt) })
                    : t('isOff')
                }
                actions={
                  <Button
                    disabled={changing.isBusy}
                    aria-label={t(isActive ? 'offOne' : 'onOne', { number })}
                    onClick={() =>
                      void changing.run(() =>
                        client.settings.saveNumber.mutate({ phoneNumberId: id, label, isActive: !isActive }),
                      )
                    }
                  >
                    {t(isActive ? 'off' : 'on')}
                  </Button>
                }
              />
            ))}
          </Rows>
        )}
      </Loaded>
      <FailureLine failure={changing.failure} />
      <RecordForm
        values={{ number: '', label: t('firstLabel') }}
        clears
        act={adding}
        save={t('add')}
        saved={t('added')}
        onSave={(values) => adding.run(() => client.settings.addNumber.mutate(values))}
        fields={[
          { name: 'number', kind: 'text', type: 'tel', max: 40, label: t('number'), hint: '+91 20 6600 0001' },
          { name: 'label', kind: 'text', max: 60, label: t('label') },
        ]}
      />
      <TwilioLines />
    </Part>
  );
}
