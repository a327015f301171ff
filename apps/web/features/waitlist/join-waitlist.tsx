'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ListPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { addDays } from '../schedule/dates.ts';
import { useFailureText } from '../shell/failure-text.ts';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';

/** How many days from the one that was asked for would do. */
const REACH_DAYS = 6;

/** Puts a patient on the list of those who are offered a time that comes free. */
export function JoinWaitlist({
  patientId,
  doctorId,
  serviceId,
  date,
}: {
  patientId: string;
  doctorId: string;
  serviceId: string;
  date: string;
}) {
  const t = useTranslations('schedule.waitlist');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const times = useTimes();
  const failureText = useFailureText();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const join = useMutation({
    ...trpc.waitlist.join.mutationOptions(),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.waitlist.pathKey() }),
  });
  const to = addDays(date, REACH_DAYS);
  const days = { from: times.date(date), to: times.date(to) };
  return (
    <div className="space-y-2">
      <Button
        disabled={join.isPending || join.isSuccess}
        onClick={() =>
          join.mutate({ patientId, doctorId, serviceId, from: date, to, idempotencyKey: `${idempotencyKey}:${date}` })
        }
      >
        <ListPlus aria-hidden className="size-4" />
        {t('join')}
      </Button>
      <p role="status" className="text-sm empty:hidden">
        {join.data ? t(join.data.ok ? 'joined' : 'already', days) : ''}
      </p>
      <p role="alert" className="text-alarm text-sm empty:hidden">
        {join.isError ? failureText(join.error) : ''}
      </p>
    </div>
  );
}
