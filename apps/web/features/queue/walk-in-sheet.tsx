'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { PatientPicker, type Picked } from '../patients/patient-picker.tsx';
import type { Acts } from '../schedule/use-acts.ts';
import { useFailureText } from '../shell/failure-text.ts';
import { useTrpc } from '../trpc/client.ts';

/** Gives somebody who walked in the next number of a doctor. */
export function WalkInSheet({
  doctors,
  acts,
  onClose,
}: {
  doctors: readonly { id: string; name: string }[];
  acts: Acts;
  onClose: () => void;
}) {
  const t = useTranslations('schedule.walkIn');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const [patient, setPatient] = useState<Picked | null>(null);
  const [doctorId, setDoctorId] = useState(doctors[0]?.id ?? '');
  const issue = useMutation({
    ...trpc.queue.issue.mutationOptions(),
    onSuccess: (result) => {
      if (!result.ok) return;
      acts.say(t('done', { number: result.token.number, name: result.token.name ?? '' }));
      onClose();
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.queue.pathKey() }),
  });
  const refused = issue.data?.ok === false ? issue.data : null;
  return (
    <Sheet title={t('title')} closeLabel={t('close')} onClose={onClose}>
      <form
        className="space-y-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (patient === null) return;
          issue.mutate({ doctorId, patientId: patient.id, idempotencyKey: crypto.randomUUID() });
        }}
      >
        <PatientPicker picked={patient} onPick={setPatient} />
        <SelectField
          label={t('doctor')}
          value={doctorId}
          options={doctors.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => setDoctorId(event.target.value)}
        />
        <p role="alert" className="rounded-md bg-attention-wash px-3 py-2 empty:hidden">
          {refused
            ? t(`refused.${refused.reason}`, { number: refused.number ?? 0 })
            : issue.isError
              ? failureText(issue.error)
              : ''}
        </p>
        <Button type="submit" kind="primary" disabled={patient === null || doctorId === '' || issue.isPending}>
          {t('give')}
        </Button>
      </form>
    </Sheet>
  );
}
