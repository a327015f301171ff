import type { Tenant } from '@vaani/db';
import { recordAudit } from '../audit/record.ts';
import type { ClinicContext } from '../context.ts';
import { fromStored, type Language } from '../language.ts';
import { authorise, onlyDoctor } from '../people/authorise.ts';
import { normalisePhone } from './phone.ts';

/** Somebody whom a phone may belong to. It never says who is calling. */
export interface PatientCandidate {
  id: string;
  name: string | null;
  relation: string;
  language: Language | null;
  isToBeCompleted: boolean;
}

/** At most so many are read and decrypted for one phone. */
const MOST_CANDIDATES = 50;

/**
 * All patients of a phone, their own or a guardian's, those seen last first; a doctor gets those who have an appointment with them. Empty where the
 * number is none or withheld. The look is audited.
 */
export async function patientsByPhone(ctx: ClinicContext, phone: string): Promise<PatientCandidate[]> {
  authorise(ctx, 'patients.read');
  const number = normalisePhone(phone);
  if (number === null) return [];
  return ctx.db.withTenant(ctx.clinicId, async (tenant) => {
    const candidates = await candidatesOf(tenant, number, onlyDoctor(ctx));
    const found = candidates.map(({ id }) => id);
    await recordAudit(tenant, ctx.actor, { action: 'patient.find', objectKind: 'patient', new: { found } });
    return candidates.map(({ isOwnPhone: _, ...candidate }) => candidate);
  });
}

/** @param phone E.164. `isOwnPhone` is false where only a guardian of theirs has it. */
export async function candidatesOf(
  { tx, clinicId, cipher }: Tenant,
  phone: string,
  doctorId: string | null,
): Promise<(PatientCandidate & { isOwnPhone: boolean })[]> {
  const token = cipher.token({ kind: 'phone', term: phone });
  const phones = { select: { id: true, phone: true, relation: true } } as const;
  const rows = await tx.patient.findMany({
    where: {
      clinicId,
      mergedIntoId: null,
      patientTokenByPatient: { some: { clinicId, token } },
      ...(doctorId === null ? {} : { appointmentByPatient: { some: { clinicId, doctorId } } }),
    },
    select: {
      id: true,
      name: true,
      language: true,
      isToBeCompleted: true,
      patientPhoneByPatient: phones,
      guardianByPatient: phones,
    },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: MOST_CANDIDATES,
  });
  return rows.map((row) => {
    const own = row.patientPhoneByPatient.find(
      ({ id, phone: sealed }) => cipher.open('patient_phones', 'phone', id, sealed) === phone,
    );
    const guardian = row.guardianByPatient.find(
      ({ id, phone: sealed }) => cipher.open('guardians', 'phone', id, sealed) === phone,
    );
    return {
      id: row.id,
      name: row.name === null ? null : cipher.open('patients', 'name', row.id, row.name),
      relation: own?.relation ?? (guardian === undefined ? 'self' : guardian.relation),
      language: row.language === null ? null : fromStored(row.language),
      isToBeCompleted: row.isToBeCompleted,
      isOwnPhone: own !== undefined,
    };
  });
}
