import {
  bookAppointment,
  cancelAppointment,
  getAppointment,
  pageAppointments,
  statuses,
  wantedSlot,
} from '@vaani/clinic';
import { z } from 'zod';
import {
  appointmentDetailOut,
  appointmentOut,
  appointmentParams,
  slotProblem,
  statusProblem,
  toAppointment,
  toDetail,
} from './appointment-shapes.ts';
import { changeAppointmentOperation } from './change-appointment.ts';
import { cursorParam, dateIn, id, instantIn, integerParam, nextOut } from './fields.ts';
import { operation } from './operation.ts';
import { slotIn } from './slots.ts';
import { instantOfDay } from './zone-day.ts';

const described = {
  start: 'From this instant, or from the beginning of this day.',
  end: 'Before this instant, or to the end of this day.',
};

const list = operation({
  id: 'listAppointments',
  method: 'GET',
  path: '/appointments',
  area: 'Appointments',
  summary: 'Appointments, by start',
  description: 'In any status, also cancelled and moved ones, a page at a time.',
  scope: 'appointments:read',
  params: z.strictObject({}),
  query: z.strictObject({
    patient: id.optional(),
    doctor: id.optional(),
    start: z.union([instantIn, dateIn]).optional().meta({ description: described.start }),
    end: z.union([instantIn, dateIn]).optional().meta({ description: described.end }),
    status: z.enum(statuses).optional(),
    cursor: cursorParam,
    limit: integerParam(1, 200, 50),
  }),
  body: null,
  status: 200,
  answer: z.object({ appointments: z.array(appointmentOut), next: nextOut }),
  fieldNames: { from: 'start', to: 'end', patientId: 'patient', doctorId: 'doctor' },
  async handle({ ctx, query, zone, local, scopes }) {
    const { patient, doctor, start, end, status, cursor, limit } = query;
    const page = await pageAppointments(ctx, {
      ...(patient === undefined ? {} : { patientId: patient }),
      ...(doctor === undefined ? {} : { doctorId: doctor }),
      ...(start === undefined ? {} : { from: instantOfDay(start, zone) }),
      ...(end === undefined ? {} : { to: instantOfDay(end, zone, 'end') }),
      ...(status === undefined ? {} : { statuses: [status] }),
      ...(cursor === undefined ? {} : { cursor }),
      limit,
    });
    return {
      body: {
        appointments: page.appointments.map((view) => toAppointment(view, { local, scopes })),
        next: page.next,
      },
    };
  },
});

const get = operation({
  id: 'getAppointment',
  method: 'GET',
  path: '/appointments/{appointmentId}',
  area: 'Appointments',
  summary: 'One appointment',
  scope: 'appointments:read',
  params: appointmentParams,
  query: z.strictObject({}),
  body: null,
  status: 200,
  answer: appointmentDetailOut,
  handle: async ({ ctx, path, ...call }) => ({ body: toDetail(await getAppointment(ctx, path.appointmentId), call) }),
});

const book = operation({
  id: 'bookAppointment',
  method: 'POST',
  path: '/appointments',
  area: 'Appointments',
  summary: 'Book',
  description:
    'The end and the branch are the calendar’s. Where the time cannot be had the answer is 409, with the nearest free times as `alternatives`.',
  scope: 'appointments:write',
  params: z.strictObject({}),
  query: z.strictObject({}),
  body: slotIn.extend({
    patientId: id,
    reason: z.string().max(500, 'is longer than 500 characters').optional(),
  }),
  status: 201,
  answer: appointmentOut,
  refuses: ['conflict', 'not-processable'],
  async handle({ ctx, body, idempotencyKey, ...call }) {
    const { patientId, reason, ...wanted } = body;
    const result = await bookAppointment(ctx, {
      slot: await wantedSlot(ctx, wanted),
      patientId,
      idempotencyKey,
      ...(reason === undefined ? {} : { reason }),
    });
    if (!result.ok) throw slotProblem(result, call);
    const location = `/api/v1/appointments/${result.appointment.id}`;
    return { body: toAppointment(result.appointment, call), headers: { location } };
  },
});

const cancel = operation({
  id: 'cancelAppointment',
  method: 'DELETE',
  path: '/appointments/{appointmentId}',
  area: 'Appointments',
  summary: 'Cancel',
  description: 'The appointment stays, with the status `cancelled`. Cancelling again answers the same.',
  scope: 'appointments:write',
  params: appointmentParams,
  query: z.strictObject({
    by: z
      .enum(['patient', 'clinic'])
      .optional()
      .meta({ description: 'Who wants it; the patient where nothing is said.' }),
    reason: z.string().max(500, 'is longer than 500 characters').optional(),
  }),
  body: null,
  status: 200,
  answer: appointmentOut,
  refuses: ['conflict'],
  async handle({ ctx, path, query, idempotencyKey, ...call }) {
    const { by = 'patient', reason } = query;
    const result = await cancelAppointment(ctx, {
      appointmentId: path.appointmentId,
      by,
      idempotencyKey,
      ...(reason === undefined ? {} : { reason }),
    });
    if (!result.ok) throw statusProblem(result.reason);
    return { body: toAppointment(result.appointment, call) };
  },
});

export const appointmentOperations = [list, book, get, changeAppointmentOperation, cancel];
