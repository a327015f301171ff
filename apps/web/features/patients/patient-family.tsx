'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PatientDetails } from '../../server/routers/patients-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFailureText } from '../shell/failure-text.ts';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { phoneText, usePatientWords } from './patient-words.ts';
import { useMerge } from './use-merge.ts';
import { usePatientChanged } from './use-patient-change.ts';

/** Who shares a phone with them, who answers for them, and which entries were found to be theirs. */
export function PatientFamily({ patient, mayWrite }: { patient: PatientDetails; mayWrite: boolean }) {
  const t = useTranslations('patients.family');
  const words = usePatientWords();
  const times = useTimes();
  const search = useSearchParams().toString();
  const merge = useMerge();
  return (
    <div className="divide-y divide-line">
      <section aria-label={t('title')} className="space-y-2 p-4">
        <h3 className="font-strong">{t('title')}</h3>
        {patient.family.length === 0 ? <p className="text-ink-soft">{t('none')}</p> : null}
        <ul className="space-y-2">
          {patient.family.map((other) => (
            <li key={other.id} className="flex flex-wrap items-center gap-2">
              <Link
                href={`/patients/${other.id}${search === '' ? '' : `?${search}`}`}
                scroll={false}
                className="min-w-0 flex-1 rounded-sm text-brand underline underline-offset-2"
              >
                {words.name(other)}
              </Link>
              {mayWrite ? (
                <Button
                  disabled={merge.isBusy}
                  onClick={() => merge.merge(patient, other)}
                  aria-label={t('samePersonOne', { name: words.name(other) })}
                >
                  {t('samePerson')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
        <div role="status">
          {merge.note === null ? null : (
            <p
              className={`flex flex-wrap items-center gap-3 rounded-md px-3 py-2 ${merge.note.isAlarm ? 'bg-alarm-wash' : 'bg-live-wash'}`}
            >
              {merge.note.text}
              {merge.note.undo === null ? null : <Button onClick={merge.note.undo}>{t('undo')}</Button>}
            </p>
          )}
        </div>
      </section>
      <Guardians patient={patient} mayWrite={mayWrite} />
      {patient.merged.length > 0 ? (
        <section aria-label={t('merged')} className="space-y-2 p-4">
          <h3 className="font-strong">{t('merged')}</h3>
          <ul className="space-y-2">
            {patient.merged.map(({ mergeId, at }) => (
              <li key={mergeId} className="flex items-center gap-3">
                <span className="flex-1">{t('mergedAt', { time: times.dayAndTime(at) })}</span>
                {mayWrite ? (
                  <Button disabled={merge.isBusy} onClick={() => merge.undo(mergeId)}>
                    {t('undoMerge')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function Guardians({ patient, mayWrite }: { patient: PatientDetails; mayWrite: boolean }) {
  const t = useTranslations('patients.guardians');
  const trpc = useTrpc();
  const failureText = useFailureText();
  const onSettled = usePatientChanged();
  const [form, setForm] = useState<{ name: string; phone: string; relation: string } | null>(null);
  const add = useMutation({
    ...trpc.patients.addGuardian.mutationOptions(),
    onSuccess: () => setForm(null),
    onSettled,
  });
  const remove = useMutation({ ...trpc.patients.removeGuardian.mutationOptions(), onSettled });
  const error = add.error ?? remove.error;
  const isWhole = form !== null && [form.name, form.phone, form.relation].every((text) => text.trim() !== '');
  return (
    <section aria-label={t('title')} className="space-y-2 p-4">
      <h3 className="font-strong">{t('title')}</h3>
      {patient.guardians.length === 0 ? (
        <p className="text-ink-soft">{t(patient.isMinor === true ? 'neededForMinor' : 'none')}</p>
      ) : null}
      <ul className="space-y-2">
        {patient.guardians.map(({ id, name, phone, relation }) => (
          <li key={id} className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 flex-1">
              {name} <span className="text-ink-soft">{[relation, phoneText(phone)].join(' · ')}</span>
            </span>
            {mayWrite ? (
              <Button
                kind="quiet"
                disabled={remove.isPending}
                onClick={() => remove.mutate({ patientId: patient.id, guardianId: id })}
                aria-label={t('removeOne', { name })}
              >
                {t('remove')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <p role="alert" className="text-alarm empty:hidden">
        {error ? failureText(error) : ''}
      </p>
      {!mayWrite ? null : form === null ? (
        <Button onClick={() => setForm({ name: '', phone: '', relation: '' })}>{t('add')}</Button>
      ) : (
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (isWhole) add.mutate({ patientId: patient.id, ...form });
          }}
        >
          {(['name', 'phone', 'relation'] as const).map((field) => (
            <TextField
              key={field}
              label={t(field)}
              type={field === 'phone' ? 'tel' : 'text'}
              value={form[field]}
              maxLength={field === 'name' ? 120 : 40}
              onChange={(event) => setForm({ ...form, [field]: event.target.value })}
            />
          ))}
          <Button type="submit" kind="primary" disabled={!isWhole || add.isPending}>
            {t('save')}
          </Button>
          <Button kind="quiet" onClick={() => setForm(null)}>
            {t('cancel')}
          </Button>
        </form>
      )}
    </section>
  );
}
