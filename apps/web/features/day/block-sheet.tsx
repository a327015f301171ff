'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { usePatientName } from '../schedule/appointment-words.ts';
import { atMinutes } from '../schedule/dates.ts';
import type { Acts } from '../schedule/use-acts.ts';
import { useFailureText } from '../shell/failure-text.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';

const minuteOf = (clock: string): number | null => {
  const time = /^(\d{2}):(\d{2})$/.exec(clock);
  return time === null ? null : Number(time[1]) * 60 + Number(time[2]);
};

/** Keeps a stretch of a doctor's day free of patients: a surgery, a meeting. What is kept already can be given back. */
export function BlockSheet({
  doctor,
  date,
  acts,
  onClose,
}: {
  doctor: { id: string; name: string };
  date: string;
  acts: Acts;
  onClose: () => void;
}) {
  const t = useTranslations('schedule.block');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const patientName = usePatientName();
  const times = useTimes();
  const { zone } = usePerson();
  const [form, setForm] = useState({ from: '13:00', to: '14:00', label: '' });
  const { data: special } = useQuery(
    trpc.schedule.specialHours.queryOptions({ from: date, to: date, doctorId: doctor.id }),
  );
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.schedule.pathKey() });
  const unblock = useMutation({ ...trpc.schedule.unblock.mutationOptions(), onSettled });
  const block = useMutation({
    ...trpc.schedule.block.mutationOptions(),
    onSuccess: (result) => {
      if (!result.ok) return;
      acts.say(t('done', { name: doctor.name }), () => unblock.mutate({ blockId: result.block.id }));
      onClose();
    },
    onSettled,
  });
  const [from, to] = [minuteOf(form.from), minuteOf(form.to)];
  const isWhole = from !== null && to !== null && to > from && form.label.trim() !== '';
  const refused = block.data?.ok === false ? block.data : null;
  return (
    <Sheet title={t('title', { name: doctor.name })} note={times.date(date)} closeLabel={t('close')} onClose={onClose}>
      <form
        className="space-y-4 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (from === null || to === null || !isWhole) return;
          const span = { startsAt: atMinutes(date, from, zone), endsAt: atMinutes(date, to, zone) };
          const label = form.label.trim();
          block.mutate({ doctorId: doctor.id, ...span, label, idempotencyKey: crypto.randomUUID() });
        }}
      >
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label={t('from')}
            type="time"
            value={form.from}
            onChange={(event) => setForm({ ...form, from: event.target.value })}
          />
          <TextField
            label={t('to')}
            type="time"
            value={form.to}
            onChange={(event) => setForm({ ...form, to: event.target.value })}
          />
        </div>
        <TextField
          label={t('label')}
          value={form.label}
          maxLength={100}
          onChange={(event) => setForm({ ...form, label: event.target.value })}
        />
        <div role="alert" className="empty:hidden">
          {refused ? (
            <div className="space-y-1 rounded-md bg-attention-wash px-3 py-2">
              <p>{t(`refused.${refused.reason}`)}</p>
              <ul className="list-inside list-disc">
                {refused.appointments.map((appointment) => (
                  <li key={appointment.id}>
                    {times.time(appointment.startsAt)} {patientName(appointment)}
                  </li>
                ))}
              </ul>
            </div>
          ) : block.isError ? (
            <p className="text-alarm">{failureText(block.error)}</p>
          ) : null}
        </div>
        <Button type="submit" kind="primary" disabled={!isWhole || block.isPending}>
          {t('save')}
        </Button>
      </form>
      {special && special.blocks.length > 0 ? (
        <section aria-label={t('there')} className="border-line border-t p-4">
          <h3 className="mb-2 font-strong">{t('there')}</h3>
          <ul className="space-y-2">
            {special.blocks.map((one) => (
              <li key={one.id} className="flex items-center gap-3">
                <span className="min-w-0 flex-1">
                  {times.span(one.startsAt, one.endsAt)} · {one.label}
                </span>
                <Button disabled={unblock.isPending} onClick={() => unblock.mutate({ blockId: one.id })}>
                  {t('remove')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Sheet>
  );
}
