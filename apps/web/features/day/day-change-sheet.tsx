'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { DayPlan } from '../../server/routers/day-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useFailureText } from '../shell/failure-text.ts';
import { useSettled } from '../shell/use-settled.ts';
import { useTrpc } from '../trpc/client.ts';
import { AwayForm, type DayRequest, LateForm, requestOf } from './day-forms.tsx';
import { PlanList } from './plan-list.tsx';

const PAUSE_MS = 250;

/** A doctor is late, or away: what would happen to whom, before anything does; then done, and taken back if it was wrong. */
export function DayChangeSheet({
  kind,
  doctor,
  date,
  onClose,
}: {
  kind: 'late' | 'away';
  doctor: { id: string; name: string };
  date: string;
  onClose: () => void;
}) {
  const t = useTranslations('schedule.dayChange');
  const [done, setDone] = useState<{ plan: DayPlan; leaveId: string | null } | null>(null);
  return (
    <Sheet title={t(`title.${kind}`, { name: doctor.name })} closeLabel={t('close')} onClose={onClose} isWide>
      {done === null ? (
        <Plan kind={kind} doctorId={doctor.id} date={date} onDone={(plan, leaveId) => setDone({ plan, leaveId })} />
      ) : (
        <Done plan={done.plan} leaveId={done.leaveId} date={date} onClose={onClose} />
      )}
    </Sheet>
  );
}

function Plan({
  kind,
  doctorId,
  date,
  onDone,
}: {
  kind: 'late' | 'away';
  doctorId: string;
  date: string;
  onDone: (plan: DayPlan, leaveId: string | null) => void;
}) {
  const t = useTranslations('schedule.dayChange');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const [late, setLate] = useState({ minutes: 20, manner: 'shift' as 'shift' | 'warn' });
  const [away, setAway] = useState({ from: date, to: date, label: '', manner: 'move' as 'move' | 'cancel' });
  const [ringing, setRinging] = useState<ReadonlySet<string>>(new Set());
  const asked: DayRequest | null = requestOf(kind, doctorId, date, late, away, ringing, t('away.usual'));
  const settled = useSettled(JSON.stringify(asked), PAUSE_MS);
  const isSettled = settled === JSON.stringify(asked);
  const request = JSON.parse(settled) as DayRequest | null;
  const preview = useQuery({
    ...trpc.day.preview.queryOptions(request ?? { kind: 'late', doctorId, minutes: 5, manner: 'warn' }),
    enabled: request !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  const [isChanged, setIsChanged] = useState(false);
  const carryOut = useMutation({
    ...trpc.day.carryOut.mutationOptions(),
    onSuccess: (result) => {
      if (result.ok) return onDone(result.plan, result.leaveId);
      setIsChanged(true);
      void preview.refetch();
    },
    onSettled: () => {
      for (const router of [trpc.schedule, trpc.day, trpc.queue])
        void queryClient.invalidateQueries({
          queryKey: router.pathKey(),
          predicate: ({ queryKey }) => !isPreview(queryKey),
        });
    },
  });
  const plan = preview.data;
  const isReady = plan !== undefined && isSettled && !preview.isPlaceholderData && !preview.isFetching;
  const apply = () => {
    if (request === null || plan === undefined) return;
    setIsChanged(false);
    carryOut.mutate({ request, fingerprint: plan.fingerprint, idempotencyKey: crypto.randomUUID() });
  };
  const error = carryOut.error ?? preview.error;
  return (
    <div className="flex h-full flex-col">
      <div className="space-y-3 border-line border-b p-4">
        {kind === 'late' ? <LateForm value={late} onChange={setLate} /> : <AwayForm value={away} onChange={setAway} />}
        <p role="alert" className="text-alarm empty:hidden">
          {error ? failureText(error) : ''}
        </p>
        {isChanged ? <p className="rounded-md bg-attention-wash px-3 py-2">{t('changed')}</p> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button kind="primary" disabled={!isReady || carryOut.isPending} onClick={apply}>
            {t(`apply.${kind}`)}
          </Button>
          <p role="status" className="text-ink-soft text-sm">
            {isReady ? t('told', { count: plan.told }) : t('planning')}
          </p>
        </div>
      </div>
      <section
        aria-label={t('caption')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
        aria-busy={!isReady}
      >
        {plan === undefined ? (
          preview.isError ? null : (
            <Skeleton className="m-4 h-32" />
          )
        ) : (
          <PlanList
            plan={plan}
            ringing={ringing}
            onRing={
              kind === 'away'
                ? (appointmentId, isRung) =>
                    setRinging((before) =>
                      isRung
                        ? new Set(before).add(appointmentId)
                        : new Set([...before].filter((id) => id !== appointmentId)),
                    )
                : null
            }
          />
        )}
      </section>
    </div>
  );
}

/** A preview is asked for by its form alone: fetched again behind a plan that was carried out it would answer for a day that is gone. */
const isPreview = ([path]: readonly unknown[]): boolean =>
  Array.isArray(path) && path[0] === 'day' && path[1] === 'preview';

/** It is done: what became of whom, and the way back as far as the day allows it. */
function Done({
  plan,
  leaveId,
  date,
  onClose,
}: {
  plan: DayPlan;
  leaveId: string | null;
  date: string;
  onClose: () => void;
}) {
  const t = useTranslations('schedule.dayChange');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const failureText = useFailureText();
  const undo = useMutation({
    ...trpc.day.undo.mutationOptions(),
    onSettled: () => {
      for (const router of [trpc.schedule, trpc.day, trpc.queue])
        void queryClient.invalidateQueries({ queryKey: router.pathKey() });
    },
  });
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const items = plan.items
    .filter(({ outcome }) => outcome === 'shift' || outcome === 'move' || outcome === 'cancel')
    .map(({ appointment }) => ({ appointmentId: appointment.id, startsAt: appointment.startsAt }));
  const rung = plan.items.filter(({ outcome }) => outcome === 'call').length;
  return (
    <div className="flex h-full flex-col">
      <div className="space-y-3 border-line border-b p-4">
        <p role="status" className="rounded-md bg-live-wash px-3 py-2">
          {undo.isSuccess
            ? t('undone', { returned: undo.data.returned.length, kept: undo.data.kept.length })
            : [t('done', { count: plan.told }), rung > 0 ? t('toRing', { count: rung }) : ''].filter(Boolean).join(' ')}
        </p>
        <p role="alert" className="text-alarm empty:hidden">
          {undo.isError ? failureText(undo.error) : ''}
        </p>
        <div className="flex gap-2">
          {undo.isSuccess ? null : (
            <Button
              disabled={undo.isPending}
              onClick={() => undo.mutate({ doctorId: plan.doctorId, leaveId, date, items, idempotencyKey })}
            >
              {t('undo')}
            </Button>
          )}
          <Button kind="primary" onClick={onClose}>
            {t('close')}
          </Button>
        </div>
        {undo.isSuccess ? null : <p className="text-ink-soft text-sm">{t('undoNote')}</p>}
      </div>
      <section
        aria-label={t('caption')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
      >
        <PlanList plan={plan} ringing={new Set()} onRing={null} kept={new Set(undo.data?.kept ?? [])} />
      </section>
    </div>
  );
}
