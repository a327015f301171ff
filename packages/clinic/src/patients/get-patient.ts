import type { Tenant } from '@vaani/db';
import { z } from 'zod';
import { recordAudit } from '../audit/record.ts';
import type { CallOutcome } from '../calls/types.ts';
import type { ClinicContext } from '../context.ts';
import { parseInput } from '../input.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { iso } from '../scheduling/appointment-view.ts';
import type { AppointmentStatus } from '../scheduling/types.ts';
import { isMinor } from './birth.ts';
import { clinicPlace } from './clinic-place.ts';
import { findLivePatient, noSuchPatient } from './live-patient.ts';
import { seenAtOf } from './patient-brief.ts';
import { type PhoneRow, readPhones } from './patient-phones.ts';
import { type PatientFields, readFields } from './sealed-fields.ts';

/** All that is known of a patient. */
export interface PatientDetails extends PatientFields {
  /** The entry that is kept, where the id asked for was merged into it. */
  id: string;
  /** To be named by whoever changes it. */
  version: number;
  /** Null where the birth is not known. */
  isMinor: boolean | null;
  isToBeCompleted: boolean;
  consent: { at: string; how: string } | null;
  /** When they took it back; null where they did not, or agreed again since. */
  consentWithdrawnAt: string | null;
  createdAt: string;
  lastSeenAt: string | null;
  /** E.164, the oldest first. */
  phones: PhoneRow[];
  guardians: { id: string; name: string; phone: string; relation: string }[];
  /** Others of the same phones, their own or a guardian's. */
  family: { id: string; name: string | null; isToBeCompleted: boolean }[];
  /** The latest, by reference. */
  appointments: { id: string; doctorId: string; serviceId: string; startsAt: string; status: AppointmentStatus }[];
  calls: { id: string; startedAt: string; outcome: CallOutcome | null }[];
  /** Entries that were merged into this one, with what takes each back. */
  merged: { mergeId: string; patientId: string; at: string }[];
}

const MOST_FAMILY = 50;
const MOST_APPOINTMENTS = 50;
const MOST_CALLS = 20;

/**
 * One patient. The look is audited, also where it is refused: a doctor sees those who have an appointment or a number with them, with their own appointments.
 * @throws {ClinicError} `not-found`
 */
export async function getPatient(ctx: ClinicContext, request: { patientId: string }): Promise<PatientDetails> {
  authorise(ctx, 'patients.read');
  const { patientId } = parseInput(z.object({ patientId: z.uuid('is not an id') }), request);
  const doctorId = onlyDoctor(ctx);
  const details = await ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const id = await findLivePatient(tenant, patientId);
    const isSeen = id !== null && (doctorId === null || (await isPatientOf(tenant, id, doctorId)));
    await recordAudit(tenant, ctx.actor, {
      action: 'patient.read',
      objectKind: 'patient',
      objectId: id ?? patientId,
      outcome: isSeen ? 'done' : 'denied',
    });
    return isSeen ? read(tenant, ctx, id, doctorId) : null;
  });
  // Thrown after the commit, so that a look that was refused stays in the audit.
  if (details === null) throw noSuchPatient();
  return details;
}

/** Who walked in is a doctor's patient by their number, as others are by their appointment. */
async function isPatientOf({ tx, clinicId }: Tenant, patientId: string, doctorId: string): Promise<boolean> {
  const select = { id: true };
  const appointment = await tx.appointment.findFirst({ where: { clinicId, doctorId, patientId }, select });
  if (appointment !== null) return true;
  const where = { clinicId, patientId, session: { doctorId }, status: { not: 'cancelled' as const } };
  return (await tx.queueToken.findFirst({ where, select })) !== null;
}

async function read(tenant: Tenant, ctx: ClinicContext, id: string, doctorId: string | null): Promise<PatientDetails> {
  const { tx, clinicId, cipher } = tenant;
  const { today } = await clinicPlace(tenant, ctx.clock.now());
  const { fields, version, isToBeCompleted } = await readFields(tenant, id);
  const row = await tx.patient.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id } },
    select: {
      consentAt: true,
      consentHow: true,
      consentWithdrawnAt: true,
      createdAt: true,
      lastSeenAt: true,
      guardianByPatient: {
        select: { id: true, name: true, phone: true, relation: true },
        orderBy: { id: 'asc' },
      },
      patientMergeByKeep: {
        where: { undoneAt: null },
        select: { id: true, mergedId: true, createdAt: true },
        orderBy: { id: 'asc' },
      },
    },
  });
  const own = doctorId === null ? {} : { doctorId };
  const appointments = await tx.appointment.findMany({
    where: { clinicId, patientId: id, ...own },
    select: { id: true, doctorId: true, serviceId: true, startsAt: true, status: true },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
    take: MOST_APPOINTMENTS,
  });
  const calls = await tx.callLog.findMany({
    where: { clinicId, patientId: id },
    select: { id: true, startedAt: true, outcome: true },
    orderBy: { startedAt: 'desc' },
    take: MOST_CALLS,
  });
  const phones = await readPhones(tenant, id);
  const guardians = row.guardianByPatient.map((guardian) => ({
    ...guardian,
    name: cipher.open('guardians', 'name', guardian.id, guardian.name),
    phone: cipher.open('guardians', 'phone', guardian.id, guardian.phone),
  }));
  return {
    ...fields,
    id,
    version,
    isToBeCompleted,
    isMinor: fields.birth === null ? null : isMinor(fields.birth, today),
    consent: row.consentAt === null ? null : { at: row.consentAt.toISOString(), how: row.consentHow ?? 'desk' },
    consentWithdrawnAt: row.consentWithdrawnAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: seenAtOf(row.lastSeenAt),
    phones,
    guardians,
    family: await familyOf(
      tenant,
      id,
      [...phones, ...guardians].map(({ phone }) => phone),
      doctorId,
    ),
    appointments: appointments.map(({ startsAt, ...appointment }) => ({ ...appointment, startsAt: iso(startsAt) })),
    calls: calls.map(({ startedAt, ...call }) => ({ ...call, startedAt: startedAt.toISOString() })),
    merged: row.patientMergeByKeep.map((merge) => ({
      mergeId: merge.id,
      patientId: merge.mergedId,
      at: merge.createdAt.toISOString(),
    })),
  };
}

async function familyOf(
  { tx, clinicId, cipher }: Tenant,
  id: string,
  phones: string[],
  doctorId: string | null,
): Promise<PatientDetails['family']> {
  const tokens = phones.map((term) => cipher.token({ kind: 'phone', term }));
  const rows = await tx.patient.findMany({
    where: {
      clinicId,
      id: { not: id },
      patientTokenByPatient: { some: { clinicId, token: { in: tokens } } },
      ...(doctorId === null ? {} : { appointmentByPatient: { some: { clinicId, doctorId } } }),
    },
    select: { id: true, name: true, isToBeCompleted: true },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: MOST_FAMILY,
  });
  return rows.map((row) => ({
    ...row,
    name: row.name === null ? null : cipher.open('patients', 'name', row.id, row.name),
  }));
}
