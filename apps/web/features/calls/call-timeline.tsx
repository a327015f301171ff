'use client';

import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { CallDetail } from '../../server/routers/calls-schemas.ts';
import { clockText } from '../shell/use-times.ts';
import { useActText } from './act-words.ts';
import { talkOf } from './waterfall.ts';

const lanes = ['caller', 'agent'] as const;

/** Who spoke when, on one line of time: the caller above, the clinic's side below, with where it was cut off and what was done. */
export function CallTimeline({ call }: { call: CallDetail }) {
  const t = useTranslations('calls.timeline');
  const tWho = useTranslations('live.who');
  const actText = useActText();
  const { callerMs, agentMs, staffMs, cuts } = talkOf(call.turns);
  const whole = Math.max((call.durationSeconds ?? 0) * 1_000, ...call.turns.map(({ endedMs }) => endedMs), 1_000);
  const left = (ms: number) => `${(Math.min(ms, whole) / whole) * 100}%`;
  if (call.turns.length === 0) return null;
  return (
    <figure className="border-line border-b px-4 pt-3 pb-2">
      <div
        role="img"
        aria-label={t('label', {
          caller: clockText(callerMs),
          agent: clockText(agentMs),
          cuts,
          tools: call.tools.length,
          acts: call.acts.length,
        })}
        className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1"
      >
        {lanes.map((lane) => (
          <div key={lane} className="contents">
            <span className="text-ink-soft text-xs">{tWho(lane)}</span>
            <span className="relative h-4 overflow-hidden rounded-sm bg-sunken">
              {call.turns
                .filter(({ who }) => (who === 'caller') === (lane === 'caller'))
                .map((turn) => (
                  <span
                    key={turn.turnId}
                    className={clsx(
                      'absolute inset-y-0.5 min-w-0.5 rounded-xs',
                      turn.who === 'caller' ? 'bg-ink-soft' : turn.who === 'staff' ? 'bar-3 text-brand' : 'bg-brand',
                      turn.isUnclear && 'bar-2 bg-transparent text-attention',
                    )}
                    style={{ left: left(turn.startedMs), width: left(turn.endedMs - turn.startedMs) }}
                  />
                ))}
              {call.turns
                .filter(({ isInterrupted }) => lane === 'agent' && isInterrupted)
                .map((turn) => (
                  <span
                    key={turn.turnId}
                    className="absolute inset-y-0 w-0.5 bg-alarm before:absolute before:top-0 before:-left-1 before:border-x-[5px] before:border-x-transparent before:border-t-[6px] before:border-t-alarm"
                    style={{ left: left(turn.endedMs) }}
                  />
                ))}
            </span>
          </div>
        ))}
        {call.tools.length === 0 ? null : (
          <>
            <span className="text-ink-soft text-xs">{t('done')}</span>
            <span className="relative h-3">
              {call.tools.map((tool) => (
                <span
                  key={tool.id}
                  className={clsx(
                    'absolute top-0.5 size-2 -translate-x-1/2 rotate-45 border',
                    tool.isOk ? 'border-live bg-live' : 'border-attention bg-surface',
                  )}
                  style={{ left: left(tool.atMs) }}
                />
              ))}
            </span>
          </>
        )}
        {call.acts.length === 0 ? null : (
          <>
            <span className="text-ink-soft text-xs">{tWho('staff')}</span>
            <span className="relative h-3">
              {call.acts.map((act) => (
                <span
                  key={act.id}
                  title={actText(act)}
                  className="absolute top-0.5 size-2 -translate-x-1/2 rounded-full border border-brand bg-surface"
                  style={{ left: left(act.atMs) }}
                />
              ))}
            </span>
          </>
        )}
        <span />
        <span className="flex justify-between text-ink-soft text-xs">
          <span>0:00</span>
          <span>{clockText(whole)}</span>
        </span>
      </div>
      <figcaption className="flex flex-wrap gap-x-3 text-ink-soft text-xs">
        <span>{t('spoke', { caller: clockText(callerMs), agent: clockText(agentMs) })}</span>
        {staffMs > 0 ? <span>{t('staff', { time: clockText(staffMs) })}</span> : null}
        {cuts > 0 ? (
          <span className="inline-flex items-center gap-1">
            <span aria-hidden className="border-x-[4px] border-x-transparent border-t-[6px] border-t-alarm" />
            {t('cuts', { count: cuts })}
          </span>
        ) : null}
        {call.tools.length > 0 ? (
          <span className="inline-flex items-center gap-1.5">
            <span aria-hidden className="size-2 rotate-45 bg-live" />
            {t('tools', { count: call.tools.length })}
          </span>
        ) : null}
        {call.acts.length > 0 ? (
          <span className="inline-flex items-center gap-1.5">
            <span aria-hidden className="size-2 rounded-full border border-brand" />
            {t('acts', { count: call.acts.length })}
          </span>
        ) : null}
      </figcaption>
    </figure>
  );
}
