import type { ClinicContext } from './context.ts';
import { forgetSchedules } from './scheduling/doctor-schedule.ts';
import type { AppointmentView } from './scheduling/types.ts';

/** Events of the domain, published after the commit. `live.publish` never throws and never waits long: the desk is then behind, the data is not. */

export async function publishHold(
  ctx: ClinicContext,
  span: { doctorId: string; startsAt: string; endsAt: string },
  isHeld: boolean,
  callId?: string,
): Promise<void> {
  await ctx.live.publish(ctx.clinicId, {
    type: 'hold.changed',
    at: new Date(ctx.clock.now()).toISOString(),
    data: {
      doctorId: span.doctorId,
      startsAt: span.startsAt,
      endsAt: span.endsAt,
      isHeld,
      ...(callId === undefined ? {} : { callId }),
    },
    personal: {},
  });
}

export async function publishAppointment(
  ctx: ClinicContext,
  appointment: AppointmentView,
  change: 'booked' | 'moved' | 'cancelled' | 'restored' | 'status',
): Promise<void> {
  await forgetSchedules(ctx, [appointment.doctorId]);
  await ctx.live.publish(ctx.clinicId, {
    type: 'appointment.changed',
    at: new Date(ctx.clock.now()).toISOString(),
    data: {
      appointmentId: appointment.id,
      change,
      doctorId: appointment.doctorId,
      startsAt: appointment.startsAt,
      endsAt: appointment.endsAt,
      status: appointment.status,
      ...(appointment.callId === null ? {} : { callId: appointment.callId }),
    },
    personal: { patientName: appointment.patientName ?? '' },
  });
}

/** A doctor runs late by so many minutes on a day; 0 where they are in time again. */
export async function publishLate(
  ctx: ClinicContext,
  data: { doctorId: string; date: string; lateMin: number },
): Promise<void> {
  const at = new Date(ctx.clock.now()).toISOString();
  await ctx.live.publish(ctx.clinicId, { type: 'doctor.late', at, data, personal: {} });
}

/** A queue of tokens moved. */
export async function publishQueue(ctx: ClinicContext, data: QueueHead): Promise<void> {
  const at = new Date(ctx.clock.now()).toISOString();
  await ctx.live.publish(ctx.clinicId, { type: 'queue.changed', at, data, personal: {} });
}

/** Where a queue stands, in numbers. */
export interface QueueHead {
  doctorId: string;
  date: string;
  session: string;
  running: number[];
  next: number | null;
  waiting: number;
}

/** Entries of the waitlist came, went, or were offered a slot. */
export async function publishWaitlist(
  ctx: ClinicContext,
  data: { entryId: string; status: 'waiting' | 'offered' | 'booked' | 'left'; offerId?: string },
): Promise<void> {
  const at = new Date(ctx.clock.now()).toISOString();
  await ctx.live.publish(ctx.clinicId, { type: 'waitlist.changed', at, data, personal: {} });
}

/** The list of people to ring changed; `open` is how many are on it. */
export async function publishFollowUps(ctx: ClinicContext, open: number): Promise<void> {
  const at = new Date(ctx.clock.now()).toISOString();
  await ctx.live.publish(ctx.clinicId, { type: 'follow-up.changed', at, data: { open }, personal: {} });
}

/** Hours, blocks or days off of a doctor, or of all (null), changed. */
export async function publishCalendar(
  ctx: ClinicContext,
  span: { doctorId: string | null; startsAt: string; endsAt: string },
): Promise<void> {
  await forgetSchedules(ctx, span.doctorId === null ? undefined : [span.doctorId]);
  await ctx.live.publish(ctx.clinicId, {
    type: 'calendar.changed',
    at: new Date(ctx.clock.now()).toISOString(),
    data: { doctorId: span.doctorId, startsAt: span.startsAt, endsAt: span.endsAt },
    personal: {},
  });
}

/** Something outside has failed for so long that it was given up: somebody of the clinic must look. */
export async function publishTrouble(
  ctx: ClinicContext,
  trouble: { kind: 'webhook' | 'calendar'; objectId: string },
): Promise<void> {
  await ctx.live.publish(ctx.clinicId, {
    type: 'trouble.raised',
    at: new Date(ctx.clock.now()).toISOString(),
    data: trouble,
    personal: {},
  });
}
