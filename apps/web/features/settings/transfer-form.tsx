'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTrpc } from '../trpc/client.ts';
import { RecordForm } from './record-form.tsx';
import { reasons, type TransferEntry } from './transfer-entry.ts';
import type { Act } from './use-act.ts';
import { weekdays } from './week.ts';

const blank: TransferEntry = {
  label: '',
  phone: '',
  reasons: [],
  weekdays: [],
  fromMin: 0,
  toMin: 1_440,
  group: null,
  userId: null,
  doctorId: null,
  languages: [],
  isWarm: true,
  ringSeconds: 20,
};

/** One entry of the directory. The server names its fields by their place in it, which is taken off here. */
export function TransferForm({
  entry,
  index,
  act,
  onSave,
}: {
  entry: TransferEntry | null;
  index: number;
  act: Act;
  onSave: (entry: TransferEntry) => void;
}) {
  const t = useTranslations('settings.transfers');
  const tHours = useTranslations('settings.hours');
  const trpc = useTrpc();
  const people = useQuery(trpc.users.list.queryOptions()).data ?? [];
  const doctors = useQuery(trpc.settings.doctors.queryOptions()).data ?? [];
  const prefix = `entries.${index}.`;
  const { failure } = act;
  const own =
    failure?.field?.startsWith(prefix) === true ? { ...failure, field: failure.field.slice(prefix.length) } : failure;
  return (
    <div className="p-4">
      <RecordForm
        values={entry ?? blank}
        act={{ ...act, failure: own }}
        isNew={entry === null}
        onSave={onSave}
        fields={[
          { name: 'label', kind: 'text', max: 60, label: t('label') },
          { name: 'phone', kind: 'text', type: 'tel', max: 40, label: t('phone') },
          {
            name: 'reasons',
            kind: 'several',
            label: t('reasons'),
            options: reasons.map((value) => ({ value, label: t(`reason.${value}`) })),
          },
          {
            name: 'weekdays',
            kind: 'several',
            label: t('weekdays'),
            options: weekdays.map((day) => ({ value: String(day), label: tHours(`short.${day}`) })),
          },
          { name: 'fromMin', kind: 'time', label: t('from'), sentence: t('fromSentence') },
          { name: 'toMin', kind: 'end-time', label: t('to'), sentence: t('toSentence') },
          { name: 'ringSeconds', kind: 'number', min: 5, max: 60, label: t('ring'), sentence: t('ringSentence') },
          { name: 'isWarm', kind: 'check', label: t('isWarm') },
          {
            name: 'userId',
            kind: 'choice',
            isOptional: true,
            hint: t('nobody'),
            label: t('user'),
            options: people.map(({ userId, name }) => ({ value: userId, label: name })),
          },
          {
            name: 'doctorId',
            kind: 'choice',
            isOptional: true,
            hint: t('noDoctor'),
            label: t('doctor'),
            options: doctors.map(({ id, name }) => ({ value: id, label: name })),
          },
          { name: 'group', kind: 'text', isOptional: true, max: 60, label: t('group') },
          { name: 'languages', kind: 'lines', label: t('languages') },
        ]}
      />
    </div>
  );
}
