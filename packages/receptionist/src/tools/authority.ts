import type { Slot } from '@vaani/clinic';
import type { BrainInput } from '../brain.ts';
import { confirms, refuses } from '../language/yes-no.ts';

/** Why the guard said no. A brain acts on the code; nothing of it is read to a caller. */
export type GuardRefusal =
  | 'slot-not-offered'
  | 'read-back-not-heard'
  | 'not-confirmed'
  | 'not-verified'
  | 'unknown-patient'
  | 'too-many-identifications'
  | 'no-phone';

/** Three failed identifications in a call, and a person is fetched. */
export const MOST_FAILED_IDENTIFICATIONS = 3;

/**
 * What one call may do, kept in code and never in a prompt. It learns from three sides: what the tools offered, what the caller heard
 * (`heard`), and what the caller said or keyed (`listen`: give it every input before the brain gets it).
 */
export interface CallAuthority {
  readonly hearing: 'local' | 'free';
  /** A read-back was played to its end, or confirmed after doctor, day and time had been. It voids any earlier one. */
  heard(readBackId: string): void;
  /** Every input of the call, in order, before the brain decides on it. */
  listen(input: BrainInput): void;
  offer(slots: readonly Slot[]): void;
  /** The offered slot of this doctor at this instant, or null. */
  offered(doctorId: string, startsAt: string): Slot | null;
  /** May a write with exactly these values go on? Null is yes. Does not spend. */
  mayWrite(readBackId: string): GuardRefusal | null;
  /** Spends the token: the write was made. */
  spend(readBackId: string): void;
  /** A number keyed by the caller, used where theirs is withheld. */
  keyedPhone(): string | null;
  verify(patientId: string): void;
  isVerified(patientId: string): boolean;
  verifiedPatients(): string[];
  identificationFailed(): void;
  mayIdentify(): boolean;
  /** This call's own bookings: they may be cancelled without verification. */
  booked(appointmentId: string): void;
  /** How many this call has booked: a slot that was cancelled may be booked once more, and is then another booking. */
  bookingCount(): number;
  isOwnBooking(appointmentId: string): boolean;
  /** Appointments that were read to the verified caller. */
  listed(appointmentId: string, patientId: string): void;
  patientOf(appointmentId: string): string | null;
}

/** The guard's state of one call. Ends with it. */
export function createAuthority(options: { hearing: 'local' | 'free' }): CallAuthority {
  const slots = new Map<string, Slot>();
  const verified = new Set<string>();
  const bookings = new Set<string>();
  const appointments = new Map<string, string>();
  let token: { id: string; isConfirmed: boolean } | null = null;
  let failures = 0;
  let phone: string | null = null;

  return {
    hearing: options.hearing,
    heard(readBackId) {
      if (token?.id !== readBackId) token = { id: readBackId, isConfirmed: false };
    },
    listen(input) {
      if (input.kind === 'keyed') {
        const digits = input.digits.replace(/\D/g, '');
        if (digits.length >= 10) phone = digits;
        if (token !== null && input.digits === '1') token.isConfirmed = true;
        if (token !== null && input.digits === '2') token = null;
      }
      if (input.kind === 'heard' && token !== null) {
        if (confirms(input.text, { isPhraseNeeded: input.source === 'local' })) token.isConfirmed = true;
        else if (refuses(input.text)) token = null;
        else token.isConfirmed = false;
      }
    },
    offer(more) {
      for (const slot of more) slots.set(slotKey(slot.doctorId, slot.startsAt), slot);
    },
    offered: (doctorId, startsAt) => slots.get(slotKey(doctorId, startsAt)) ?? null,
    mayWrite(readBackId) {
      if (token?.id !== readBackId) return 'read-back-not-heard';
      return token.isConfirmed ? null : 'not-confirmed';
    },
    spend(readBackId) {
      if (token?.id === readBackId) token = null;
    },
    keyedPhone: () => phone,
    verify(patientId) {
      verified.add(patientId);
    },
    isVerified: (patientId) => verified.has(patientId),
    verifiedPatients: () => [...verified],
    identificationFailed() {
      failures += 1;
    },
    mayIdentify: () => failures < MOST_FAILED_IDENTIFICATIONS,
    booked(appointmentId) {
      bookings.add(appointmentId);
    },
    bookingCount: () => bookings.size,
    isOwnBooking: (appointmentId) => bookings.has(appointmentId),
    listed(appointmentId, patientId) {
      appointments.set(appointmentId, patientId);
    },
    patientOf: (appointmentId) => appointments.get(appointmentId) ?? null,
  };
}

const slotKey = (doctorId: string, startsAt: string) => `${doctorId}@${Date.parse(startsAt)}`;
