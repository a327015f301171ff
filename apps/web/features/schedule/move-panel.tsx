'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Appointment, Slot } from '../../server/routers/schedule-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';
import { BookingRefusal } from './booking-refusal.tsx';
import { localDate } from './dates.ts';
import { OnTop, type OnTopSlot } from './on-top.tsx';
import { isWanted, SlotPicker } from './slot-picker.tsx';
import type { Acts, MoveOptions } from './use-acts.ts';
import { type BookingRefused, useWhoHas } from './use-booking.ts';

/** Where an appointment was dropped that could not be there, or nothing where the panel was opened by hand. */
export interface MoveStart {
  doctorId: string;
  date: string;
  minute: number | null;
}

/** Moves an appointment: another doctor, day or time. What dragging does, for the keyboard, and for what dragging could not do. */
export function MovePanel({
  appointment,
  start,
  acts,
  onDone,
}: {
  appointment: Appointment;
  start: MoveStart | null;
  acts: Acts;
  onDone: () => void;
}) {
  const t = useTranslations('schedule.move');
  const isHindi = useLocale() === 'hi';
  const trpc = useTrpc();
  const { zone } = usePerson();
  const whoHas = useWhoHas();
  const { data: offer } = useQuery({ ...trpc.schedule.offer.queryOptions(), staleTime: 10 * 60_000 });
  const [doctorId, setDoctorId] = useState(start?.doctorId ?? appointment.doctorId);
  const [date, setDate] = useState(start?.date ?? localDate(appointment.startsAt, zone));
  const [slot, setSlot] = useState<Slot | null>(null);
  const [onTop, setOnTop] = useState<OnTopSlot>(null);
  const [refusal, setRefusal] = useState<BookingRefused | null>(null);
  const { serviceId } = appointment;
  const doctors = (offer?.doctors ?? []).filter(({ serviceIds }) => serviceIds.includes(serviceId));
  const doctor = doctors.find(({ id }) => id === doctorId);
  const wanted = {
    ...{ doctorId, serviceId, date, exceptAppointmentId: appointment.id },
    minute: start !== null && start.date === date ? start.minute : null,
  };
  const chosen = onTop ?? (slot !== null && isWanted(slot, wanted, zone) ? slot : null);
  async function move(options: MoveOptions = {}): Promise<void> {
    if (chosen === null) return;
    setRefusal(null);
    const refused = await acts.move(appointment, chosen, { ...(onTop ? { isOverbooked: true } : {}), ...options });
    if (refused === null) return onDone();
    if (refused.reason === '') return;
    const who = refused.reason === 'taken' || refused.reason === 'busy' ? await whoHas(chosen, appointment.id) : null;
    setRefusal({ ...refused, sentence: null, who, slot: chosen });
  }
  return (
    <form
      aria-label={t('title')}
      className="space-y-3 border-line border-t p-4"
      onSubmit={(event) => {
        event.preventDefault();
        void move();
      }}
    >
      <h3 className="font-strong">{t('title')}</h3>
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label={t('doctor')}
          value={doctorId}
          options={doctors.map(({ id, name, nameHindi }) => ({
            value: id,
            label: isHindi && nameHindi ? nameHindi : name,
          }))}
          onChange={(event) => setDoctorId(event.target.value)}
        />
        <TextField
          label={t('date')}
          type="date"
          required
          value={date}
          onChange={(event) => (event.target.value === '' ? undefined : setDate(event.target.value))}
        />
      </div>
      <SlotPicker wanted={wanted} chosen={slot} onChoose={setSlot} onDate={setDate} />
      {doctor ? (
        <OnTop
          doctor={doctor}
          service={offer?.services.find(({ id }) => id === serviceId)}
          date={date}
          startMinute={start?.minute ?? null}
          exceptId={appointment.id}
          onChoose={setOnTop}
        />
      ) : null}
      <BookingRefusal
        refusal={refusal}
        onAlternative={(other) => {
          setSlot(other);
          setDate(localDate(other.startsAt, zone));
          setRefusal(null);
        }}
        onInsist={(options) => void move(options)}
      />
      <div className="flex gap-2">
        <Button type="submit" kind="primary" disabled={chosen === null || acts.isBusy}>
          {t('move')}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t('keep')}
        </Button>
      </div>
    </form>
  );
}
