'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';
import { Button } from '../../ui/button.tsx';
import type { Directory } from '../live-desk/use-directory.ts';
import { localDate } from '../schedule/dates.ts';
import { actsOn } from '../schedule/status-acts.ts';
import type { Acts } from '../schedule/use-acts.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import type { Visitor } from './board.ts';
import type { QueueActs } from './use-queue.ts';

/** Somebody on the board: who, when, how long they have waited, and the one or two things that are done next. */
export function VisitorCard({
  visitor,
  now,
  today,
  hasDoctor,
  directory,
  acts,
  queueActs,
  mayAct,
  onOpen,
}: {
  visitor: Visitor;
  now: number;
  today: string;
  /** Are several doctors' patients shown? */
  hasDoctor: boolean;
  directory: Directory;
  acts: Acts;
  queueActs: QueueActs;
  mayAct: boolean;
  onOpen: (appointment: Appointment) => void;
}) {
  const t = useTranslations('schedule');
  const times = useTimes();
  const { appointment, token, doctorId } = visitor;
  const name = visitor.name ?? t('unnamed');
  const facts = [
    appointment === null ? t('board.walkedIn') : times.time(appointment.startsAt),
    hasDoctor ? directory.doctorName(doctorId) : '',
    appointment ? directory.serviceName(appointment.serviceId) || appointment.serviceName : '',
    appointment?.status === 'no_show' ? t('status.no_show') : '',
    token?.status === 'skipped' ? t('board.skipped') : '',
  ].filter(Boolean);
  return (
    <li data-visitor={visitor.key} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 bg-surface px-3 py-2">
      <div className="min-w-40 flex-1">
        <div className="flex items-baseline gap-2">
          {token ? (
            <span className="min-w-7 shrink-0 rounded-sm bg-sunken px-1.5 text-center font-strong">
              <span className="sr-only">{t('columns.token')} </span>
              {token.number}
            </span>
          ) : null}
          {appointment ? (
            <button
              type="button"
              onClick={() => onOpen(appointment)}
              className="min-w-0 truncate rounded-sm text-left font-medium hover:underline"
            >
              {name}
            </button>
          ) : token?.patientId ? (
            <Link
              href={`/patients/${token.patientId}`}
              className="min-w-0 truncate rounded-sm font-medium hover:underline"
            >
              {name}
            </Link>
          ) : (
            <span className="min-w-0 truncate font-medium">{name}</span>
          )}
          <Waiting visitor={visitor} now={now} />
        </div>
        <p className="truncate text-ink-soft text-sm" title={facts.join(' · ')}>
          {facts.join(' · ')}
        </p>
      </div>
      {mayAct ? (
        <VisitorActs visitor={visitor} name={name} now={now} today={today} acts={acts} queueActs={queueActs} />
      ) : null}
    </li>
  );
}

const LONG_MIN = 30;

function Waiting({ visitor, now }: { visitor: Visitor; now: number }) {
  const t = useTranslations('schedule.board');
  const minutes = (ms: number) => Math.max(0, Math.round(ms / 60_000));
  if (visitor.stage === 'waiting' && visitor.waitingSince !== null) {
    const waited = minutes(now - Date.parse(visitor.waitingSince));
    const isLong = waited >= LONG_MIN;
    return (
      <span className={`ml-auto shrink-0 text-sm ${isLong ? 'font-medium text-attention' : 'text-ink-soft'}`}>
        {t(isLong ? 'waitsLong' : 'waits', { minutes: waited })}
      </span>
    );
  }
  if (visitor.stage === 'inside' && visitor.waitingSince !== null) {
    return (
      <span className="ml-auto shrink-0 text-ink-soft text-sm">
        {t('inside', { minutes: minutes(now - Date.parse(visitor.waitingSince)) })}
      </span>
    );
  }
  if (visitor.stage === 'over' && visitor.waitedMs !== null) {
    return (
      <span className="ml-auto shrink-0 text-ink-soft text-sm">
        {t('waited', { minutes: minutes(visitor.waitedMs) })}
      </span>
    );
  }
  return null;
}

function VisitorActs({
  visitor,
  name,
  now,
  today,
  acts,
  queueActs,
}: {
  visitor: Visitor;
  name: string;
  now: number;
  today: string;
  acts: Acts;
  queueActs: QueueActs;
}) {
  const t = useTranslations('schedule');
  const { zone } = usePerson();
  const { appointment, token } = visitor;
  const isBusy = acts.isBusy || queueActs.isBusy;
  const button = (key: string, label: string, onClick: () => void) => (
    <Button key={key} disabled={isBusy} onClick={onClick} aria-label={t('board.actFor', { act: label, name })}>
      {label}
    </Button>
  );
  const buttons: ReactNode[] = [];
  if (token?.status === 'skipped') buttons.push(button('recall', t('board.act.recall'), () => queueActs.recall(token)));
  else if (appointment) {
    const at = { now, today, date: localDate(appointment.startsAt, zone) };
    for (const act of actsOn(appointment, at).filter((one) => one !== 'confirm'))
      buttons.push(button(act, t(`act.${act}`), () => void acts.changeStatus(appointment, act)));
  } else if (token?.status === 'waiting')
    buttons.push(button('leave', t('board.act.leave'), () => queueActs.leave(token)));
  else if (token?.status === 'called')
    buttons.push(
      button('finish', t('act.finish'), () => queueActs.finish(token)),
      button('skip', t('board.act.skip'), () => queueActs.skip(token)),
    );
  return buttons.length === 0 ? null : <div className="flex flex-wrap gap-1.5">{buttons}</div>;
}
