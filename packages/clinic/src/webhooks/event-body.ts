import type { Tenant } from '@vaani/db';
import { settingsOf } from '../clinic/settings-of.ts';
import { fromStored } from '../language.ts';
import { zonedIso } from '../scheduling/civil-time.ts';

interface Told {
  event: string;
  occurredAt: Date;
  appointmentId: string | null;
  callId: string | null;
}

/**
 * What another system is told, as things stand now: ids, times and states, on the clinic's own clock. No names, no numbers, no words: who may
 * see those asks for them by the id. Null where what it is about is gone.
 */
export async function eventBody(tenant: Tenant, told: Told): Promise<string | null> {
  const { zone } = await settingsOf(tenant);
  const local = (at: Date) => zonedIso(at.getTime(), zone);
  const data =
    told.appointmentId !== null
      ? await aboutAppointment(tenant, told.appointmentId, local)
      : told.callId !== null
        ? await aboutCall(tenant, told.callId, local)
        : null;
  return data === null ? null : JSON.stringify({ type: told.event, timestamp: local(told.occurredAt), data });
}

async function aboutAppointment({ tx, clinicId }: Tenant, id: string, local: (at: Date) => string) {
  const row = await tx.appointment.findUnique({
    where: { clinicId_id: { clinicId, id } },
    select: {
      status: true,
      startsAt: true,
      endsAt: true,
      doctorId: true,
      serviceId: true,
      branchId: true,
      patientId: true,
      source: true,
      callId: true,
      isOverbooked: true,
      rescheduledToId: true,
      appointmentByRescheduledTo: { select: { id: true, startsAt: true }, take: 1 },
    },
  });
  if (row === null) return null;
  const { appointmentByRescheduledTo: before, rescheduledToId: movedToId, startsAt, endsAt, ...rest } = row;
  const movedFrom = before[0] === undefined ? null : { id: before[0].id, startsAt: local(before[0].startsAt) };
  return { appointment: { id, ...rest, startsAt: local(startsAt), endsAt: local(endsAt), movedToId, movedFrom } };
}

async function aboutCall({ tx, clinicId }: Tenant, id: string, local: (at: Date) => string) {
  const row = await tx.callLog.findUnique({
    where: { clinicId_id: { clinicId, id } },
    select: {
      direction: true,
      language: true,
      startedAt: true,
      endedAt: true,
      durationSeconds: true,
      outcome: true,
      sentiment: true,
      patientId: true,
    },
  });
  if (row === null) return null;
  const { sentiment: mood, language, startedAt, endedAt, ...rest } = row;
  return {
    call: {
      id,
      ...rest,
      mood,
      language: fromStored(language),
      startedAt: local(startedAt),
      endedAt: endedAt === null ? null : local(endedAt),
    },
  };
}
