import { z } from 'zod';

const id = z.uuid();
const span = { startsAt: z.string(), endsAt: z.string() };

export const appointmentOutput = z.object({
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
  source: z.enum(['call', 'desk', 'api', 'link', 'seed', 'import']),
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
      branchId: id,
    }),
  ),
  windows: z.array(z.object({ doctorId: id, branchId: id, ...span })),
  closed: z.array(
    z.object({
      doctorId: id.nullable(),
      kind: z.enum(['leave', 'holiday', 'break', 'outside', 'block']),
      label: z.string(),
      /** Of a block: what takes it back. */
      blockId: id.nullable(),
      ...span,
    }),
  ),
  appointments: z.array(appointmentOutput),
  late: z.array(z.object({ doctorId: id, date: z.string(), lateMin: z.int() })),
  holds: z.array(z.object({ doctorId: id, callId: id.nullable(), ...span })),
});
export type DaySchedule = z.infer<typeof dayScheduleOutput>;
export type ScheduleDoctor = DaySchedule['doctors'][number];

/** One appointment with what was said and written about it. */
export const visitOutput = appointmentOutput.extend({
  branchId: id,
  reason: z.string().nullable(),
  notes: z.string().nullable(),
  token: z.int().nullable(),
  cancelledAt: z.string().nullable(),
  cancelledBy: z.enum(['patient', 'clinic']).nullable(),
  cancelReason: z.string().nullable(),
  movedToId: id.nullable(),
  movedFromId: id.nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Visit = z.infer<typeof visitOutput>;

export const monthOutput = z.array(
  z.object({
    date: z.string(),
    appointments: z.int(),
    openMin: z.int(),
    bookedMin: z.int(),
    doctors: z.int(),
    holiday: z.string().nullable(),
  }),
);
export type MonthDay = z.infer<typeof monthOutput>[number];

/** Who gives what, for a booking. */
export const offerOutput = z.object({
  doctors: z.array(
    z.object({
      id,
      name: z.string(),
      nameHindi: z.string(),
      branchId: id,
      /** The default one first. */ serviceIds: z.array(id),
    }),
  ),
  services: z.array(z.object({ id, name: z.string(), nameHindi: z.string(), durationMin: z.int() })),
});
export type Offer = z.infer<typeof offerOutput>;

export const slotOutput = z.object({ doctorId: id, serviceId: id, branchId: id, ...span });
export type Slot = z.infer<typeof slotOutput>;

const done = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ ok: z.literal(true), ...shape });
const refused = <const Reasons extends readonly [string, ...string[]]>(...reasons: Reasons) =>
  z.object({ ok: z.literal(false), reason: z.enum(reasons) });
/** A refusal that names the nearest free slots. */
const refusedWithSlots = <const Reasons extends readonly [string, ...string[]]>(...reasons: Reasons) =>
  refused(...reasons).extend({ alternatives: z.array(slotOutput) });

const appointment = done({ appointment: appointmentOutput });
export const nothingOutput = done({});

export const bookingOutput = z.discriminatedUnion('ok', [
  appointment,
  refusedWithSlots('taken', 'busy', 'outside', 'too-many', 'same-time', 'same-day', 'not-entitled'),
]);
export const holdOutput = z.discriminatedUnion('ok', [
  done({ holdId: id, slot: slotOutput, expiresAt: z.string() }),
  refusedWithSlots('taken', 'busy', 'outside'),
]);
export const rescheduleOutput = z.discriminatedUnion('ok', [
  done({ appointment: appointmentOutput, previousId: id }),
  refusedWithSlots('not-found', 'not-allowed', 'taken', 'busy', 'outside', 'same-time', 'same-day', 'not-entitled'),
]);
export const cancellationOutput = z.discriminatedUnion('ok', [appointment, refused('not-found', 'not-allowed')]);
export const restorationOutput = z.discriminatedUnion('ok', [
  appointment,
  refusedWithSlots('not-found', 'not-allowed', 'taken', 'outside', 'same-time', 'same-day', 'not-entitled'),
]);
export const statusOutput = z.discriminatedUnion('ok', [appointment, refused('not-found', 'not-allowed', 'too-early')]);
export const followUpOutput = z.object({
  isEntitled: z.boolean(),
  until: z.string().nullable(),
  appointmentId: id.nullable(),
  serviceId: id.nullable(),
});

const block = z.object({ id, doctorId: id, ...span, label: z.string() });
export const blockOutput = z.discriminatedUnion('ok', [
  done({ block }),
  refused('appointments', 'blocked', 'held').extend({ appointments: z.array(appointmentOutput) }),
]);
export const unblockOutput = z.discriminatedUnion('ok', [done({ block }), refused('not-found')]);

/** Appointments that the changed hours do not hold. */
export const hoursChangedOutput = done({ outside: z.array(appointmentOutput) });
export const holidayOutput = hoursChangedOutput.extend({ holidayId: id });
export const holidayRemovalOutput = z.discriminatedUnion('ok', [done({}), refused('not-found')]);

const hours = z.object({ fromMin: z.int(), toMin: z.int(), branchId: id });
export const specialHoursOutput = z.object({
  overrides: z.array(z.object({ doctorId: id, date: z.string(), hours: z.array(hours) })),
  holidays: z.array(z.object({ id, date: z.string(), name: z.string(), branchId: id.nullable() })),
  blocks: z.array(block),
});
