import { z } from 'zod';

const id = z.uuid();
const span = { startsAt: z.string(), endsAt: z.string() };

const appointmentOutput = z.object({
  id,
  doctorId: id,
  doctorName: z.string(),
  serviceId: id,
  serviceName: z.string(),
  patientId: id,
  /** Null where the patient is booked under a phone number and the desk has yet to ask. */
  patientName: z.string().nullable(),
  ...span,
  status: z.enum([
    'scheduled',
    'confirmed',
    'checked_in',
    'in_consultation',
    'completed',
    'cancelled',
    'no_show',
    'rescheduled',
  ]),
  source: z.enum(['call', 'desk', 'api', 'link', 'seed']),
  callId: id.nullable(),
  isOverbooked: z.boolean(),
});
export type Appointment = z.infer<typeof appointmentOutput>;

export const dayScheduleOutput = z.object({
  zone: z.string(),
  dates: z.array(z.string()),
  doctors: z.array(
    z.object({
      id,
      name: z.string(),
      nameHindi: z.string(),
      speciality: z.string(),
      initials: z.string(),
      /** 0–7: hue and pattern. */
      colour: z.int(),
      gridMin: z.int(),
    }),
  ),
  windows: z.array(z.object({ doctorId: id, ...span })),
  closed: z.array(
    z.object({ doctorId: id.nullable(), kind: z.enum(['leave', 'holiday', 'break']), label: z.string(), ...span }),
  ),
  appointments: z.array(appointmentOutput),
  holds: z.array(z.object({ doctorId: id, callId: id.nullable(), ...span })),
});
export type DaySchedule = z.infer<typeof dayScheduleOutput>;
export type ScheduleDoctor = DaySchedule['doctors'][number];
