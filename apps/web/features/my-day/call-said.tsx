'use client';

import { useQuery } from '@tanstack/react-query';
import { PhoneCall } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useSummary } from '../calls/use-summary.ts';
import { useOutcomeText } from '../live-desk/call-words.ts';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';

/** What came of one call about a patient, in a sentence or two; the words themselves are a press away. */
export function CallSaid({ callId }: { callId: string }) {
  const t = useTranslations('schedule.myDay');
  const trpc = useTrpc();
  const times = useTimes();
  const outcomeText = useOutcomeText();
  const summaryOf = useSummary();
  const { data, isError } = useQuery({ ...trpc.calls.byId.queryOptions({ callId }), retry: false });
  // A call about somebody of the family, or of another doctor's patient: not theirs to read.
  if (isError || data === undefined) return null;
  return (
    <div className="flex gap-2 rounded-md bg-sunken px-3 py-2">
      <PhoneCall aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-soft" />
      <div className="min-w-0">
        <p className="text-ink-soft text-sm">
          {times.dayAndTime(data.startedAt)} · {data.outcome === null ? '' : outcomeText(data.outcome)}
        </p>
        <p>{summaryOf(data) ?? t('noSummary')}</p>
        <Link href={`/calls/${callId}`} className="rounded-sm text-brand text-sm underline underline-offset-2">
          {t('openCall')}
        </Link>
      </div>
    </div>
  );
}
