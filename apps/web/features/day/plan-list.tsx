'use client';

import { ArrowRight, Phone } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { DayPlan } from '../../server/routers/day-schemas.ts';
import { usePatientName } from '../schedule/appointment-words.ts';
import { useTimes } from '../shell/use-times.ts';

/** Who moves where, and what each is told. */
export function PlanList({
  plan,
  ringing,
  onRing,
  kept = new Set(),
}: {
  plan: DayPlan;
  ringing: ReadonlySet<string>;
  /** Rather rings somebody than writing to them; null where that is no choice. */
  onRing: ((appointmentId: string, isRung: boolean) => void) | null;
  /** What could not be taken back. */
  kept?: ReadonlySet<string>;
}) {
  const t = useTranslations('schedule.dayChange');
  const times = useTimes();
  const patientName = usePatientName();
  if (plan.items.length === 0) return <p className="p-4 text-ink-soft">{t('nobody')}</p>;
  const isOneDay = plan.kind === 'late';
  const time = (at: string) => (isOneDay ? times.time(at) : times.dayAndTime(at));
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{t('caption')}</caption>
      <thead>
        <tr className="text-left text-ink-soft">
          {(['patient', 'when', 'told'] as const).map((column) => (
            <th key={column} scope="col" className="px-2 py-1.5 font-medium first:pl-4 last:pr-4">
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {plan.items.map(({ appointment, outcome, to, why, message, isClashing }) => (
          <tr key={appointment.id} className="border-line border-t align-baseline">
            <td className="py-2 pr-2 pl-4 font-medium">{patientName(appointment)}</td>
            <td className="px-2 py-2">
              <span className={to === null ? undefined : 'text-ink-soft'}>{time(appointment.startsAt)}</span>
              {to === null ? null : (
                <span className="inline-flex items-baseline gap-1">
                  <ArrowRight aria-label={t('to')} className="ml-1 size-3.5 self-center text-ink-soft" />
                  {time(to.startsAt)}
                </span>
              )}
              {isClashing ? <span className="block text-attention">{t('clashing')}</span> : null}
            </td>
            <td className="px-2 py-2 pr-4">
              {message === null ? (
                <span className="inline-flex items-center gap-1.5 font-medium text-attention">
                  <Phone aria-hidden className="size-3.5" />
                  {t('ring')}
                </span>
              ) : (
                t(`outcome.${outcome === 'call' ? 'warn' : outcome}`)
              )}
              {why === null ? null : <span className="block text-ink-soft">{t(`why.${why}`)}</span>}
              {kept.has(appointment.id) ? <span className="block text-attention">{t('kept')}</span> : null}
              {onRing !== null && (message !== null || ringing.has(appointment.id)) ? (
                <label className="mt-1 flex items-center gap-1.5 text-ink-soft">
                  <input
                    type="checkbox"
                    checked={ringing.has(appointment.id)}
                    onChange={(event) => onRing(appointment.id, event.target.checked)}
                    className="size-4 accent-brand"
                  />
                  {t('ringInstead')}
                </label>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
