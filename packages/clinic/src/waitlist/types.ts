import type { ClinicCipher } from '@vaani/db';
import { iso } from '../scheduling/appointment-view.ts';
import type { PartOfDay } from '../scheduling/types.ts';

/** Where a wish stands. Mirrors the enum `waitlist_status`. */
export type WaitlistStatus = 'waiting' | 'offered' | 'booked' | 'left';

/** Where an offer stands. Mirrors the enum `offer_status`. */
export type OfferStatus = 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn';

/** A freed time that is held for somebody who waits. Instants are ISO-8601 in UTC. */
export interface WaitlistOffer {
  id: string;
  entryId: string;
  patientId: string;
  doctorId: string;
  serviceId: string;
  branchId: string;
  startsAt: string;
  endsAt: string;
  status: OfferStatus;
  /** Until when it can be answered. */
  expiresAt: string;
}

/** Somebody who waits, as the desk sees it. */
export interface WaitlistEntry {
  id: string;
  patientId: string;
  patientName: string | null;
  doctorId: string | null;
  speciality: string | null;
  serviceId: string;
  /** First and last clinic-local day that would do. */
  from: string;
  to: string;
  part: PartOfDay | null;
  /** Where to reach them, if not by the patient's own phone. */
  phone: string | null;
  notes: string | null;
  status: WaitlistStatus;
  /** What is held for them just now. */
  offer: WaitlistOffer | null;
  appointmentId: string | null;
  createdAt: string;
}

/** The columns of a `WaitlistOffer`. */
export const offerColumns = {
  id: true,
  entryId: true,
  doctorId: true,
  serviceId: true,
  branchId: true,
  startsAt: true,
  endsAt: true,
  status: true,
  expiresAt: true,
  claimId: true,
  claim: { select: { holdOwner: true } },
  entry: { select: { patientId: true, appointmentId: true, status: true } },
} as const;

export interface OfferRow {
  id: string;
  entryId: string;
  doctorId: string;
  serviceId: string;
  branchId: string;
  startsAt: Date;
  endsAt: Date;
  status: OfferStatus;
  expiresAt: Date;
  claimId: string;
  claim: { holdOwner: string | null };
  entry: { patientId: string; appointmentId: string | null; status: WaitlistStatus };
}

export function toOffer(row: OfferRow): WaitlistOffer {
  return {
    id: row.id,
    entryId: row.entryId,
    patientId: row.entry.patientId,
    doctorId: row.doctorId,
    serviceId: row.serviceId,
    branchId: row.branchId,
    startsAt: iso(row.startsAt),
    endsAt: iso(row.endsAt),
    status: row.status,
    expiresAt: iso(row.expiresAt),
  };
}

/** The columns of a `WaitlistEntry`. */
export const entryColumns = {
  id: true,
  patientId: true,
  doctorId: true,
  speciality: true,
  serviceId: true,
  fromDate: true,
  toDate: true,
  part: true,
  phone: true,
  notes: true,
  status: true,
  appointmentId: true,
  createdAt: true,
  patient: { select: { id: true, name: true } },
  waitlistOfferByEntry: { where: { status: 'open' }, select: offerColumns, take: 1 },
} as const;

export interface EntryRow {
  id: string;
  patientId: string;
  doctorId: string | null;
  speciality: string | null;
  serviceId: string;
  fromDate: Date;
  toDate: Date;
  part: PartOfDay | null;
  phone: string | null;
  notes: string | null;
  status: WaitlistStatus;
  appointmentId: string | null;
  createdAt: Date;
  patient: { id: string; name: string | null };
  waitlistOfferByEntry: OfferRow[];
}

export function toEntry(row: EntryRow, cipher: ClinicCipher): WaitlistEntry {
  const { patient } = row;
  const [offer] = row.waitlistOfferByEntry;
  const open = (column: 'phone' | 'notes', sealed: string | null) =>
    sealed === null ? null : cipher.open('waitlist_entries', column, row.id, sealed);
  return {
    id: row.id,
    patientId: row.patientId,
    patientName: patient.name === null ? null : cipher.open('patients', 'name', patient.id, patient.name),
    doctorId: row.doctorId,
    speciality: row.speciality,
    serviceId: row.serviceId,
    from: dateOf(row.fromDate),
    to: dateOf(row.toDate),
    part: row.part,
    phone: open('phone', row.phone),
    notes: open('notes', row.notes),
    status: row.status,
    offer: offer === undefined ? null : toOffer(offer),
    appointmentId: row.appointmentId,
    createdAt: iso(row.createdAt),
  };
}

const dateOf = (date: Date): string => date.toISOString().slice(0, 10);
