'use client';

import { useMutation } from '@tanstack/react-query';
import { Ear, Headset, Mic, MicOff, TriangleAlert, Undo2, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '../../../ui/button.tsx';
import { useShortcut } from '../../palette/use-shortcut.ts';
import { useNow } from '../../shell/use-now.ts';
import { clockText } from '../../shell/use-times.ts';
import { useTrpc } from '../../trpc/client.ts';
import type { LineState } from './line.ts';
import { useLine } from './line-provider.tsx';
import { useLineText } from './use-line-text.ts';

/** How the line stands, and what can be done with it. */
export function OpenLineBar({ state }: { state: Exclude<LineState, { phase: 'off' }> }) {
  const t = useTranslations('live.line');
  const { line } = useLine();
  const text = useLineText()(state);
  const now = useNow(1_000);
  const trpc = useTrpc();
  const handBack = useMutation({ ...trpc.live.handBack.mutationOptions(), onSuccess: () => line.close() });
  const isOpen = state.phase === 'open';
  const isFailed = state.phase === 'failed';
  const isSpeaking = state.purpose !== 'listen';
  const mute = () => isOpen && line.mute(!state.isMuted);
  useShortcut('mute', mute, isOpen && isSpeaking);
  const Icon = isFailed ? TriangleAlert : isSpeaking ? Headset : Ear;
  return (
    <section
      aria-label={t('label')}
      data-line={state.phase}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-brand-wash px-4 py-1.5 text-sm"
    >
      <Icon aria-hidden className={isFailed ? 'size-4 shrink-0 text-alarm' : 'size-4 shrink-0 text-brand'} />
      <p role={isFailed ? 'alert' : 'status'} className="min-w-0 flex-1 font-medium">
        {text}
      </p>
      {isOpen && now !== null ? <span>{clockText(now - state.since)}</span> : null}
      {handBack.isError ? (
        <span role="alert" className="text-alarm">
          {t('handBackFailed')}
        </span>
      ) : null}
      {state.callId ? (
        <Link href={`/live?call=${state.callId}`} className="text-brand underline underline-offset-2">
          {t('openCall')}
        </Link>
      ) : null}
      {isOpen && isSpeaking ? (
        <Button onClick={mute}>
          {state.isMuted ? <MicOff aria-hidden className="size-4" /> : <Mic aria-hidden className="size-4" />}
          {t(state.isMuted ? 'unmute' : 'mute')}
        </Button>
      ) : null}
      {state.purpose === 'take-over' && isOpen ? (
        <Button disabled={handBack.isPending} onClick={() => handBack.mutate({ callId: state.objectId })}>
          <Undo2 aria-hidden className="size-4" />
          {t('handBack')}
        </Button>
      ) : (
        <Button onClick={() => line.close()}>
          <X aria-hidden className="size-4" />
          {t(isOpen || state.phase === 'connecting' ? `stop.${state.purpose}` : 'dismiss')}
        </Button>
      )}
    </section>
  );
}
