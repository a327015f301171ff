import type { ClinicCipher } from '@vaani/db';
import type { AppointmentStatus, AppointmentView } from './types.ts';

/** The columns of an `AppointmentView`. */
export const appointmentColumns = {
  id: true,
  doctorId: true,
  serviceId: true,
  patientId: true,
  startsAt: true,
  endsAt: true,
  status: true,
  source: true,
  callId: true,
  isOverbooked: true,
  doctor: { select: { name: true } },
  service: { select: { name: true } },
  patient: { select: { id: true, name: true } },
} as const;

interface AppointmentRow {
  id: string;
  doctorId: string;
  serviceId: string;
  patientId: string;
  startsAt: Date;
  endsAt: Date;
  status: AppointmentStatus;
  source: AppointmentView['source'];
  callId: string | null;
  isOverbooked: boolean;
  doctor: { name: string };
  service: { name: string };
  patient: { id: string; name: string | null };
}

export function toAppointmentView(row: AppointmentRow, cipher: ClinicCipher): AppointmentView {
  const { doctor, service, patient } = row;
  // Field by field: a row may have been read with more columns than others may see.
  return {
    id: row.id,
    doctorId: row.doctorId,
    doctorName: doctor.name,
    serviceId: row.serviceId,
    serviceName: service.name,
    patientId: row.patientId,
    startsAt: iso(row.startsAt),
    endsAt: iso(row.endsAt),
    status: row.status,
    source: row.source,
    callId: row.callId,
    isOverbooked: row.isOverbooked,
    patientName: patient.name === null ? null : cipher.open('patients', 'name', patient.id, patient.name),
  };
}

/** ISO-8601 in UTC without milliseconds, where there are none. */
export const iso = (date: Date): string => date.toISOString().replace('.000Z', 'Z');
