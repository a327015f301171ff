'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { AddressOptOut, PatientDetails } from '../../server/routers/patients-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { useFailureText } from '../shell/failure-text.ts';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { phoneText } from './patient-words.ts';
import { usePatientChanged } from './use-patient-change.ts';

/** By which of their addresses they want to hear from the clinic, and by which no more. */
export function PatientReach({ patient: { id: patientId } }: { patient: PatientDetails }) {
  const t = useTranslations('patients.reach');
  const trpc = useTrpc();
  const failureText = useFailureText();
  const onSettled = usePatientChanged();
  const { data = [] } = useQuery(trpc.patients.optOuts.queryOptions({ patientId }));
  const set = useMutation({ ...trpc.patients.setOptOut.mutationOptions(), onSettled });
  if (data.length === 0) return null;
  return (
    <section aria-label={t('title')} className="space-y-2 p-4">
      <h3 className="font-strong">{t('title')}</h3>
      <ul className="space-y-2">
        {data.map((one) => (
          <AddressLine
            key={one.address}
            address={one}
            isBusy={set.isPending}
            onSet={(isStopped) => set.mutate({ patientId, address: one.address, isStopped })}
          />
        ))}
      </ul>
      <p role="alert" className="text-alarm empty:hidden">
        {set.isError ? failureText(set.error) : ''}
      </p>
    </section>
  );
}

function AddressLine({
  address: { kind, address, stopped, isWhole },
  isBusy,
  onSet,
}: {
  address: AddressOptOut;
  isBusy: boolean;
  onSet: (isStopped: boolean) => void;
}) {
  const t = useTranslations('patients.reach');
  const tChannel = useTranslations('messages.channel');
  const times = useTimes();
  const shown = kind === 'phone' ? phoneText(address) : address;
  const [first] = stopped;
  const words =
    first === undefined
      ? t(`open.${kind}`)
      : [
          isWhole
            ? t(`stopped.${kind}`)
            : t('partly', { channels: stopped.map(({ channel }) => tChannel(channel)).join(', ') }),
          t(`source.${first.source}`, { time: times.day(first.at) }),
        ].join(' · ');
  return (
    <li className="flex flex-wrap items-center gap-2">
      <span className="min-w-0 flex-1" role="status">
        {shown} <span className={first === undefined ? 'text-ink-soft' : 'text-attention'}>{words}</span>
      </span>
      {isWhole ? null : (
        <Button disabled={isBusy} aria-label={t('stopOne', { address: shown })} onClick={() => onSet(true)}>
          {t('stop')}
        </Button>
      )}
      {first === undefined ? null : (
        <Button disabled={isBusy} aria-label={t('allowOne', { address: shown })} onClick={() => onSet(false)}>
          {t('allow')}
        </Button>
      )}
    </li>
  );
}
