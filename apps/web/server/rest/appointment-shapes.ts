import { type AppointmentDetail, type AppointmentView, type Refused, statuses } from '@vaani/clinic';
import { z } from 'zod';
import { id, instantOut } from './fields.ts';
import type { ApiCall } from './operation.ts';
import { Problem } from './problem.ts';

const statusOut = z
  .enum(statuses)
  .meta({ id: 'AppointmentStatus', description: 'rescheduled: moved, see movedToId. Others as they read.' });

export const appointmentOut = z
  .object({
    id,
    status: statusOut,
    startsAt: instantOut,
    endsAt: instantOut,
    doctorId: id,
    doctorName: z.string(),
    serviceId: id,
    serviceName: z.string(),
    patientId: id,
    patientName: z
      .string()
      .nullable()
      .optional()
      .meta({ description: 'For keys with patients:read. Null where the clinic has yet to ask.' }),
    source: z.enum(['call', 'desk', 'api', 'link', 'import', 'seed']).meta({ description: 'How it was booked.' }),
    callId: id.nullable(),
    isOverbooked: z.boolean().meta({ description: 'Booked on top of another by staff.' }),
  })
  .meta({ id: 'Appointment' });

export const appointmentDetailOut = appointmentOut
  .extend({
    branchId: id,
    reason: z.string().nullable().meta({ description: 'What the patient said.' }),
    cancelledAt: instantOut.nullable(),
    cancelledBy: z.enum(['patient', 'clinic']).nullable(),
    cancelReason: z.string().nullable(),
    movedToId: id.nullable().meta({ description: 'The appointment that took its place.' }),
    movedFromId: id.nullable().meta({ description: 'The appointment whose place it took.' }),
    createdAt: instantOut,
    updatedAt: instantOut,
  })
  .meta({ id: 'AppointmentDetail' });

type Caller = Pick<ApiCall<unknown, unknown, unknown>, 'local' | 'scopes'>;

export function toAppointment(view: AppointmentView, { local, scopes }: Caller): z.input<typeof appointmentOut> {
  const { patientName, ...rest } = view;
  return {
    ...rest,
    startsAt: local(view.startsAt),
    endsAt: local(view.endsAt),
    ...(scopes.has('patients:read') ? { patientName } : {}),
  };
}

export function toDetail(detail: AppointmentDetail, call: Caller): z.input<typeof appointmentDetailOut> {
  const { local } = call;
  const { branchId, reason, cancelledBy, cancelReason, movedToId, movedFromId } = detail;
  return {
    ...toAppointment(detail, call),
    ...{ branchId, reason, cancelledBy, cancelReason, movedToId, movedFromId },
    cancelledAt: local(detail.cancelledAt),
    createdAt: local(detail.createdAt),
    updatedAt: local(detail.updatedAt),
  };
}

/** What is said where a time cannot be had. */
const refusals: Record<string, string> = {
  taken: 'Somebody has that time already.',
  busy: 'Many others are booking that day just now. Please try again.',
  outside: 'The doctor cannot be booked at that time.',
  'too-many': 'This phone has as many future appointments as it may have.',
  'same-time': 'The patient has another appointment at that time.',
  'same-day': 'The patient has an appointment with this doctor on that day already.',
  'not-entitled': 'A free follow-up is for patients who were with this doctor a few days ago.',
};

/** A refusal of the calendar, with what could be had instead. */
export function slotProblem({ reason, alternatives }: Refused<string>, { local }: Pick<Caller, 'local'>): Problem {
  return new Problem('conflict', {
    detail: refusals[reason] ?? 'That cannot be done as things stand.',
    reason,
    alternatives: alternatives.map((slot) => ({ ...slot, startsAt: local(slot.startsAt), endsAt: local(slot.endsAt) })),
    ...(reason === 'busy' ? { headers: { 'retry-after': '1' } } : {}),
  });
}

/** A refusal of the appointment itself. */
export function statusProblem(reason: 'not-found' | 'not-allowed' | 'too-early'): Problem {
  switch (reason) {
    case 'not-found':
      return new Problem('not-found', 'There is no such appointment.');
    case 'not-allowed':
      return new Problem('conflict', { detail: 'Its status does not allow that.', reason: 'status' });
    case 'too-early':
      return new Problem('conflict', { detail: 'Its day has not come.', reason });
  }
}

export const appointmentParams = z.strictObject({ appointmentId: id });
