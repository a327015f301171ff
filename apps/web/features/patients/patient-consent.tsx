'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import type { PatientDetails } from '../../server/routers/patients-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { useFailureText } from '../shell/failure-text.ts';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { usePatientChanged } from './use-patient-change.ts';

/** Whether they agreed to the privacy notice, and took it back. */
export function PatientConsent({ patient, mayWrite }: { patient: PatientDetails; mayWrite: boolean }) {
  const t = useTranslations('patients.consent');
  const trpc = useTrpc();
  const times = useTimes();
  const failureText = useFailureText();
  const onSettled = usePatientChanged();
  const record = useMutation({ ...trpc.patients.consent.mutationOptions(), onSettled });
  const withdraw = useMutation({ ...trpc.patients.withdrawConsent.mutationOptions(), onSettled });
  const isBusy = record.isPending || withdraw.isPending;
  const error = record.error ?? withdraw.error;
  const { id: patientId, consent, consentWithdrawnAt } = patient;
  return (
    <section aria-label={t('title')} className="space-y-2 p-4">
      <h3 className="font-strong">{t('title')}</h3>
      <p role="status">
        {consent !== null
          ? t('given', { how: t(`how.${consent.how}` as 'how.desk'), time: times.dayAndTime(consent.at) })
          : consentWithdrawnAt !== null
            ? t('withdrawn', { time: times.dayAndTime(consentWithdrawnAt) })
            : t('none')}
      </p>
      <p role="alert" className="text-alarm empty:hidden">
        {error ? failureText(error) : ''}
      </p>
      {mayWrite ? (
        <div className="flex flex-wrap gap-2">
          {(['desk', 'form'] as const).map((how) => (
            <Button key={how} disabled={isBusy} onClick={() => record.mutate({ patientId, how })}>
              {t(`record.${how}`)}
            </Button>
          ))}
          {consent === null ? null : (
            <ConfirmButton
              kind="quiet"
              title={t('withdrawTitle')}
              body={t('withdrawBody')}
              confirm={t('withdraw')}
              cancel={t('cancel')}
              disabled={isBusy}
              onConfirm={() => withdraw.mutate({ patientId })}
            >
              {t('withdraw')}
            </ConfirmButton>
          )}
        </div>
      ) : null}
    </section>
  );
}
