import type { ClinicCipher } from '@vaani/db';
import { clockOf } from '../day/sessions.ts';
import { iso } from '../scheduling/appointment-view.ts';
import type { TokenStatus } from './token-statuses.ts';

/** A token as the desk sees it. */
export interface TokenView {
  id: string;
  doctorId: string;
  /** Clinic-local day. */
  date: string;
  /** The session's begin by the clinic's clock: 09:00. */
  session: string;
  number: number;
  status: TokenStatus;
  patientId: string | null;
  /** Of the patient, or as a walk-in gave it. */
  name: string | null;
  /** The appointment they came to; null for a walk-in. */
  appointmentId: string | null;
  /** When that begins. */
  appointmentAt: string | null;
  issuedAt: string;
  calledAt: string | null;
}

/** The columns of a `TokenView`. */
export const tokenViewColumns = {
  id: true,
  number: true,
  status: true,
  patientId: true,
  appointmentId: true,
  name: true,
  createdAt: true,
  calledAt: true,
  patient: { select: { id: true, name: true } },
  appointment: { select: { startsAt: true } },
  session: { select: { id: true, doctorId: true, date: true, fromMin: true, startsAt: true, endsAt: true } },
} as const;

export interface TokenViewRow {
  id: string;
  number: number;
  status: TokenStatus;
  patientId: string | null;
  appointmentId: string | null;
  name: string | null;
  createdAt: Date;
  calledAt: Date | null;
  patient: { id: string; name: string | null } | null;
  appointment: { startsAt: Date } | null;
  session: { doctorId: string; date: Date; fromMin: number };
}

export function toTokenView(row: TokenViewRow, cipher: ClinicCipher): TokenView {
  const { patient, session } = row;
  return {
    id: row.id,
    doctorId: session.doctorId,
    date: session.date.toISOString().slice(0, 10),
    session: clockOf(session),
    number: row.number,
    status: row.status,
    patientId: row.patientId,
    name: nameOf(row, patient, cipher),
    appointmentId: row.appointmentId,
    appointmentAt: row.appointment === null ? null : iso(row.appointment.startsAt),
    issuedAt: iso(row.createdAt),
    calledAt: row.calledAt === null ? null : iso(row.calledAt),
  };
}

function nameOf(
  token: { id: string; name: string | null },
  patient: TokenViewRow['patient'],
  cipher: ClinicCipher,
): string | null {
  if (patient !== null) return patient.name === null ? null : cipher.open('patients', 'name', patient.id, patient.name);
  return token.name === null ? null : cipher.open('queue_tokens', 'name', token.id, token.name);
}
