import { z } from 'zod';
import { appointmentOutput } from './schedule-schemas.ts';

const id = z.uuid();
const offerStatus = z.enum(['open', 'accepted', 'declined', 'expired', 'withdrawn']);
const slotOutput = z.object({
  doctorId: id,
  serviceId: id,
  branchId: id,
  startsAt: z.string(),
  endsAt: z.string(),
});

export const entryOutput = z.object({
  id,
  patientId: id,
  patientName: z.string().nullable(),
  doctorId: id.nullable(),
  speciality: z.string().nullable(),
  serviceId: id,
  from: z.string(),
  to: z.string(),
  part: z.enum(['morning', 'afternoon', 'evening', 'night']).nullable(),
  phone: z.string().nullable(),
  notes: z.string().nullable(),
  status: z.enum(['waiting', 'offered', 'booked', 'left']),
  offer: slotOutput.extend({ id, entryId: id, patientId: id, status: offerStatus, expiresAt: z.string() }).nullable(),
  appointmentId: id.nullable(),
  createdAt: z.string(),
});

export type WaitlistEntry = z.infer<typeof entryOutput>;

export const joinOutput = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), entry: entryOutput }),
  z.object({ ok: z.literal(false), reason: z.literal('already-waiting'), entryId: id }),
]);

const closedOutput = z.object({ ok: z.literal(false), reason: z.literal('closed'), status: offerStatus });

export const acceptOutput = z.union([
  z.object({ ok: z.literal(true), appointment: appointmentOutput }),
  closedOutput,
  z.object({
    ok: z.literal(false),
    reason: z.enum(['taken', 'busy', 'outside', 'too-many', 'same-time', 'same-day', 'not-entitled']),
    alternatives: z.array(slotOutput),
  }),
]);

export const declineOutput = z.union([z.object({ ok: z.literal(true) }), closedOutput]);
