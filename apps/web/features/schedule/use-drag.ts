'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type PointerEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Appointment, DaySchedule, Slot } from '../../server/routers/schedule-schemas.ts';
import { useTrpc } from '../trpc/client.ts';
import { type DropTarget, dropTarget } from './drag.ts';
import { PX_PER_MIN } from './geometry.ts';
import type { Column, Stretch } from './layout.ts';

/** Less than this is a press with an unsteady hand. */
const THRESHOLD_PX = 6;
const MOST_SLOTS = 2_000;

interface Grab {
  appointment: Appointment;
  x: number;
  y: number;
  /** From the block's top edge to the pointer. */
  offsetY: number;
  /** Where the pointer was last. */
  at: { x: number; y: number };
  isMoving: boolean;
  free: Slot[] | null;
}

export interface Drag {
  appointment: Appointment;
  target: DropTarget | null;
}

/**
 * Drags appointments with a mouse or pen. What is free is asked for as soon as it moves, so that the place under the pointer can say what it is before
 * anything is dropped; Escape lets go. (A finger scrolls; for it, and for the keyboard, the sheet moves.)
 */
export function useDrag({
  schedule,
  columns,
  hours,
  onDrop,
}: {
  schedule: DaySchedule;
  columns: readonly Column[];
  hours: Stretch;
  onDrop: (appointment: Appointment, target: DropTarget) => void;
}) {
  const trpc = useTrpc();
  const queryClient = useQueryClient();
  const grab = useRef<Grab | null>(null);
  const wasDragged = useRef(false);
  const [drag, setDrag] = useState<Drag | null>(null);

  const ask = async (grabbed: Grab) => {
    const { dates, doctors } = schedule;
    const [from = '', to = from] = [dates[0], dates.at(-1)];
    const [only] = doctors;
    const query = {
      serviceId: grabbed.appointment.serviceId,
      ...(doctors.length === 1 && only ? { doctorId: only.id } : {}),
      ...{ from, to, isWhole: true, limit: MOST_SLOTS, exceptAppointmentId: grabbed.appointment.id },
    };
    // Where it fails nothing counts as free: the domain decides at the drop all the same.
    const options = { ...trpc.schedule.slots.queryOptions(query), staleTime: 0 };
    grabbed.free = await queryClient.fetchQuery(options).catch(() => []);
    // The pointer may rest meanwhile: what it rests on is said all the same.
    if (grab.current === grabbed) show(grabbed);
  };

  const show = (grabbed: Grab) =>
    setDrag({ appointment: grabbed.appointment, target: targetAt(grabbed, grabbed.at.x, grabbed.at.y) });

  const move = useEffectEvent((event: globalThis.PointerEvent) => {
    const grabbed = grab.current;
    if (grabbed === null) return;
    if (!grabbed.isMoving) {
      if (Math.hypot(event.clientX - grabbed.x, event.clientY - grabbed.y) < THRESHOLD_PX) return;
      grabbed.isMoving = true;
      wasDragged.current = true;
      void ask(grabbed);
    }
    grabbed.at = { x: event.clientX, y: event.clientY };
    show(grabbed);
  });

  function targetAt(grabbed: Grab, x: number, y: number): DropTarget | null {
    const box = document
      .elementsFromPoint(x, y)
      .map((element) => element.closest<HTMLElement>('[data-column]'))
      .find((element) => element !== null);
    const column = columns.find(({ key }) => key === box?.dataset.column);
    if (!box || !column) return null;
    const top = y - grabbed.offsetY - box.getBoundingClientRect().top;
    const minute = Math.max(hours.fromMin, hours.fromMin + top / PX_PER_MIN);
    return dropTarget(grabbed.appointment, column, minute, grabbed.free, schedule);
  }

  const end = useEffectEvent((event: globalThis.PointerEvent | null) => {
    const grabbed = grab.current;
    grab.current = null;
    setDrag(null);
    // The press that a drag ends with comes at once; what is pressed later is meant.
    setTimeout(() => {
      wasDragged.current = false;
    }, 0);
    if (event === null || grabbed === null || !grabbed.isMoving) return;
    const target = targetAt(grabbed, event.clientX, event.clientY);
    if (target !== null && target.state !== 'own') onDrop(grabbed.appointment, target);
  });

  useEffect(() => {
    const onMove = (event: globalThis.PointerEvent) => move(event);
    const onUp = (event: globalThis.PointerEvent) => end(event);
    const onCancel = () => end(null);
    const onKey = (event: KeyboardEvent) => (event.key === 'Escape' && grab.current?.isMoving ? end(null) : undefined);
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onCancel);
    window.addEventListener('blur', onCancel);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onCancel);
      window.removeEventListener('blur', onCancel);
      window.removeEventListener('keydown', onKey);
    };
  }, []);

  return {
    drag,
    /** For a block's `onPointerDown`. */
    start: (event: PointerEvent<HTMLElement>, appointment: Appointment) => {
      if (event.button !== 0 || event.pointerType === 'touch') return;
      wasDragged.current = false;
      const { top } = event.currentTarget.getBoundingClientRect();
      const at = { x: event.clientX, y: event.clientY };
      grab.current = { appointment, ...at, at, offsetY: event.clientY - top, isMoving: false, free: null };
    },
    /** Was this press the end of a drag? Then it opens nothing. */
    wasDragged: () => wasDragged.current,
  };
}
