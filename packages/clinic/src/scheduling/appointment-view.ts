import { type ClinicCipher, Prisma } from '@vaani/db';
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

export interface AppointmentRow {
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

/** An `AppointmentRow` as JSON, its times as milliseconds since the epoch: of `a`, joined with `appointmentNames`. */
export const appointmentJson = Prisma.sql`
  json_build_object('id', a.id, 'doctorId', a.doctor_id, 'serviceId', a.service_id, 'patientId', a.patient_id,
    'startsAt', (extract(epoch FROM a.starts_at) * 1000)::bigint, 'endsAt', (extract(epoch FROM a.ends_at) * 1000)::bigint,
    'status', a.status, 'source', a.source, 'callId', a.call_id, 'isOverbooked', a.is_overbooked,
    'doctor', json_build_object('name', d.name), 'service', json_build_object('name', s.name),
    'patient', json_build_object('id', p.id, 'name', p.name))`;

/** Through the client the names of doctors, services and patients take three more queries. */
export const appointmentNames = Prisma.sql`
  JOIN doctors d ON d.clinic_id = a.clinic_id AND d.id = a.doctor_id
  JOIN services s ON s.clinic_id = a.clinic_id AND s.id = a.service_id
  JOIN patients p ON p.clinic_id = a.clinic_id AND p.id = a.patient_id`;

/** What `appointmentJson` makes. */
export type AppointmentJson = Omit<AppointmentRow, 'startsAt' | 'endsAt'> & { startsAt: number; endsAt: number };

export const fromJson = (json: AppointmentJson, cipher: ClinicCipher): AppointmentView =>
  toAppointmentView({ ...json, startsAt: new Date(json.startsAt), endsAt: new Date(json.endsAt) }, cipher);

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
