import type { Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext, ClinicDeps } from '../context.ts';
import { iso } from '../scheduling/appointment-view.ts';
import { latestOf } from '../scheduling/appointments/latest-of.ts';
import { type ClosedLink, clinicOf, isClosed, type LinkRequest, type OpenLink, openLink } from './open-link.ts';

/** An appointment as its patient's page shows it: no more than the message itself, and no name. */
export interface LinkedAppointment {
  state: 'open';
  language: 'en' | 'hi';
  zone: string;
  clinic: { name: string; nameHindi: string; phone: string | null };
  /** Where. */
  branch: { name: string; nameHindi: string; address: string };
  doctor: { name: string; nameHindi: string };
  startsAt: string;
  endsAt: string;
  status: 'booked' | 'confirmed' | 'cancelled' | 'over';
  /** For a cancelled one. */
  cancelledBy: 'patient' | 'clinic' | null;
  may: { confirm: boolean; cancel: boolean; undo: boolean; move: boolean };
}

/** What the functions of a link work with; the page is shown less. */
export interface LinkTarget {
  id: string;
  doctorId: string;
  serviceId: string;
  startsAt: Date;
  cancelledAt: Date | null;
  view: LinkedAppointment;
}

/** Reads what a link is about. The look is audited, and changes nothing. */
export async function readAppointmentLink(
  deps: ClinicDeps,
  request: LinkRequest,
): Promise<LinkedAppointment | ClosedLink> {
  const link = await openLink(deps, request, 'appointment');
  if (isClosed(link)) return link;
  const target = await targetOf(link);
  return target === null ? { state: 'forged' } : target.view;
}

/** The appointment of a link as it is now: where it was moved, what it became. Null where the message is about none. */
export async function targetOf(link: OpenLink): Promise<LinkTarget | null> {
  const { ctx, claims } = link;
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const { tx, clinicId } = tenant;
    const message = await tx.messageJob.findUnique({
      where: { clinicId_id: { clinicId, id: claims.messageId } },
      select: { appointmentId: true },
    });
    if (message === null || message.appointmentId === null) return null;
    const { id } = await latestOf(tenant, message.appointmentId);
    const target = await read(tenant, ctx, id, claims.language);
    await recordAudit(tenant, ctx.actor, { action: 'appointment.read', objectKind: 'appointment', objectId: id });
    return target;
  });
}

async function read(tenant: Tenant, ctx: ClinicContext, id: string, language: 'en' | 'hi'): Promise<LinkTarget> {
  const { tx, clinicId } = tenant;
  const row = await tx.appointment.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id } },
    select: {
      doctorId: true,
      serviceId: true,
      startsAt: true,
      endsAt: true,
      status: true,
      cancelledBy: true,
      cancelledAt: true,
      doctor: { select: { name: true, nameHindi: true, isActive: true } },
      branch: { select: { name: true, nameHindi: true, address: true } },
      clinic: { select: { zone: true } },
    },
  });
  const { doctorId, serviceId, startsAt, cancelledAt, status } = row;
  const isToCome = startsAt.getTime() > ctx.clock.now();
  const isAwaited = isToCome && (status === 'scheduled' || status === 'confirmed');
  const cancelledBy = row.cancelledBy === 'patient' || row.cancelledBy === 'clinic' ? row.cancelledBy : null;
  const { isActive, ...doctor } = row.doctor;
  const view: LinkedAppointment = {
    state: 'open',
    language,
    zone: row.clinic.zone,
    clinic: await clinicOf(tenant),
    branch: row.branch,
    doctor,
    startsAt: iso(startsAt),
    endsAt: iso(row.endsAt),
    status:
      status === 'cancelled' ? 'cancelled' : !isAwaited ? 'over' : status === 'confirmed' ? 'confirmed' : 'booked',
    cancelledBy: status === 'cancelled' ? cancelledBy : null,
    may: {
      confirm: isAwaited && status === 'scheduled',
      cancel: isAwaited,
      // What the clinic called off is not for the patient to bring back.
      undo: isToCome && status === 'cancelled' && cancelledBy === 'patient',
      move: isAwaited && isActive,
    },
  };
  return { id, doctorId, serviceId, startsAt, cancelledAt, view };
}
