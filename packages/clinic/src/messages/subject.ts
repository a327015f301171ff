import type { Tenant } from '@vaani/db';
import { hasRungAgain } from '../callbacks/callback-messages.ts';
import type { LinkPurpose } from '../links/link-token.ts';
import { isActive } from '../scheduling/statuses.ts';
import type { MessageRow } from './message-row.ts';

/** What a message is about, as it is now. */
export interface Subject {
  /** False where it is not true any more: the message is then not sent. */
  isTrue: boolean;
  patientId: string | null;
  doctor: { name: string; nameHindi: string } | null;
  startsAt: Date | null;
  link: { purpose: LinkPurpose; expiresAt: number } | null;
}

/** A link outlives what it is about by this: who comes late still finds the address. */
const LINK_AFTER_MS = 12 * 3_600_000;

/** What a message is about, and whether it is still so. */
export async function subjectOf(tenant: Tenant, row: MessageRow, now: number): Promise<Subject> {
  const { appointment, callback, offer } = row;
  if (appointment !== null) {
    return {
      isTrue: row.kind === 'cancellation' ? appointment.status === 'cancelled' : isActive(appointment.status),
      patientId: appointment.patientId,
      doctor: appointment.doctor,
      startsAt: appointment.startsAt,
      link: { purpose: 'appointment', expiresAt: appointment.endsAt.getTime() + LINK_AFTER_MS },
    };
  }
  if (offer !== null) {
    const { doctor, startsAt, expiresAt, entry } = offer;
    return {
      isTrue: offer.status === 'open' && expiresAt.getTime() > now,
      patientId: entry.patientId,
      doctor,
      startsAt,
      link: { purpose: 'offer', expiresAt: expiresAt.getTime() + LINK_AFTER_MS },
    };
  }
  const isDue = callback !== null && (callback.status === 'open' || callback.status === 'in_progress');
  const { callId = null } = callback ?? {};
  const isNeeded = row.kind !== 'missed_call' || callId === null || !(await hasRungAgain(tenant, callId));
  return { isTrue: isDue && isNeeded, patientId: row.patientId, doctor: null, startsAt: null, link: null };
}
