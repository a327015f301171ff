'use client';

import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { PatientDetails } from '../../server/routers/patients-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Segments } from '../../ui/segments.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { localDate } from '../schedule/dates.ts';
import { useFailureText } from '../shell/failure-text.ts';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';
import { changeOf, entryOf, rebase } from './entry.ts';
import { usePatientChanged } from './use-patient-change.ts';

/** A patient's entry, to be changed; one that a call left is completed with the same press. What was typed stays until it is saved. */
export function PatientForm({ patient }: { patient: PatientDetails }) {
  const t = useTranslations('patients');
  const tLanguage = useTranslations('language');
  const trpc = useTrpc();
  const failureText = useFailureText();
  const onSettled = usePatientChanged();
  const { zone } = usePerson();
  const [entry, setEntry] = useState(() => entryOf(patient));
  const [base, setBase] = useState(patient);
  // Saved here, or changed by a colleague: what was typed stays on top of what is stored now.
  if (base.version !== patient.version) {
    setBase(patient);
    setEntry(rebase(base, patient, entry));
  }
  const options = { onSettled };
  const update = useMutation({ ...trpc.patients.update.mutationOptions(), ...options });
  const complete = useMutation({ ...trpc.patients.complete.mutationOptions(), ...options });
  const saving = patient.isToBeCompleted ? complete : update;
  const set = (field: keyof typeof entry) => (event: { target: { value: string } }) =>
    setEntry({ ...entry, [field]: event.target.value });
  const change = changeOf(patient, entry, localDate(Date.now(), zone));
  const isChanged = Object.keys(change).length > 2;
  const birthType = entry.birthKind === 'date' ? 'date' : 'text';
  return (
    <form
      className="space-y-4 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate({ ...change, idempotencyKey: crypto.randomUUID() });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label={t('field.name')} value={entry.name} maxLength={120} onChange={set('name')} />
        <TextField label={t('field.uhid')} value={entry.uhid} maxLength={30} onChange={set('uhid')} />
        <div className="space-y-2">
          <TextField
            label={t(`field.birth.${entry.birthKind}`)}
            type={birthType}
            inputMode={entry.birthKind === 'date' ? undefined : 'numeric'}
            value={entry.birth}
            maxLength={10}
            onChange={set('birth')}
          />
          <Segments
            label={t('field.birthKind')}
            value={entry.birthKind}
            options={(['date', 'year', 'age'] as const).map((kind) => ({ value: kind, label: t(`birthKind.${kind}`) }))}
            onChoose={(birthKind) => setEntry({ ...entry, birthKind, birth: '' })}
          />
        </div>
        <SelectField
          label={t('field.language')}
          value={entry.language}
          options={[
            { value: '', label: t('notKnown') },
            ...(['en', 'hi', 'hi-en'] as const).map((value) => ({ value, label: tLanguage(value) })),
          ]}
          onChange={set('language')}
        />
        <TextField label={t('field.email')} type="email" value={entry.email} maxLength={254} onChange={set('email')} />
        <TextField label={t('field.abha')} value={entry.abhaNumber} maxLength={20} onChange={set('abhaNumber')} />
      </div>
      <TextArea label={t('field.address')} rows={2} value={entry.address} maxLength={500} onChange={set('address')} />
      <TextArea label={t('field.notes')} rows={4} value={entry.notes} maxLength={5_000} onChange={set('notes')} />
      <p role="alert" className="rounded-md bg-alarm-wash px-3 py-2 empty:hidden">
        {saving.isError ? failureText(saving.error) : ''}
      </p>
      <div className="flex items-center gap-3">
        <Button
          type="submit"
          kind="primary"
          disabled={(!isChanged && !patient.isToBeCompleted) || entry.name.trim() === '' || saving.isPending}
        >
          {t(patient.isToBeCompleted ? 'complete' : 'save')}
        </Button>
        <p role="status" className="text-ink-soft text-sm">
          {isChanged ? t('unsaved') : ''}
        </p>
      </div>
    </form>
  );
}
