'use client';

import { useQuery } from '@tanstack/react-query';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Offer, Slot } from '../../server/routers/schedule-schemas.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { PatientPicker, type Picked } from '../patients/patient-picker.tsx';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';
import { BookingRefusal } from './booking-refusal.tsx';
import { localDate } from './dates.ts';
import { OnTop, type OnTopSlot } from './on-top.tsx';
import { isWanted, SlotPicker } from './slot-picker.tsx';
import type { Acts } from './use-acts.ts';
import { useBooking } from './use-booking.ts';

/** Where on the grid a booking was begun, as far as it says anything. */
export interface BookingStart {
  doctorId: string | null;
  date: string;
  minute: number | null;
  patient?: Picked;
}

/** Books: who, with whom, what for, when. Nothing is booked before the answer is there. */
export function BookingSheet({ start, acts, onClose }: { start: BookingStart; acts: Acts; onClose: () => void }) {
  const t = useTranslations('schedule.booking');
  const trpc = useTrpc();
  const offer = useQuery({ ...trpc.schedule.offer.queryOptions(), staleTime: 10 * 60_000 });
  return (
    <Sheet title={t('title')} closeLabel={t('close')} onClose={onClose}>
      {offer.data ? (
        <BookingForm start={start} offer={offer.data} acts={acts} onClose={onClose} />
      ) : (
        <div className="space-y-4 p-4">
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-24 w-full" />
        </div>
      )}
    </Sheet>
  );
}

function BookingForm({
  start,
  offer,
  acts,
  onClose,
}: {
  start: BookingStart;
  offer: Offer;
  acts: Acts;
  onClose: () => void;
}) {
  const t = useTranslations('schedule.booking');
  const isHindi = useLocale() === 'hi';
  const named = ({ id, name, nameHindi }: { id: string; name: string; nameHindi: string }) => ({
    value: id,
    label: isHindi && nameHindi ? nameHindi : name,
  });
  const { zone } = usePerson();
  const [patient, setPatient] = useState<Picked | null>(start.patient ?? null);
  const [doctorId, setDoctorId] = useState(start.doctorId ?? offer.doctors[0]?.id ?? '');
  const doctor = offer.doctors.find(({ id }) => id === doctorId);
  const services = offer.services.filter(({ id }) => doctor?.serviceIds.includes(id) ?? false);
  const [wantedServiceId, setServiceId] = useState('');
  const serviceId = services.some(({ id }) => id === wantedServiceId) ? wantedServiceId : (doctor?.serviceIds[0] ?? '');
  const [date, setDate] = useState(start.date);
  const [slot, setSlot] = useState<Slot | null>(null);
  const [onTop, setOnTop] = useState<OnTopSlot>(null);
  const [reason, setReason] = useState('');
  const booking = useBooking((appointment) => {
    acts.sayBooked(appointment);
    onClose();
  });
  const wanted = { doctorId, serviceId, date, minute: date === start.date ? start.minute : null };
  const chosen = onTop ?? (slot !== null && isWanted(slot, wanted, zone) ? slot : null);
  const book = (options: { isDespiteOwn?: boolean; isOverbooked?: boolean; isFollowUpGranted?: boolean } = {}) => {
    if (patient === null || chosen === null) return;
    booking.book({
      slot: chosen,
      patientId: patient.id,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      ...(onTop === null ? {} : { isOverbooked: true }),
      ...options,
    });
  };
  return (
    <form
      className="space-y-4 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        book();
      }}
    >
      <PatientPicker picked={patient} onPick={setPatient} />
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label={t('doctor')}
          value={doctorId}
          options={offer.doctors.map(named)}
          onChange={(event) => setDoctorId(event.target.value)}
        />
        <SelectField
          label={t('service')}
          value={serviceId}
          options={services.map(named)}
          onChange={(event) => setServiceId(event.target.value)}
        />
      </div>
      <TextField
        label={t('date')}
        type="date"
        required
        value={date}
        onChange={(event) => (event.target.value === '' ? undefined : setDate(event.target.value))}
      />
      {doctor && serviceId ? (
        <>
          <SlotPicker
            wanted={wanted}
            chosen={slot}
            onChoose={setSlot}
            onDate={setDate}
            patientId={patient?.id ?? null}
          />
          <OnTop
            doctor={doctor}
            service={services.find(({ id }) => id === serviceId)}
            date={date}
            startMinute={start.minute}
            onChoose={setOnTop}
          />
        </>
      ) : null}
      <TextField
        label={t('reason')}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      <BookingRefusal
        refusal={booking.refusal}
        onAlternative={(other) => {
          setSlot(other);
          setDate(localDate(other.startsAt, zone));
          setOnTop(null);
          booking.forget();
        }}
        onInsist={book}
      />
      <div className="flex gap-2">
        <Button
          type="submit"
          kind="primary"
          disabled={patient === null || chosen === null || booking.isBusy}
          aria-busy={booking.isBusy}
        >
          {t('book')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
      <p className="text-ink-soft text-sm">
        {patient === null ? t('whoFirst') : chosen === null ? t('whenFirst') : t('told')}
      </p>
    </form>
  );
}
