'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useFailureText } from '../shell/failure-text.ts';
import { useTrpc } from '../trpc/client.ts';
import type { Picked } from './patient-picker.tsx';

const isDigits = (text: string): boolean => /^[\d\s+()-]+$/.test(text.trim());

/** Enters somebody new with what a desk has time to ask. @param typed what was looked for: it was a name or a number. */
export function NewPatientForm({
  typed,
  onMade,
  onBack,
}: {
  typed: string;
  onMade: (patient: Picked) => void;
  onBack: () => void;
}) {
  const t = useTranslations('patients.new');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const [name, setName] = useState(isDigits(typed) ? '' : typed.trim());
  const [phone, setPhone] = useState(isDigits(typed) ? typed.trim() : '');
  const [year, setYear] = useState('');
  // One key for this form: pressed twice, or sent again after a lost answer, it enters one patient.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const register = useMutation({
    ...trpc.patients.register.mutationOptions(),
    onSuccess: ({ id }) => onMade({ id, name: name.trim() }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.patients.pathKey() }),
  });
  const save = () =>
    register.mutate({
      name: name.trim(),
      ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
      ...(year === '' ? {} : { birth: { year: Number(year) } }),
      isToBeCompleted: false,
      idempotencyKey: `${idempotencyKey}:${name.trim()}:${phone.trim()}:${year}`.slice(0, 200),
    });
  return (
    <fieldset className="space-y-3 rounded-md border border-line p-3">
      <legend className="px-1 font-medium">{t('title')}</legend>
      <TextField
        label={t('name')}
        value={name}
        maxLength={120}
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <div className="grid grid-cols-[1fr_7rem] gap-3">
        <TextField
          label={t('phone')}
          type="tel"
          value={phone}
          maxLength={40}
          onChange={(event) => setPhone(event.target.value)}
        />
        <TextField
          label={t('year')}
          inputMode="numeric"
          value={year}
          maxLength={4}
          onChange={(event) => setYear(event.target.value.replace(/\D/g, ''))}
        />
      </div>
      <p role="alert" className="text-alarm text-sm empty:hidden">
        {register.isError ? failureText(register.error) : ''}
      </p>
      <div className="flex gap-2">
        <Button kind="primary" disabled={name.trim() === '' || register.isPending} onClick={save}>
          {t('save')}
        </Button>
        <Button kind="quiet" onClick={onBack}>
          {t('back')}
        </Button>
      </div>
    </fieldset>
  );
}
