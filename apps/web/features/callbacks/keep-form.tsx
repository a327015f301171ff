'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Callback } from '../../server/routers/callbacks-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';
import { dueText, readDue } from './due.ts';
import type { CallbackAct } from './use-callbacks.ts';

/** Who rings, and until when: both can be changed as long as it is open. */
export function KeepForm({
  callback,
  isBusy,
  act,
}: {
  callback: Callback;
  isBusy: boolean;
  act: (act: CallbackAct) => void;
}) {
  const t = useTranslations('live.callback');
  const trpc = useTrpc();
  const { zone } = usePerson();
  const people = useQuery(trpc.callbacks.people.queryOptions()).data ?? [];
  const { owner, dueAt } = callback;
  const saved = dueText(dueAt, zone);
  const [due, setDue] = useState(saved);
  const wanted = readDue(due, zone);
  // Who has it and can keep none any more is shown all the same.
  const known = owner === null || people.some(({ userId }) => userId === owner.userId) ? people : [...people, owner];
  return (
    <form
      className="flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== null) act({ kind: 'setDue', dueAt: wanted });
      }}
    >
      <SelectField
        label={t('owner')}
        className="min-w-48"
        value={owner?.userId ?? ''}
        disabled={isBusy}
        options={[
          { value: '', label: t('nobody') },
          ...known.map(({ userId, name }) => ({ value: userId, label: name })),
        ]}
        onChange={({ target }) =>
          act(target.value === '' ? { kind: 'putBack' } : { kind: 'give', userId: target.value })
        }
      />
      <TextField
        label={t('until')}
        type="datetime-local"
        value={due}
        onChange={(event) => setDue(event.target.value)}
      />
      <Button type="submit" className="h-9" disabled={isBusy || wanted === null || due === saved}>
        {t('setDue')}
      </Button>
    </form>
  );
}
