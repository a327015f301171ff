'use client';

import { MonitorPlay, TicketPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useMemo, useState } from 'react';
import type { Appointment, DaySchedule } from '../../server/routers/schedule-schemas.ts';
import { Button } from '../../ui/button.tsx';
import type { Directory } from '../live-desk/use-directory.ts';
import type { Acts } from '../schedule/use-acts.ts';
import { usePerson } from '../shell/person.tsx';
import { boardOf, type Stage, stages } from './board.ts';
import { QueueHead } from './queue-head.tsx';
import { useQueueActs, useQueueNews, useTokens } from './use-queue.ts';
import { VisitorCard } from './visitor-card.tsx';
import { WaitingRoomsSheet } from './waiting-rooms-sheet.tsx';
import { WalkInSheet } from './walk-in-sheet.tsx';

/** The day as it goes: expected, waiting, with the doctor, done; each with how long they have waited. */
export function BoardView({
  schedule,
  date,
  today,
  doctorId,
  now,
  directory,
  acts,
  onOpen,
  onDoctor,
}: {
  schedule: DaySchedule;
  date: string;
  today: string;
  /** Null for all doctors. */
  doctorId: string | null;
  now: number;
  directory: Directory;
  acts: Acts;
  onOpen: (appointment: Appointment) => void;
  onDoctor: (doctorId: string | null) => void;
}) {
  const t = useTranslations('schedule.board');
  const { role } = usePerson();
  const mayAct = role !== 'doctor';
  const isToday = date === today;
  useQueueNews();
  const tokens = useTokens(date, null);
  const queueActs = useQueueActs(acts);
  const [sheet, setSheet] = useState<'walk-in' | 'rooms' | null>(null);
  const shown = schedule.doctors.filter(({ id }) => doctorId === null || id === doctorId);
  const board = useMemo(() => {
    const ids = new Set(schedule.doctors.map(({ id }) => id));
    const isShown = (one: { doctorId: string }) =>
      doctorId === null ? ids.has(one.doctorId) : one.doctorId === doctorId;
    return boardOf(schedule.appointments.filter(isShown), (tokens.data ?? []).filter(isShown));
  }, [schedule, tokens.data, doctorId]);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-2">
        <label className="inline-flex items-center gap-2">
          <span className="sr-only">{t('doctor')}</span>
          <select
            value={doctorId ?? ''}
            onChange={(event) => onDoctor(event.target.value || null)}
            className="h-8 rounded-md border border-line-strong/60 bg-surface px-2 text-sm pointer-coarse:h-10"
          >
            <option value="">{t('allDoctors')}</option>
            {schedule.doctors.map(({ id, name }) => (
              <option key={id} value={id}>
                {directory.doctorName(id) || name}
              </option>
            ))}
          </select>
        </label>
        {mayAct && isToday ? (
          <Button onClick={() => setSheet('walk-in')}>
            <TicketPlus aria-hidden className="size-4" />
            {t('walkIn')}
          </Button>
        ) : null}
        {mayAct ? (
          <Button onClick={() => setSheet('rooms')}>
            <MonitorPlay aria-hidden className="size-4" />
            {t('screen')}
          </Button>
        ) : null}
      </div>
      <section
        aria-label={t('label')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
      >
        {isToday ? (
          <div className="flex flex-wrap gap-2 px-4 pt-3">
            {shown.map((doctor) => (
              <QueueHead
                key={doctor.id}
                doctor={{ id: doctor.id, name: directory.doctorName(doctor.id) || doctor.name }}
                date={date}
                tokens={(tokens.data ?? []).filter((token) => token.doctorId === doctor.id)}
                acts={queueActs}
              />
            ))}
          </div>
        ) : null}
        <div className="grid gap-4 p-4 md:grid-cols-2 xl:grid-cols-4">
          {stages.map((stage) => (
            <StageColumn key={stage} stage={stage} count={board[stage].length}>
              {board[stage].map((visitor) => (
                <VisitorCard
                  key={visitor.key}
                  visitor={visitor}
                  now={now}
                  today={today}
                  hasDoctor={doctorId === null}
                  directory={directory}
                  acts={acts}
                  queueActs={queueActs}
                  mayAct={mayAct}
                  onOpen={onOpen}
                />
              ))}
            </StageColumn>
          ))}
        </div>
      </section>
      {sheet === 'walk-in' ? (
        <WalkInSheet
          doctors={shown.map(({ id, name }) => ({ id, name: directory.doctorName(id) || name }))}
          onClose={() => setSheet(null)}
          acts={acts}
        />
      ) : null}
      {sheet === 'rooms' ? <WaitingRoomsSheet onClose={() => setSheet(null)} /> : null}
    </div>
  );
}

function StageColumn({ stage, count, children }: { stage: Stage; count: number; children: ReactNode }) {
  const t = useTranslations('schedule.board');
  return (
    <section aria-labelledby={`stage-${stage}`} data-stage={stage} className="min-w-0">
      <h2 id={`stage-${stage}`} className="mb-2 flex items-baseline gap-2 font-strong">
        {t(`stage.${stage}`)}
        <span className="font-normal text-ink-soft text-sm">{count}</span>
      </h2>
      {count === 0 ? (
        <p className="text-ink-soft text-sm">{t(`empty.${stage}`)}</p>
      ) : (
        <ul className="divide-y divide-line border-line border-y">{children}</ul>
      )}
    </section>
  );
}
