'use client';

import { useQuery } from '@tanstack/react-query';
import { CalendarCheck, MessagesSquare, UserRound } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { CallDetail } from '../../server/routers/calls-schemas.ts';
import { nothing } from '../../ui/nothing.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import type { ToolNote, Turn } from '../live-desk/board.ts';
import { useOutcomeText } from '../live-desk/call-words.ts';
import { Conversation } from '../live-desk/conversation.tsx';
import { localDate } from '../schedule/dates.ts';
import { usePerson } from '../shell/person.tsx';
import { RecordSheet } from '../shell/record-sheet.tsx';
import { useRecordWords } from '../shell/use-record-words.ts';
import { clockText, useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { CallTimeline } from './call-timeline.tsx';
import { CallerActs } from './caller-acts.tsx';
import { OutcomeMark } from './outcome-mark.tsx';
import { useSummary } from './use-summary.ts';

// Its first side is what was said: the others are fetched when they are turned to.
const CallTiming = dynamic(() => import('./call-timing.tsx').then((file) => file.CallTiming), { loading: nothing });
const CallReview = dynamic(() => import('./call-review.tsx').then((file) => file.CallReview), { loading: nothing });
const CallTasks = dynamic(() => import('./call-tasks.tsx').then((file) => file.CallTasks), { loading: nothing });

/** One call beside the list: what came of it, what was booked, and every word with its time. */
export function CallSheet({ callId }: { callId: string }) {
  const t = useTranslations('calls');
  const times = useTimes();
  const router = useRouter();
  const search = useSearchParams().toString();
  const trpc = useTrpc();
  const query = useQuery(trpc.calls.byId.queryOptions({ callId }));
  return (
    <RecordSheet
      query={query}
      words={useRecordWords('calls')}
      title={({ caller }) => caller || t('withheld')}
      note={({ startedAt }) => times.dayAndTime(startedAt)}
      isWide
      onClose={() => router.push(`/calls${search === '' ? '' : `?${search}`}`, { scroll: false })}
      loading={
        <>
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="h-4 w-full" />
          <Skeleton className="h-16 w-4/5" />
          <Skeleton className="h-16 w-4/5" />
        </>
      }
    >
      {(call) => <CallBody call={call} />}
    </RecordSheet>
  );
}

const rupees = new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR' });

function CallBody({ call }: { call: CallDetail }) {
  const t = useTranslations('calls');
  const tLanguage = useTranslations('language');
  const outcomeText = useOutcomeText();
  const { role } = usePerson();
  const summary = useSummary()(call);
  const openTasks = call.tasks.filter(({ status }) => status === 'open' || status === 'in_progress').length;
  const facts = [
    call.durationSeconds === null ? '' : clockText(call.durationSeconds * 1_000),
    tLanguage(call.language),
    t('turns', { count: call.turnCount }),
    call.interruptions > 0 ? t('interruptions', { count: call.interruptions }) : '',
    call.hasFallenBack ? t('filter.fellBack') : '',
    call.mood === null ? '' : t(`mood.${call.mood}`),
    call.costPaise === null ? '' : t('cost', { amount: rupees.format(call.costPaise / 100) }),
  ];
  const mayWrite = role !== 'doctor';
  return (
    <div className="flex h-full flex-col">
      <div className="shrink-0 space-y-3 border-line border-b p-4">
        <div className="flex items-start gap-2">
          <span className="pt-0.5">
            <OutcomeMark outcome={call.outcome} />
          </span>
          <p>
            <span className="font-strong">{call.outcome === null ? t('underWay') : outcomeText(call.outcome)}</span>{' '}
            <span className="text-ink-soft text-sm">{facts.filter(Boolean).join(' · ')}</span>
          </p>
        </div>
        {summary ? <p>{summary}</p> : null}
        {call.wishes.length > 0 ? (
          <p className="text-ink-soft text-sm">
            {t('wanted', { wishes: call.wishes.map((wish) => t(`wish.${wish}`)).join(', ') })}
          </p>
        ) : null}
        {call.appointments.map((appointment) => (
          <AppointmentLine key={appointment.id} appointment={appointment} />
        ))}
        {call.patientId === null ? null : (
          <p>
            <Link
              href={`/patients/${call.patientId}`}
              className="inline-flex items-center gap-2 rounded-sm text-brand underline underline-offset-2"
            >
              <UserRound aria-hidden className="size-4" />
              {t('openPatient')}
            </Link>
          </p>
        )}
        {mayWrite ? <CallerActs callId={call.id} /> : null}
      </div>
      <Tabs
        label={t('sides.label')}
        tabs={[
          {
            value: 'words',
            label: t('sides.words'),
            content: (
              <>
                <CallTimeline call={call} />
                <Conversation
                  turns={call.turns.map(toTurn)}
                  tools={call.tools.map(toToolNote)}
                  acts={call.acts}
                  isAnnounced={false}
                  startsAt="top"
                  empty={
                    <Notice icon={MessagesSquare} title={t('noWords.title')}>
                      {t('noWords.body')}
                    </Notice>
                  }
                />
              </>
            ),
          },
          { value: 'timing', label: t('sides.timing'), content: <CallTiming call={call} /> },
          {
            value: 'followUp',
            label: t('sides.followUp', { count: openTasks }),
            content: (
              <>
                <CallReview call={call} mayWrite={mayWrite} />
                <CallTasks call={call} mayWrite={mayWrite} />
              </>
            ),
          },
        ]}
      />
    </div>
  );
}

const toToolNote = ({ id, tool, atMs, isOk, code, doctorId, startsAt }: CallDetail['tools'][number]): ToolNote => ({
  ...{ toolCallId: id, tool, atMs, isOk },
  ...{ code: code ?? undefined, doctorId: doctorId ?? undefined, startsAt: startsAt ?? undefined },
});

function AppointmentLine({ appointment }: { appointment: CallDetail['appointments'][number] }) {
  const t = useTranslations('schedule');
  const times = useTimes();
  const { zone } = usePerson();
  return (
    <Link
      href={`/schedule?date=${localDate(appointment.startsAt, zone)}&appointment=${appointment.id}`}
      className="flex items-center gap-2 rounded-md border border-line px-3 py-2 text-sm hover:bg-sunken"
    >
      <CalendarCheck aria-hidden className="size-4 shrink-0 text-live" />
      <span className="min-w-0">
        <span className="font-medium">{appointment.patientName ?? t('unnamed')}</span> · {appointment.doctorName} ·{' '}
        {times.dayAndTime(appointment.startsAt)}
      </span>
    </Link>
  );
}

function toTurn({ gapMs, confidence: _confidence, stages: _stages, ...turn }: CallDetail['turns'][number]): Turn {
  return { ...turn, isFinal: true, ...(gapMs === null ? {} : { gapMs }) };
}
