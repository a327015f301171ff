'use client';

import { useTranslations } from 'next-intl';
import { Segments } from '../../ui/segments.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { RouterInputs } from '../trpc/client.ts';

export type DayRequest = RouterInputs['day']['preview'];

export interface Late {
  minutes: number;
  manner: 'shift' | 'warn';
}

export interface Away {
  from: string;
  to: string;
  label: string;
  manner: 'move' | 'cancel';
}

/** What is asked for; null while the form says nothing that could be. */
export function requestOf(
  kind: 'late' | 'away',
  doctorId: string,
  date: string,
  late: Late,
  away: Away,
  ringing: ReadonlySet<string>,
  usualLabel: string,
): DayRequest | null {
  if (kind === 'late') {
    const { minutes, manner } = late;
    return minutes >= 5 && minutes <= 240 ? { kind, doctorId, minutes, manner, date } : null;
  }
  const { from, to, label, manner } = away;
  if (from === '' || to === '' || to < from) return null;
  const instead = [...ringing].map((appointmentId) => ({ appointmentId, outcome: 'call' as const }));
  return { kind, doctorId, days: { from, to }, label: label.trim() || usualLabel, manner, instead };
}

const usualMinutes = [10, 20, 30, 45, 60] as const;

export function LateForm({ value, onChange }: { value: Late; onChange: (value: Late) => void }) {
  const t = useTranslations('schedule.dayChange');
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          label={t('late.minutes')}
          type="number"
          min={5}
          max={240}
          step={5}
          value={String(value.minutes)}
          onChange={(event) => onChange({ ...value, minutes: Number(event.target.value) })}
          className="w-32"
        />
        <Segments
          label={t('late.usual')}
          value={String(value.minutes)}
          options={usualMinutes.map((minutes) => ({ value: String(minutes), label: t('late.min', { minutes }) }))}
          onChoose={(minutes) => onChange({ ...value, minutes: Number(minutes) })}
        />
      </div>
      <Segments
        label={t('manner')}
        value={value.manner}
        options={(['shift', 'warn'] as const).map((manner) => ({ value: manner, label: t(`late.${manner}`) }))}
        onChoose={(manner) => onChange({ ...value, manner })}
      />
      <p className="text-ink-soft text-sm">{t(`late.${value.manner}Note`)}</p>
    </div>
  );
}

export function AwayForm({ value, onChange }: { value: Away; onChange: (value: Away) => void }) {
  const t = useTranslations('schedule.dayChange');
  return (
    <div className="space-y-3">
      <div className="grid gap-3 sm:grid-cols-3">
        <TextField
          label={t('away.from')}
          type="date"
          value={value.from}
          onChange={(event) => onChange({ ...value, from: event.target.value })}
        />
        <TextField
          label={t('away.to')}
          type="date"
          min={value.from}
          value={value.to}
          onChange={(event) => onChange({ ...value, to: event.target.value })}
        />
        <TextField
          label={t('away.label')}
          value={value.label}
          maxLength={120}
          placeholder={t('away.usual')}
          onChange={(event) => onChange({ ...value, label: event.target.value })}
        />
      </div>
      <Segments
        label={t('manner')}
        value={value.manner}
        options={(['move', 'cancel'] as const).map((manner) => ({ value: manner, label: t(`away.${manner}`) }))}
        onChoose={(manner) => onChange({ ...value, manner })}
      />
      <p className="text-ink-soft text-sm">{t(`away.${value.manner}Note`)}</p>
    </div>
  );
}
