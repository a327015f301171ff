'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Bot, Hand, Headset, PhoneCall, RotateCcw, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Callback } from '../../server/routers/callbacks-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RowsLoading } from '../../ui/rows-loading.tsx';
import { ActButton } from '../live-desk/act-button.tsx';
import { useLine } from '../live-desk/line/line-provider.tsx';
import { useShortcut } from '../palette/use-shortcut.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { AttemptList } from './attempt-list.tsx';
import { CloseForm } from './close-form.tsx';
import { KeepForm } from './keep-form.tsx';
import { isUnderWay, useCallbackActs } from './use-callbacks.ts';

/** The middle pane: one callback, whole. */
export function CallbackView({
  callbackId,
  now,
  onBack,
}: {
  callbackId: string;
  now: number | null;
  onBack: () => void;
}) {
  const t = useTranslations('live.callback');
  const trpc = useTrpc();
  const query = useQuery(trpc.callbacks.byId.queryOptions({ callbackId }));
  const callback = query.data;
  if (query.isPending) return <RowsLoading />;
  if (callback === undefined) {
    return (
      <Notice icon={PhoneCall} title={t('gone.title')}>
        {t('gone.body')}
      </Notice>
    );
  }
  return <Body key={callback.id} callback={callback} now={now} onBack={onBack} />;
}

function Body({ callback, now, onBack }: { callback: Callback; now: number | null; onBack: () => void }) {
  const t = useTranslations('live.callback');
  const tLanguage = useTranslations('language');
  const times = useTimes();
  const { act, isBusy, failed, refusal } = useCallbackActs(callback.id);
  const { id, patientId, patientName, phone, reason, isMissed, language, dueAt, createdAt, owner, callId } = callback;
  const isOpen = callback.status === 'open' || callback.status === 'in_progress';
  const isLate = isOpen && now !== null && Date.parse(dueAt) < now;
  const facts = [
    { term: t('phone'), words: phone ?? t('withheld') },
    { term: t('since'), words: times.dayAndTime(createdAt) },
    { term: t('until'), words: times.dayAndTime(dueAt), isLate },
    { term: t('language'), words: language === null ? null : tLanguage(language) },
    { term: t('owner'), words: isOpen ? null : (owner?.name ?? t('nobody')) },
    { term: t('outcomeTitle'), words: callback.outcome === null ? null : t(`outcome.${callback.outcome}`) },
    { term: t('note'), words: callback.note },
  ].filter(({ words }) => words !== null);
  return (
    <div className="flex h-full min-h-0 flex-col" data-callback={callback.status}>
      <header className="flex min-h-13 items-center gap-3 border-line border-b px-4 py-2">
        <Button kind="quiet" isSquare className="lg:hidden" aria-label={t('back')} onClick={onBack}>
          <ArrowLeft aria-hidden className="size-4" />
        </Button>
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-strong">{patientName ?? phone ?? t('withheld')}</h2>
          <p className="truncate text-ink-soft text-sm">{t(`status.${callback.status}`)}</p>
        </div>
      </header>
      <div className="min-h-0 max-w-3xl flex-1 space-y-5 overflow-y-auto p-4">
        <p className="text-lg">{isMissed ? t('missedLong') : reason}</p>
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
          {facts.map(({ term, words, isLate: isFactLate }) => (
            <div key={term} className="contents">
              <dt className="text-ink-soft">{term}</dt>
              <dd className={isFactLate === true ? 'font-medium text-alarm' : undefined}>
                {words}
                {isFactLate === true ? ` · ${t('isLate')}` : null}
              </dd>
            </div>
          ))}
        </dl>
        <p className="flex flex-wrap gap-x-6 gap-y-2 text-sm empty:hidden">
          {patientId === null ? null : (
            <Link href={`/patients/${patientId}`} className="rounded-sm text-brand underline underline-offset-2">
              {t('patient')}
            </Link>
          )}
          {callId === null ? null : (
            <Link href={`/calls/${callId}`} className="rounded-sm text-brand underline underline-offset-2">
              {t('call')}
            </Link>
          )}
        </p>
        {isOpen ? <KeepForm key={dueAt} callback={callback} isBusy={isBusy} act={act} /> : null}
        {failed ? (
          <p role="alert" className="font-medium text-alarm text-sm">
            {refusal ?? t('actFailed')}
          </p>
        ) : null}
        <AttemptList attempts={callback.attempts} />
      </div>
      <CallbackActs key={`${id}${isOpen}`} callback={callback} isOpen={isOpen} />
    </div>
  );
}

function CallbackActs({ callback, isOpen }: { callback: Callback; isOpen: boolean }) {
  const t = useTranslations('live.callback');
  const { userId } = usePerson();
  const { line, state } = useLine();
  const { act, isBusy, failed, refusal } = useCallbackActs(callback.id);
  const [isClosing, setIsClosing] = useState(false);
  const { owner, phone } = callback;
  const isMine = owner?.userId === userId;
  const isOthers = owner !== null && !isMine;
  const isRinging = callback.attempts.some(isUnderWay);
  const isOnLine = state.phase === 'open' || state.phase === 'connecting' || state.phase === 'again';
  const mayRing = isOpen && phone !== null && !isRinging && !isBusy;
  const take = () => act(isMine ? { kind: 'putBack' } : { kind: 'take', isTakenOver: isOthers });
  const ring = () => void line.open('call-back', callback.id);
  useShortcut('take', take, isOpen && !isBusy);
  useShortcut('ring', ring, mayRing && !isOnLine);
  useShortcut('done', () => setIsClosing(true), isOpen);
  return (
    <section
      aria-label={t('acts')}
      className="border-line border-t px-4 py-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))]"
    >
      {failed ? (
        <p role="alert" className="mb-2 flex items-start gap-1.5 font-medium text-alarm text-sm">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {refusal ?? t('actFailed')}
        </p>
      ) : null}
      {isClosing && isOpen ? (
        <CloseForm
          isBusy={isBusy}
          onClose={() => setIsClosing(false)}
          onSave={(outcome, note) => act({ kind: 'close', outcome, note }, { onSuccess: () => setIsClosing(false) })}
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-1.5">
        {isOpen ? (
          <>
            <ActButton icon={Headset} name="ring" kind="primary" disabled={!mayRing || isOnLine} onClick={ring}>
              {t('ring')}
            </ActButton>
            <Button disabled={!mayRing} onClick={() => act({ kind: 'ringByAi' })}>
              <Bot aria-hidden className="size-4" />
              {t('ringByAi')}
            </Button>
            <ActButton icon={Hand} name="take" disabled={isBusy} onClick={take}>
              {isMine ? t('putBack') : isOthers ? t('takeFrom', { name: owner.name }) : t('take')}
            </ActButton>
            <ActButton
              icon={PhoneCall}
              name="done"
              className="ml-auto"
              aria-expanded={isClosing}
              onClick={() => setIsClosing(!isClosing)}
            >
              {t('done')}
            </ActButton>
          </>
        ) : (
          <Button disabled={isBusy} onClick={() => act({ kind: 'reopen' })}>
            <RotateCcw aria-hidden className="size-4" />
            {t('reopen')}
          </Button>
        )}
      </div>
    </section>
  );
}
