import type { Slot } from '@vaani/clinic';
import type { BrainInput } from '../brain.ts';
import { understandAside } from '../language/intent.ts';
import { type Confirmable, confirms, isBackchannel, understandYesNo } from '../language/yes-no.ts';
import { slotKey, type TalkEvent } from './judge-time.ts';
import { readOfferId } from './offer-id.ts';
import { kindOfReadBack, type ReadBackKind } from './read-back.ts';

/** Why the guard said no. A brain acts on the code; nothing of it is read to a caller. */
export type GuardRefusal =
  | 'slot-not-offered'
  | 'ask'
  | 'date-not-said'
  | 'read-back-not-heard'
  | 'not-confirmed'
  | 'not-verified'
  | 'unknown-patient'
  | 'too-many-identifications'
  | 'no-phone';

/** Three failed identifications in a call, and a person is fetched. */
export const MOST_FAILED_IDENTIFICATIONS = 3;

/** Three failures to understand in a row, and a person is fetched. */
export const MOST_UNCLEAR = 3;

/** So much of the talk is looked back on. */
const LONGEST_TALK = 80;
const LONGEST_TEXT = 500;

/**
 * What one call may do, kept in code and never in a prompt. It learns from three sides: what the tools offered, what the caller heard
 * (`heard`), and what the caller said or keyed (`listen`: give it every input before the brain gets it).
 */
export interface CallAuthority {
  readonly hearing: 'local' | 'free';
  /**
   * What carried this `readBackId` was played to its end, or confirmed after all that matters had been. A read-back voids any earlier one; an offer makes
   * its slots ones that the caller can point to.
   */
  heard(readBackId: string): void;
  /** Every input of the call, in order, before the brain decides on it. */
  listen(input: BrainInput): void;
  /** What was said, keyed and heard, for judging what a date rests on. */
  talk(): readonly TalkEvent[];
  /** The slot was found to be what the caller meant. */
  settle(doctorId: string, startsAt: string): void;
  offer(slots: readonly Slot[]): void;
  /** The offered slot of this doctor at this instant, or null. */
  offered(doctorId: string, startsAt: string): Slot | null;
  /** May a write with exactly these values go on? Null is yes. Does not spend. */
  mayWrite(readBackId: string): GuardRefusal | null;
  /** Spends the token: the write was made. */
  spend(readBackId: string): void;
  /** How many writes this call has made: the same once more is then another one, and a repeat of the same request is not. */
  writeCount(): number;
  /** A number keyed by the caller, used where theirs is withheld. */
  keyedPhone(): string | null;
  verify(patientId: string): void;
  isVerified(patientId: string): boolean;
  verifiedPatients(): string[];
  identificationFailed(): void;
  mayIdentify(): boolean;
  /** This call's own bookings: they may be moved and cancelled without verification. */
  booked(appointmentId: string): void;
  isOwnBooking(appointmentId: string): boolean;
  /** Appointments that were read to the verified caller. */
  listed(appointmentId: string, patientId: string): void;
  patientOf(appointmentId: string): string | null;
  /** May this call change the appointment: is it its own booking, or a verified caller's that was read to them? */
  mayChange(appointmentId: string): boolean;
  /** It goes by another id now. */
  moved(appointmentId: string, newId: string): void;
  /** This call cancelled it: it may be put back. */
  cancelled(appointmentId: string): void;
  isCancelledHere(appointmentId: string): boolean;
}

/** The guard's state of one call. Ends with it. */
export function createAuthority(options: { hearing: 'local' | 'free' }): CallAuthority {
  const slots = new Map<string, Slot>();
  const verified = new Set<string>();
  const bookings = new Set<string>();
  const cancellations = new Set<string>();
  const appointments = new Map<string, string>();
  let talk: TalkEvent[] = [];
  let token: { id: string; isConfirmed: boolean } | null = null;
  let failures = 0;
  let writes = 0;
  let phone: string | null = null;

  const note = (event: TalkEvent) => {
    talk = [...talk.slice(1 - LONGEST_TALK), event];
  };
  const isVerifiedFor = (appointmentId: string): boolean => {
    const patientId = appointments.get(appointmentId);
    return patientId !== undefined && verified.has(patientId);
  };

  function listenTo(text: string, isLocal: boolean): void {
    note({ kind: 'said', text: text.slice(0, LONGEST_TEXT) });
    if (token === null) return;
    const of = confirmable[kindOfReadBack(token.id) ?? 'book'];
    if (confirms(text, { isPhraseNeeded: isLocal, of })) token.isConfirmed = true;
    else if (leavesOpen(text)) token.isConfirmed = false;
    else token = null;
  }

  return {
    hearing: options.hearing,
    heard(id) {
      const offered = readOfferId(id);
      if (offered !== null) note({ kind: 'offered', ...offered });
      else if (token?.id !== id) token = { id, isConfirmed: false };
    },
    listen(input) {
      if (input.kind === 'heard') listenTo(input.text, input.source === 'local');
      // Between them a person spoke: what was read back before is read again, and what the caller said meanwhile they have said.
      if (input.kind === 'handed-back') {
        token = null;
        for (const { who, text } of input.turns)
          if (who === 'caller') note({ kind: 'said', text: text.slice(0, LONGEST_TEXT) });
      }
      if (input.kind !== 'keyed') return;
      note({ kind: 'keyed', digits: input.digits });
      const digits = input.digits.replace(/\D/g, '');
      if (digits.length >= 10) phone = digits;
      if (token !== null && input.digits === '1') token.isConfirmed = true;
      if (token !== null && input.digits === '2') token = null;
    },
    talk: () => talk,
    settle: (doctorId, startsAt) => note({ kind: 'settled', slot: slotKey(doctorId, startsAt) }),
    offer(more) {
      for (const slot of more) slots.set(slotKey(slot.doctorId, slot.startsAt), slot);
    },
    offered: (doctorId, startsAt) => slots.get(slotKey(doctorId, startsAt)) ?? null,
    mayWrite(readBackId) {
      if (token?.id !== readBackId) return 'read-back-not-heard';
      return token.isConfirmed ? null : 'not-confirmed';
    },
    spend(readBackId) {
      if (token?.id !== readBackId) return;
      token = null;
      writes += 1;
      note({ kind: 'done' });
    },
    writeCount: () => writes,
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
    isOwnBooking: (appointmentId) => bookings.has(appointmentId),
    listed(appointmentId, patientId) {
      appointments.set(appointmentId, patientId);
    },
    patientOf: (appointmentId) => appointments.get(appointmentId) ?? null,
    mayChange: (appointmentId) => bookings.has(appointmentId) || isVerifiedFor(appointmentId),
    moved(appointmentId, newId) {
      if (bookings.delete(appointmentId)) bookings.add(newId);
      const patientId = appointments.get(appointmentId);
      appointments.delete(appointmentId);
      if (patientId !== undefined) appointments.set(newId, patientId);
    },
    cancelled(appointmentId) {
      cancellations.add(appointmentId);
    },
    isCancelledHere: (appointmentId) => cancellations.has(appointmentId),
  };
}

/** Which words confirm a read-back of this kind. */
export const confirmable: Record<ReadBackKind, Confirmable> = {
  book: 'booking',
  cancel: 'cancelling',
  move: 'moving',
  restore: 'other',
  wait: 'other',
  register: 'other',
};

/** A yes that is not enough, a "hmm", "say that again": the read-back still stands, unconfirmed. Any other words void it. */
const leavesOpen = (text: string): boolean => {
  const aside = understandAside(text);
  return understandYesNo(text) === 'yes' || isBackchannel(text) || aside === 'repeat' || aside === 'wait';
};
