import { createHash } from 'node:crypto';
import type { Span } from '../scheduling/availability.ts';
import type { AppointmentStatus } from '../scheduling/types.ts';

/** An appointment on the calendar of the doctor whose day goes wrong. Instants in milliseconds since the epoch. */
export interface Standing extends Span {
  id: string;
  patientId: string;
  serviceId: string;
  status: AppointmentStatus;
  /** Null where it was booked on top and has no lane. */
  lane: number | null;
}

/** Why somebody must be rung instead of written to. Mirrors the enum `follow_up_reason`. */
export type FollowUpReason = 'no_place' | 'already_here' | 'begun' | 'asked';

/** What becomes of one appointment. */
export type Decision = { appointmentId: string } & (
  | { outcome: 'shift'; to: Place }
  | { outcome: 'move'; to: Place & { branchId: string } }
  | { outcome: 'cancel' }
  /** Its time stays; the patient is told that the doctor is late. */
  | { outcome: 'warn' }
  /** Nothing is done and nothing written: somebody rings. */
  | { outcome: 'call'; why: FollowUpReason }
);

/** Where an appointment goes; `lane` is null where it was booked on top and stays so. */
export type Place = Span & { lane: number | null };

export const overlaps = (a: Span, b: Span): boolean => a.startsAt < b.endsAt && a.endsAt > b.startsAt;

/**
 * What a plan is known by: the same decisions give the same text, whenever and in whatever order they were made.
 * @param about what was asked for, so that a plan cannot be applied to another request.
 */
export function fingerprintOf(about: unknown, decisions: readonly Decision[]): string {
  const sorted = decisions.toSorted((a, b) => (a.appointmentId < b.appointmentId ? -1 : 1)).map(inOrder);
  return createHash('sha256')
    .update(JSON.stringify([about, sorted]))
    .digest('hex');
}

function inOrder(decision: Decision): unknown[] {
  const { appointmentId, outcome } = decision;
  const to = 'to' in decision ? [decision.to.startsAt, decision.to.endsAt, decision.to.lane] : [];
  return [appointmentId, outcome, ...to, ...('why' in decision ? [decision.why] : [])];
}
