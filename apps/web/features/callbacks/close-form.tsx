'use client';

import { Check, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Callback } from '../../server/routers/callbacks-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';

type Outcome = NonNullable<Callback['outcome']>;
/** In the order in which they happen most. */
const outcomes: readonly Outcome[] = ['reached', 'booked', 'message_left', 'not_reached', 'wrong_number', 'not_needed'];

/** It is settled: with what, and a word about it. */
export function CloseForm({
  isBusy,
  onSave,
  onClose,
}: {
  isBusy: boolean;
  onSave: (outcome: Outcome, note: string) => void;
  onClose: () => void;
}) {
  const t = useTranslations('live.callback');
  const [outcome, setOutcome] = useState<Outcome>('reached');
  const [note, setNote] = useState('');
  return (
    <form
      className="mb-3 space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(outcome, note);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
        <legend className="mb-1 font-medium">{t('closeTitle')}</legend>
        {outcomes.map((value, index) => (
          <label key={value} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-10">
            <input
              type="radio"
              name="outcome"
              value={value}
              // biome-ignore lint/a11y/noAutofocus: it was opened by whoever presses the key or the button
              autoFocus={index === 0}
              checked={outcome === value}
              onChange={() => setOutcome(value)}
              className="size-4 accent-brand"
            />
            {t(`outcome.${value}`)}
          </label>
        ))}
      </fieldset>
      <TextField
        label={t('noteLabel')}
        value={note}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" kind="primary" disabled={isBusy}>
          <Check aria-hidden className="size-4" />
          {t('close')}
        </Button>
        <Button onClick={onClose}>
          <X aria-hidden className="size-4" />
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
