'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PatientDetails } from '../../server/routers/patients-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFailureText } from '../shell/failure-text.ts';
import { useTrpc } from '../trpc/client.ts';
import { phoneText } from './patient-words.ts';
import { usePatientChanged } from './use-patient-change.ts';

/** How somebody is reached: whose phone each is, which one messages go to, and which must not be answered. */
export function PatientPhones({ patient, mayWrite }: { patient: PatientDetails; mayWrite: boolean }) {
  const t = useTranslations('patients.phones');
  const trpc = useTrpc();
  const failureText = useFailureText();
  const onSettled = usePatientChanged();
  const [isAdding, setIsAdding] = useState(false);
  const [blocked, setBlocked] = useState<string | null>(null);
  const remove = useMutation({ ...trpc.patients.removePhone.mutationOptions(), onSettled });
  const setPrimary = useMutation({ ...trpc.patients.setPrimaryPhone.mutationOptions(), onSettled });
  const block = useMutation({
    ...trpc.patients.block.mutationOptions(),
    onSuccess: (_, { phone }) => setBlocked(phone),
    onSettled,
  });
  const unblock = useMutation({
    ...trpc.patients.unblock.mutationOptions(),
    onSuccess: () => setBlocked(null),
    onSettled,
  });
  const isBusy = [remove, setPrimary, block, unblock].some(({ isPending }) => isPending);
  const error = remove.error ?? setPrimary.error ?? block.error ?? unblock.error;
  return (
    <section aria-label={t('title')} className="space-y-2 p-4">
      <h3 className="font-strong">{t('title')}</h3>
      {patient.phones.length === 0 ? <p className="text-ink-soft">{t('none')}</p> : null}
      <ul className="space-y-2">
        {patient.phones.map(({ id, phone, relation, isPrimary }) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 flex-1">
              <a href={`tel:${phone}`} className="rounded-sm text-brand underline underline-offset-2">
                {phoneText(phone)}
              </a>{' '}
              <span className="text-ink-soft">
                {[relation === 'self' ? t('self') : relation, isPrimary ? t('primary') : '']
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            {mayWrite ? (
              <span className="flex flex-wrap gap-1">
                {isPrimary ? null : (
                  <Button disabled={isBusy} onClick={() => setPrimary.mutate({ patientId: patient.id, phoneId: id })}>
                    {t('makePrimary')}
                  </Button>
                )}
                <Button disabled={isBusy} onClick={() => block.mutate({ phone })}>
                  {t('block')}
                </Button>
                <ConfirmButton
                  kind="quiet"
                  label={t('removeOne', { phone: phoneText(phone) })}
                  title={t('removeTitle', { phone: phoneText(phone) })}
                  body={t('removeBody')}
                  confirm={t('remove')}
                  cancel={t('cancel')}
                  disabled={isBusy}
                  onConfirm={() => remove.mutate({ patientId: patient.id, phoneId: id })}
                >
                  {t('remove')}
                </ConfirmButton>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      <div role="status">
        {blocked === null ? null : (
          <p className="flex flex-wrap items-center gap-3 rounded-md bg-live-wash px-3 py-2">
            {t('blocked', { phone: phoneText(blocked) })}
            <Button disabled={isBusy} onClick={() => unblock.mutate({ phone: blocked })}>
              {t('unblock')}
            </Button>
          </p>
        )}
      </div>
      <p role="alert" className="text-alarm empty:hidden">
        {error ? failureText(error) : ''}
      </p>
      {mayWrite && !isAdding ? <Button onClick={() => setIsAdding(true)}>{t('add')}</Button> : null}
      {isAdding ? <NewPhone patientId={patient.id} onDone={() => setIsAdding(false)} /> : null}
    </section>
  );
}

function NewPhone({ patientId, onDone }: { patientId: string; onDone: () => void }) {
  const t = useTranslations('patients.phones');
  const trpc = useTrpc();
  const failureText = useFailureText();
  const onSettled = usePatientChanged();
  const [phone, setPhone] = useState('');
  const [relation, setRelation] = useState('');
  const add = useMutation({ ...trpc.patients.addPhone.mutationOptions(), onSuccess: onDone, onSettled });
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ patientId, phone, ...(relation.trim() === '' ? {} : { relation: relation.trim() }) });
      }}
    >
      <TextField
        label={t('phone')}
        type="tel"
        value={phone}
        maxLength={40}
        onChange={(event) => setPhone(event.target.value)}
      />
      <TextField
        label={t('whose')}
        value={relation}
        maxLength={40}
        placeholder={t('self')}
        onChange={(event) => setRelation(event.target.value)}
      />
      <Button type="submit" kind="primary" disabled={phone.trim() === '' || add.isPending}>
        {t('save')}
      </Button>
      <Button kind="quiet" onClick={onDone}>
        {t('cancel')}
      </Button>
      <p role="alert" className="w-full text-alarm empty:hidden">
        {add.isError ? failureText(add.error) : ''}
      </p>
    </form>
  );
}
