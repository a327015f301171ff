'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Check, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { CallDetail, CallTask } from '../../server/routers/calls-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { addDays, localDate, startOfDay } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';

/** Minutes after midnight at which a task is due, where a day alone was named. */
const DUE_MIN = 18 * 60;

/** What is to be done after a call: added here, ticked off here, and opened again by the same button. */
export function CallTasks({ call, mayWrite }: { call: CallDetail; mayWrite: boolean }) {
  const t = useTranslations('calls.tasks');
  const { zone } = usePerson();
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const tomorrow = addDays(localDate(Date.now(), zone), 1);
  const [text, setText] = useState('');
  const [date, setDate] = useState(tomorrow);
  const settled = { onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.calls.pathKey() }) };
  const add = useMutation({ ...trpc.calls.addTask.mutationOptions(), ...settled, onSuccess: () => setText('') });
  const close = useMutation({ ...trpc.calls.closeTask.mutationOptions(), ...settled });
  const isFailed = add.isError || close.isError;
  return (
    <section aria-label={t('title')} className="space-y-3 border-line border-t p-4">
      <h3 className="font-medium">{t('title')}</h3>
      {call.tasks.length === 0 ? <p className="text-ink-soft text-sm">{t('none')}</p> : null}
      <ul className="space-y-1">
        {call.tasks.map((task) => (
          <TaskLine
            key={task.id}
            task={task}
            isBusy={close.isPending}
            onClose={mayWrite ? (outcome) => close.mutate({ taskId: task.id, outcome }) : null}
          />
        ))}
      </ul>
      {mayWrite ? (
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() === '') return;
            const dueAt = new Date(Date.parse(startOfDay(date || tomorrow, zone)) + DUE_MIN * 60_000).toISOString();
            add.mutate({ callId: call.id, text, dueAt, isMine: false });
          }}
        >
          <TextField
            label={t('what')}
            className="min-w-48 flex-1"
            value={text}
            maxLength={500}
            onChange={(event) => setText(event.target.value)}
          />
          <TextField label={t('until')} type="date" value={date} onChange={(event) => setDate(event.target.value)} />
          <Button type="submit" className="h-9" disabled={text.trim() === '' || add.isPending}>
            {t('add')}
          </Button>
        </form>
      ) : null}
      <p role="status" className="text-alarm text-sm">
        {isFailed ? t('failed') : ''}
      </p>
    </section>
  );
}

function TaskLine({
  task,
  isBusy,
  onClose,
}: {
  task: CallTask;
  isBusy: boolean;
  onClose: ((outcome: 'done' | 'open') => void) | null;
}) {
  const t = useTranslations('calls.tasks');
  const times = useTimes();
  const isOpen = task.status === 'open' || task.status === 'in_progress';
  const isLate = isOpen && Date.parse(task.dueAt) < Date.now();
  return (
    <li className="flex items-center gap-2">
      <span className="min-w-0 flex-1">
        <span className={clsx(!isOpen && 'text-ink-soft line-through')}>{task.text}</span>{' '}
        <span className={clsx('text-sm', isLate ? 'text-alarm' : 'text-ink-soft')}>
          {isOpen
            ? t(isLate ? 'late' : 'due', { time: times.dayAndTime(task.dueAt) })
            : t(`status.${task.status === 'dropped' ? 'dropped' : 'done'}`)}
          {task.owner === null ? '' : ` · ${task.owner.name}`}
        </span>
      </span>
      {onClose === null ? null : (
        <Button
          kind="quiet"
          disabled={isBusy}
          aria-label={t(isOpen ? 'done' : 'reopen', { task: task.text })}
          onClick={() => onClose(isOpen ? 'done' : 'open')}
        >
          {isOpen ? <Check aria-hidden className="size-4" /> : <RotateCcw aria-hidden className="size-4" />}
          {t(isOpen ? 'doneShort' : 'reopenShort')}
        </Button>
      )}
    </li>
  );
}
