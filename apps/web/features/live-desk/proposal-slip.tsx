'use client';

import { clsx } from 'clsx';
import { CalendarCheck, CalendarClock, CalendarX } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { localDate } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import type { BoardCall } from './board.ts';
import type { Directory } from './use-directory.ts';

const icons = { proposed: CalendarClock, booked: CalendarCheck, withdrawn: CalendarX };

/** What is about to be booked, or was: pinned beneath the conversation. */
export function ProposalSlip({ call, directory }: { call: BoardCall; directory: Directory }) {
  const t = useTranslations('live.slip');
  const times = useTimes();
  const { zone } = usePerson();
  const { proposal } = call;
  if (proposal === undefined) return null;
  const Icon = icons[proposal.state];
  return (
    <aside
      aria-label={t(proposal.state)}
      data-proposal={proposal.state}
      data-starts-at={proposal.startsAt}
      className={clsx(
        'appear mx-4 mb-3 flex items-center gap-3 rounded-md border px-3 py-2',
        proposal.state === 'booked' ? 'border-live bg-live-wash' : 'border-line-strong border-dashed bg-surface',
        proposal.state === 'withdrawn' && 'text-ink-soft',
      )}
    >
      <Icon
        aria-hidden
        strokeWidth={1.75}
        className={clsx('size-5 shrink-0', proposal.state === 'booked' ? 'text-live' : 'text-ink-soft')}
      />
      <div className="min-w-0 flex-1">
        <p className="text-ink-soft text-xs">{t(proposal.state)}</p>
        <p className={clsx('font-strong', proposal.state === 'withdrawn' && 'line-through')}>
          {directory.doctorName(proposal.doctorId)} · {times.dayAndTime(proposal.startsAt)}
        </p>
        <p className="text-sm">
          {[call.personal.patientName, directory.serviceName(proposal.serviceId)].filter(Boolean).join(' · ')}
        </p>
      </div>
      {proposal.state === 'booked' ? (
        <Link
          href={`/schedule?date=${localDate(proposal.startsAt, zone)}`}
          className="shrink-0 rounded-sm text-brand text-sm underline underline-offset-2"
        >
          {t('open')}
        </Link>
      ) : null}
    </aside>
  );
}
