import type { Tenant } from '@vaani/db';
import type { ClinicContext } from '../context.ts';
import type { AppointmentChange, AppointmentView } from '../scheduling/types.ts';
import { markOffer } from './mark-offer.ts';

/**
 * Consequences of changes of appointments for those who wait, in their transaction: time that came free is offered by a job, and an offer
 * whose time its patient now has is accepted, by whatever way it was booked.
 */
export async function followWaitlist(
  tenant: Tenant,
  ctx: ClinicContext,
  changes: readonly AppointmentChange[],
): Promise<void> {
  await queueOffers(
    tenant,
    ctx,
    changes.flatMap(({ kind, appointment, before }) => {
      if (kind === 'cancelled') return [appointment.id];
      // A shifted session keeps its appointments: no time of theirs came free.
      const isAway = kind === 'moved' && before !== undefined && before.appointmentId !== appointment.id;
      return isAway ? [before.appointmentId] : [];
    }),
  );
  const taken = changes.filter(({ kind }) => kind === 'booked' || kind === 'moved' || kind === 'restored');
  await closeAccepted(
    tenant,
    ctx,
    taken.map(({ appointment }) => appointment),
  );
}

/** Queues a job for each time that is still to come and that somebody who waits might want. */
async function queueOffers(tenant: Tenant, ctx: ClinicContext, appointmentIds: readonly string[]): Promise<void> {
  if (appointmentIds.length === 0) return;
  const { tx, clinicId } = tenant;
  const wanted = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM appointments a JOIN clinics c ON c.id = a.clinic_id
    WHERE a.clinic_id = ${clinicId}::uuid AND a.id = ANY(${appointmentIds}::uuid[]) AND a.starts_at > ${new Date(ctx.clock.now())}
      AND EXISTS (
        SELECT 1 FROM waitlist_entries e
        WHERE e.clinic_id = a.clinic_id AND e.status = 'waiting' AND (e.doctor_id IS NULL OR e.doctor_id = a.doctor_id)
          AND (a.starts_at AT TIME ZONE c.zone)::date BETWEEN e.from_date AND e.to_date
      )
    ORDER BY a.starts_at, a.id`;
  for (const { id } of wanted) await ctx.jobs.enqueue(tenant, 'waitlist.offer', { clinicId, appointmentId: id });
}

async function closeAccepted(tenant: Tenant, ctx: ClinicContext, taken: readonly AppointmentView[]): Promise<void> {
  if (taken.length === 0) return;
  const { tx, clinicId } = tenant;
  const patientId = { in: taken.map((one) => one.patientId) };
  const offers = await tx.waitlistOffer.findMany({
    where: {
      clinicId,
      doctorId: { in: taken.map(({ doctorId }) => doctorId) },
      startsAt: { in: taken.map(({ startsAt }) => new Date(startsAt)) },
      // Also where they had said no, or nothing, and took the time after all: unless something else is held for them meanwhile.
      OR: [
        { status: 'open', entry: { clinicId, patientId, status: 'offered' } },
        { status: { in: ['declined', 'expired'] }, entry: { clinicId, patientId, status: 'waiting' } },
      ],
    },
    select: { id: true, entryId: true, doctorId: true, startsAt: true, entry: { select: { patientId: true } } },
  });
  for (const offer of offers) {
    const appointment = taken.find(
      (one) =>
        one.patientId === offer.entry.patientId &&
        one.doctorId === offer.doctorId &&
        Date.parse(one.startsAt) === offer.startsAt.getTime(),
    );
    if (appointment === undefined) continue;
    await markOffer(tenant, ctx, offer.id, 'accepted');
    await tx.waitlistEntry.update({
      where: { clinicId_id: { clinicId, id: offer.entryId } },
      data: { status: 'booked', appointmentId: appointment.id },
      select: { id: true },
    });
  }
}
