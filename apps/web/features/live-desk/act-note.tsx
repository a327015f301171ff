'use client';

import { Ear, Headset, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { usePerson } from '../shell/person.tsx';
import type { BoardCall } from './board.ts';
import { useLine } from './line/line-provider.tsx';
import { useLineText } from './line/use-line-text.ts';
import type { Acts } from './use-acts.ts';

/** Above the acts: who has the call, who listens, what the last act came to, and why this browser has no line to the call. How the line stands is told above the page. */
export function ActNote({ call, acts }: { call: BoardCall; acts: Acts }) {
  const t = useTranslations('live.act');
  const { userId } = usePerson();
  const { state } = useLine();
  const lineText = useLineText();
  const { ownerName, listenerNames } = call.personal;
  const others = listenerNames.filter((_, index) => call.listenerIds[index] !== userId);
  const isLineFailed = state.phase === 'failed' && state.callId === call.callId;
  const failure = acts.isGone ? t('gone') : acts.isSilent ? t('failed') : (acts.refusal ?? t('failed'));
  return (
    <div className="text-sm empty:hidden [&>*]:mb-2">
      {call.ownerId === undefined ? null : (
        <p className="flex items-center gap-1.5">
          <Headset aria-hidden className="size-4 shrink-0 text-brand" />
          {call.ownerId === userId ? t('yours') : t('theirs', { name: ownerName ?? '' })}
        </p>
      )}
      {others.length > 0 ? (
        <p className="flex items-center gap-1.5 text-ink-soft">
          <Ear aria-hidden className="size-4 shrink-0" />
          {t('listeners', { names: others.join(', '), count: others.length })}
        </p>
      ) : null}
      {isLineFailed ? <Failure>{lineText(state)}</Failure> : null}
      {acts.failed ? <Failure>{failure}</Failure> : null}
      <p role="status" className="text-ink-soft empty:hidden">
        {acts.done ? t(`done.${acts.done.kind === 'hold' && !acts.done.isOnHold ? 'unhold' : acts.done.kind}`) : null}
      </p>
    </div>
  );
}

function Failure({ children }: { children: string | null }) {
  return (
    <p role="alert" className="flex items-start gap-1.5 font-medium text-alarm">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {children}
    </p>
  );
}
