import { z } from 'zod';
import { appointmentOutput } from './schedule-schemas.ts';

const id = z.uuid();
const why = z.enum(['no_place', 'already_here', 'begun', 'asked']);

export const dayPlanOutput = z.object({
  kind: z.enum(['late', 'away']),
  doctorId: id,
  fingerprint: z.string(),
  lateMin: z.int().nullable(),
  startsAt: z.string(),
  endsAt: z.string(),
  items: z.array(
    z.object({
      appointment: appointmentOutput,
      outcome: z.enum(['shift', 'move', 'cancel', 'warn', 'call']),
      to: z.object({ startsAt: z.string(), endsAt: z.string() }).nullable(),
      why: why.nullable(),
      message: z.enum(['delay', 'move', 'cancellation']).nullable(),
      isClashing: z.boolean(),
    }),
  ),
  told: z.int(),
});

export type DayPlan = z.infer<typeof dayPlanOutput>;

export const undoneDayOutput = z.object({ returned: z.array(id), kept: z.array(id) });

export const applyDayOutput = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), plan: dayPlanOutput, leaveId: id.nullable() }),
  z.object({ ok: z.literal(false), reason: z.literal('changed'), plan: dayPlanOutput }),
]);

export const lateOutput = z.array(z.object({ doctorId: id, lateMin: z.int() }));

export const leaveOutput = z.object({
  id,
  doctorId: id,
  startsAt: z.string(),
  endsAt: z.string(),
  label: z.string(),
  appointments: z.array(appointmentOutput),
});

export const followUpOutput = z.object({
  id,
  reason: why,
  status: z.enum(['open', 'in_progress', 'done', 'dropped']),
  dueAt: z.string(),
  owner: z.object({ userId: id, name: z.string() }).nullable(),
  phone: z.string().nullable(),
  notes: z.string().nullable(),
  appointment: appointmentOutput,
});
export type FollowUp = z.infer<typeof followUpOutput>;
