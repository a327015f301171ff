'use client';

import { ArrowLeft, Mic, Volume2, VolumeX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useBrowserChoice } from '../shell/browser-choice.ts';
import { clockText } from '../shell/use-times.ts';
import { ActBar } from './act-bar.tsx';
import type { BoardCall } from './board.ts';
import { CallerPane } from './caller-pane.tsx';
import { Conversation } from './conversation.tsx';
import { ProposalSlip } from './proposal-slip.tsx';
import { StateMark } from './state-mark.tsx';
import type { Directory } from './use-directory.ts';

/** The middle pane: one call, as it is spoken. */
export function CallView({
  call,
  activity,
  directory,
  now,
  onBack,
}: {
  call: BoardCall;
  activity: string;
  directory: Directory;
  now: number | null;
  onBack: () => void;
}) {
  const t = useTranslations('live');
  const tLanguage = useTranslations('language');
  const [isAnnounced, announce] = useBrowserChoice('words');
  const durationMs = call.ended?.durationMs ?? (now === null ? 0 : now - Date.parse(call.startedAt));
  const AnnounceIcon = isAnnounced ? Volume2 : VolumeX;
  return (
    <div data-open-call={call.callId} className="flex h-full min-h-0 flex-col">
      <header className="flex min-h-13 items-center gap-3 border-line border-b px-4 py-2">
        <Button kind="quiet" isSquare className="lg:hidden" aria-label={t('back')} onClick={onBack}>
          <ArrowLeft aria-hidden className="size-4" />
        </Button>
        <StateMark call={call} />
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-strong">
            {call.personal.patientName || call.personal.caller || t('caller.withheld')}
          </h2>
          <p className="truncate text-ink-soft text-sm">
            {clockText(durationMs)} · {activity} · {tLanguage(call.language)}
          </p>
        </div>
        <Button
          kind="quiet"
          isSquare
          aria-pressed={isAnnounced}
          aria-label={t('announce')}
          title={t('announce')}
          onClick={() => announce(!isAnnounced)}
        >
          <AnnounceIcon aria-hidden className="size-4" />
        </Button>
      </header>
      <details className="border-line border-b lg:hidden">
        <summary className="cursor-pointer px-4 py-2 text-sm">{t('caller.title')}</summary>
        <CallerPane call={call} />
      </details>
      <Conversation
        turns={call.personal.turns}
        tools={call.tools}
        isAnnounced={isAnnounced}
        empty={
          call.ended ? (
            <Notice icon={Mic} title={t('noWords.ended')}>
              <Link href={`/calls/${call.callId}`} className="text-brand underline underline-offset-2">
                {t('caller.record')}
              </Link>
            </Notice>
          ) : (
            <Notice icon={Mic} title={t('noWords.title')}>
              {t('noWords.body')}
            </Notice>
          )
        }
      />
      <ProposalSlip call={call} directory={directory} />
      {call.ended ? null : <ActBar call={call} />}
    </div>
  );
}
