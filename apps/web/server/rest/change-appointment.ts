import {
  type AppointmentView,
  type ClinicContext,
  changeReason,
  changeStatus,
  getAppointment,
  rescheduleAppointment,
  restoreAppointment,
  wantedSlot,
} from '@vaani/clinic';
import { z } from 'zod';
import { appointmentOut, appointmentParams, slotProblem, statusProblem, toAppointment } from './appointment-shapes.ts';
import { id, instantIn } from './fields.ts';
import { type ApiCall, operation } from './operation.ts';
import type { slotIn } from './slots.ts';

const changeIn = z
  .strictObject({
    startsAt: instantIn.optional(),
    doctorId: id.optional(),
    serviceId: id.optional(),
    status: z
      .enum(['confirmed', 'checked_in', 'in_consultation', 'completed', 'no_show', 'scheduled'])
      .optional()
      .meta({ description: '`scheduled` takes a cancellation back, while the time is free. To cancel, use DELETE.' }),
    by: z.enum(['patient', 'clinic']).optional().meta({
      description: 'Of a move: who wants it; the patient where nothing is said.',
    }),
    reason: z
      .string()
      .max(500, 'is longer than 500 characters')
      .nullable()
      .optional()
      .meta({ description: 'What the appointment is for; of a move, why. Null empties it.' }),
  })
  .refine((change) => isMove(change) || change.status !== undefined || change.reason !== undefined, {
    error: 'changes nothing',
  })
  .refine((change) => !(change.status !== undefined && (isMove(change) || change.reason !== undefined)), {
    error: 'is changed by itself',
    path: ['status'],
  })
  .refine((change) => isMove(change) || change.by === undefined, { error: 'is of a move only', path: ['by'] });

type Change = z.output<typeof changeIn>;

const isMove = ({ startsAt, doctorId, serviceId }: Partial<Record<keyof typeof slotIn.shape, string | undefined>>) =>
  [startsAt, doctorId, serviceId].some((value) => value !== undefined);

type Call = ApiCall<{ appointmentId: string }, unknown, Change>;

export const changeAppointmentOperation = operation({
  id: 'changeAppointment',
  method: 'PATCH',
  path: '/appointments/{appointmentId}',
  area: 'Appointments',
  summary: 'Move, confirm, check in, complete, restore, note the reason',
  description:
    'One thing at a time: a new time (or doctor, or service), a status, or a reason. A moved appointment stays, with the status `rescheduled`; the answer is the one that took its place, with an id of its own.',
  scope: 'appointments:write',
  params: appointmentParams,
  query: z.strictObject({}),
  body: changeIn,
  status: 200,
  answer: appointmentOut,
  refuses: ['conflict', 'not-processable'],
  fieldNames: { 'slot.startsAt': 'startsAt' },
  async handle(call) {
    const { status } = call.body;
    const changed = isMove(call.body)
      ? await move(call)
      : status !== undefined
        ? await setStatus(call, status)
        : await changeReason(call.ctx, {
            appointmentId: call.path.appointmentId,
            reason: call.body.reason ?? null,
            idempotencyKey: call.idempotencyKey,
          });
    return {
      body: toAppointment(changed, call),
      headers: { 'content-location': `/api/v1/appointments/${changed.id}` },
    };
  },
});

async function move({ ctx, path, body, idempotencyKey, local }: Call): Promise<AppointmentView> {
  const { appointmentId } = path;
  const { by = 'patient', reason } = body;
  const result = await rescheduleAppointment(ctx, {
    appointmentId,
    slot: await whither(ctx, appointmentId, body),
    by,
    idempotencyKey,
    ...(reason == null ? {} : { reason }),
  });
  if (result.ok) return result.appointment;
  if (result.reason === 'not-found' || result.reason === 'not-allowed') throw statusProblem(result.reason);
  throw slotProblem(result, { local });
}

/** What is not said stays as it is: it never changes on the row that is moved, so that a repeated request means the same. */
async function whither(ctx: ClinicContext, appointmentId: string, { startsAt, doctorId, serviceId }: Change) {
  const now = await getAppointment(ctx, appointmentId);
  return wantedSlot(ctx, {
    doctorId: doctorId ?? now.doctorId,
    serviceId: serviceId ?? now.serviceId,
    startsAt: startsAt ?? now.startsAt,
  });
}

async function setStatus(
  { ctx, path, idempotencyKey, local }: Call,
  to: NonNullable<Change['status']>,
): Promise<AppointmentView> {
  const request = { appointmentId: path.appointmentId, idempotencyKey };
  if (to !== 'scheduled') {
    const result = await changeStatus(ctx, { ...request, to });
    if (result.ok) return result.appointment;
    throw statusProblem(result.reason);
  }
  const result = await restoreAppointment(ctx, request);
  if (result.ok) return result.appointment;
  if (result.reason === 'not-found' || result.reason === 'not-allowed') throw statusProblem(result.reason);
  throw slotProblem(result, { local });
}
