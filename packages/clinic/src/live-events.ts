import type { ClinicContext } from './context.ts';
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
