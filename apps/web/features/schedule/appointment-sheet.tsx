'use client';

import { useQuery } from '@tanstack/react-query';
import { CalendarClock, PhoneCall, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { Appointment } from '../../server/routers/schedule-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import type { Directory } from '../live-desk/use-directory.ts';
import { usePerson } from '../shell/person.tsx';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { ActNoteBar } from './act-note-bar.tsx';
import { usePatientName } from './appointment-words.ts';
import { localDate } from './dates.ts';
import { MovePanel, type MoveStart } from './move-panel.tsx';
import { actsOn, mayCancel, mayMove } from './status-acts.ts';
import type { Acts } from './use-acts.ts';
import { VisitNotes } from './visit-notes.tsx';

/** One appointment, opened from the schedule: what is known of it, and what can be done. */
export function AppointmentSheet({
  appointment,
  moveTo,
  now,
  directory,
  acts,
  onClose,
}: {
  appointment: Appointment;
  /** Where it was dropped, and could not be: the panel that moves it stands open there. */
  moveTo: MoveStart | null;
  now: number;
  directory: Directory;
  acts: Acts;
  onClose: () => void;
}) {
  const t = useTranslations('schedule');
  const times = useTimes();
  const patientName = usePatientName();
  const trpc = useTrpc();
  const { data: visit } = useQuery(trpc.schedule.visit.queryOptions({ appointmentId: appointment.id }));
  return (
    <Sheet
      title={patientName(appointment)}
      note={`${times.longDay(appointment.startsAt)}, ${times.span(appointment.startsAt, appointment.endsAt)}`}
      closeLabel={t('close')}
      onClose={onClose}
    >
      <ActNoteBar note={acts.note} onDismiss={acts.dismiss} />
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 p-4">
        <Fact term={t('columns.doctor')}>{directory.doctorName(appointment.doctorId) || appointment.doctorName}</Fact>
        <Fact term={t('columns.service')}>
          {directory.serviceName(appointment.serviceId) || appointment.serviceName}
        </Fact>
        <Fact term={t('columns.status')}>
          {t(`status.${appointment.status}`)}
          {appointment.isOverbooked ? ` · ${t('overbooked')}` : ''}
        </Fact>
        <Fact term={t('columns.source')}>{t(`source.${appointment.source}`)}</Fact>
        {visit?.token ? <Fact term={t('columns.token')}>{visit.token}</Fact> : null}
        {visit?.reason ? <Fact term={t('columns.reason')}>{visit.reason}</Fact> : null}
        {visit?.cancelReason ? <Fact term={t('columns.cancelReason')}>{visit.cancelReason}</Fact> : null}
      </dl>
      {appointment.patientName === null ? (
        <p className="mx-4 mb-4 rounded-md bg-attention-wash px-3 py-2 text-sm">{t('unnamedNote')}</p>
      ) : null}
      <SheetActs appointment={appointment} moveTo={moveTo} now={now} acts={acts} />
      <div className="flex flex-wrap gap-x-6 gap-y-2 border-line border-t px-4 py-3">
        <SheetLink href={`/patients/${appointment.patientId}`} icon={<UserRound aria-hidden className="size-4" />}>
          {t('openPatient')}
        </SheetLink>
        {visit?.movedToId ? (
          <SheetLink
            href={`/schedule?appointment=${visit.movedToId}`}
            icon={<CalendarClock aria-hidden className="size-4" />}
          >
            {t('openMoved')}
          </SheetLink>
        ) : null}
        {appointment.callId === null ? null : (
          <SheetLink href={`/calls/${appointment.callId}`} icon={<PhoneCall aria-hidden className="size-4" />}>
            {t('openCall')}
          </SheetLink>
        )}
      </div>
      {visit ? <VisitNotes key={visit.id} appointmentId={visit.id} notes={visit.notes} /> : null}
    </Sheet>
  );
}

/** What can be done to it now; nothing for those who only look. */
function SheetActs({
  appointment,
  moveTo,
  now,
  acts,
}: {
  appointment: Appointment;
  moveTo: MoveStart | null;
  now: number;
  acts: Acts;
}) {
  const t = useTranslations('schedule');
  const { role, zone } = usePerson();
  const [isMoving, setIsMoving] = useState(moveTo !== null);
  const [isCancelling, setIsCancelling] = useState(false);
  if (role === 'doctor') return null;
  const at = { now, today: localDate(now, zone), date: localDate(appointment.startsAt, zone) };
  const possible = actsOn(appointment, at);
  const [first] = possible;
  return (
    <>
      <div className="flex flex-wrap gap-2 px-4 pb-4">
        {possible.map((act) => (
          <Button
            key={act}
            kind={act === first ? 'primary' : 'plain'}
            disabled={acts.isBusy}
            onClick={() => void acts.changeStatus(appointment, act)}
          >
            {t(`act.${act}`)}
          </Button>
        ))}
        {mayMove(appointment) ? (
          <Button aria-expanded={isMoving} onClick={() => setIsMoving(!isMoving)}>
            {t('act.move')}
          </Button>
        ) : null}
        {mayCancel(appointment) ? (
          <Button aria-expanded={isCancelling} onClick={() => setIsCancelling(!isCancelling)}>
            {t('act.cancel')}
          </Button>
        ) : null}
        {appointment.status === 'cancelled' ? (
          <Button kind="primary" disabled={acts.isBusy} onClick={() => void acts.restore(appointment)}>
            {t('act.restore')}
          </Button>
        ) : null}
      </div>
      {isCancelling && mayCancel(appointment) ? (
        <fieldset className="mx-4 mb-4 space-y-2 rounded-md border border-line p-3">
          <legend className="px-1 font-medium">{t('cancel.who')}</legend>
          <div className="flex flex-wrap gap-2">
            {(['patient', 'clinic'] as const).map((by) => (
              <Button
                key={by}
                disabled={acts.isBusy}
                onClick={() => void acts.cancel(appointment, by).then((isDone) => isDone && setIsCancelling(false))}
              >
                {t(`cancel.${by}`)}
              </Button>
            ))}
          </div>
          <p className="text-ink-soft text-sm">{t('cancel.told')}</p>
        </fieldset>
      ) : null}
      {isMoving && mayMove(appointment) ? (
        <MovePanel appointment={appointment} start={moveTo} acts={acts} onDone={() => setIsMoving(false)} />
      ) : null}
    </>
  );
}

function SheetLink({ href, icon, children }: { href: string; icon: ReactNode; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="inline-flex items-center gap-2 rounded-sm text-brand underline underline-offset-2 pointer-coarse:min-h-10"
    >
      {icon}
      {children}
    </Link>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-soft">{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
