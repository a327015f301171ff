'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Appointment, Slot } from '../../server/routers/schedule-schemas.ts';
import { useFailureText } from '../shell/failure-text.ts';
import { useTimes } from '../shell/use-times.ts';
import { useTrpc } from '../trpc/client.ts';
import { usePatientName } from './appointment-words.ts';
import { type StatusAct, statusActs } from './status-acts.ts';

/** What was just done, in words, with the way back where there is one. */
export interface ActNote {
  text: string;
  isAlarm: boolean;
  undo: (() => void) | null;
}

export interface MoveOptions {
  isOverbooked?: boolean;
  isDespiteOwn?: boolean;
  isFollowUpGranted?: boolean;
}

/** Why a move was not made, with the nearest free times. */
export interface RefusedMove {
  reason: string;
  alternatives: Slot[];
}

/**
 * Everything that is done to an appointment from the schedule, and what came of the last of it.
 * @param onMoved told of the appointment that took another's place.
 */
export function useActs(onMoved: (previousId: string) => void = () => undefined) {
  const t = useTranslations('schedule');
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const times = useTimes();
  const patientName = usePatientName();
  const failureText = useFailureText();
  const [note, setNote] = useState<ActNote | null>(null);
  // Waited for: what was moved must not be there twice when it is said that it moved.
  const settled = () =>
    Promise.all(
      [trpc.schedule, trpc.queue, trpc.day, trpc.patients].map((router) =>
        queryClient.invalidateQueries({ queryKey: router.pathKey() }),
      ),
    );
  const fail = (text: string) => setNote({ text, isAlarm: true, undo: null });
  const common = { onSettled: settled, onError: (error: unknown) => fail(failureText(error)) };
  const status = useMutation({ ...trpc.schedule.changeStatus.mutationOptions(), ...common });
  const cancelling = useMutation({ ...trpc.schedule.cancel.mutationOptions(), ...common });
  const restoring = useMutation({ ...trpc.schedule.restore.mutationOptions(), ...common });
  const moving = useMutation({ ...trpc.schedule.reschedule.mutationOptions(), ...common });
  const clearing = useMutation({ ...trpc.day.clearLate.mutationOptions(), ...common });
  const refused = (reason: string) => fail(t(`refused.${reason}` as 'refused.taken'));

  async function changeStatus(appointment: Appointment, act: StatusAct): Promise<void> {
    const result = await status.mutateAsync({ appointmentId: appointment.id, to: statusActs[act].to }).catch(nothing);
    if (result === null) return;
    if (!result.ok) return refused(result.reason);
    const undo = act === 'callIn' ? () => void changeStatus(result.appointment, 'waitAgain') : null;
    setNote({ text: t(`did.${act}`, { name: patientName(appointment) }), isAlarm: false, undo });
  }

  async function restore(appointment: Appointment): Promise<void> {
    const request = { appointmentId: appointment.id, isDespiteOwn: true, idempotencyKey: crypto.randomUUID() };
    const result = await restoring.mutateAsync(request).catch(nothing);
    if (result === null) return;
    if (!result.ok) return refused(result.reason);
    const words = { name: patientName(appointment), time: times.time(appointment.startsAt) };
    setNote({ text: t('did.restore', words), isAlarm: false, undo: null });
  }

  async function cancel(appointment: Appointment, by: 'patient' | 'clinic'): Promise<boolean> {
    const request = { appointmentId: appointment.id, by, idempotencyKey: crypto.randomUUID() };
    const result = await cancelling.mutateAsync(request).catch(nothing);
    if (result === null) return false;
    if (!result.ok) {
      refused(result.reason);
      return false;
    }
    const words = { name: patientName(appointment), time: times.time(appointment.startsAt) };
    setNote({ text: t('did.cancel', words), isAlarm: false, undo: () => void restore(result.appointment) });
    return true;
  }

  /** @returns null once it is moved, or what stops it; a failure is told, and stops it with no reason. */
  async function move(
    appointment: Appointment,
    slot: Slot,
    options: MoveOptions = {},
    isUndo = false,
  ): Promise<RefusedMove | null> {
    const request = { appointmentId: appointment.id, slot, by: 'clinic' as const, ...options };
    const result = await moving.mutateAsync({ ...request, idempotencyKey: crypto.randomUUID() }).catch(nothing);
    if (result === null) return { reason: '', alternatives: [] };
    if (!result.ok) {
      refused(result.reason);
      return { reason: result.reason, alternatives: result.alternatives };
    }
    const { doctorId, serviceId, startsAt, endsAt } = appointment;
    const old: Slot = { doctorId, serviceId, branchId: slot.branchId, startsAt, endsAt };
    const back = () =>
      void move(result.appointment, old, { isDespiteOwn: true, isOverbooked: appointment.isOverbooked }, true);
    onMoved(appointment.id);
    const words = { name: patientName(appointment), time: times.dayAndTime(result.appointment.startsAt) };
    setNote({ text: t('did.move', words), isAlarm: false, undo: isUndo ? null : back });
    return null;
  }

  /** The doctor is in time again. */
  async function inTime(doctorId: string, date: string): Promise<void> {
    const result = await clearing.mutateAsync({ doctorId, date }).catch(nothing);
    if (result !== null) setNote({ text: t('did.inTime'), isAlarm: false, undo: null });
  }

  return {
    inTime,
    note,
    say: (text: string, undo: (() => void) | null = null) => setNote({ text, isAlarm: false, undo }),
    sayBooked: (appointment: Appointment) => {
      const words = { name: patientName(appointment), time: times.dayAndTime(appointment.startsAt) };
      setNote({ text: t('did.book', words), isAlarm: false, undo: () => void cancel(appointment, 'clinic') });
    },
    fail,
    dismiss: () => setNote(null),
    isBusy: status.isPending || cancelling.isPending || restoring.isPending || moving.isPending,
    changeStatus,
    cancel,
    restore,
    move,
  };
}
export type Acts = ReturnType<typeof useActs>;

/** A failure was told where it happened. */
const nothing = () => null;
