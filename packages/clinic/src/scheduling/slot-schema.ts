import { z } from 'zod';

/** An instant as it crosses a boundary. */
export const instantSchema = z.iso.datetime('is not an instant as 2026-11-23T05:30:00Z');

/** A clinic-local day. */
export const dateSchema = z.iso.date('is not a date as 2026-11-30');

/** A slot as somebody asks for it; its end and branch are the calendar's, whatever is asked. */
export const slotSchema = z.object({
  doctorId: z.uuid('is not an id'),
  serviceId: z.uuid('is not an id'),
  branchId: z.uuid('is not an id'),
  startsAt: instantSchema,
  endsAt: instantSchema,
});

/** The token of who may confirm a hold. */
export const ownerTokenSchema = z.string().min(8, 'is too short').max(100, 'is too long');
