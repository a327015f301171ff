import type { Tenant } from '@vaani/db';

/** Of somebody who is known from a file alone: they come after all others. */
export const NEVER_SEEN = new Date(0);

/** Finer than this it is not kept: a booking, a move and a message within the hour rewrite nothing. */
const GRAIN_MS = 3_600_000;

/**
 * Notes that something happened with patients, on their entries and on the tokens of these, which search reads in this order. It waits for nobody: an entry
 * that somebody else is changing at this moment is left as it is, so that whoever writes several appointments in one transaction cannot end in a
 * deadlock over it.
 * @param at milliseconds since the epoch; an earlier time than is noted changes nothing.
 */
export async function notePatientsSeen(
  { tx, clinicId }: Tenant,
  patientIds: readonly string[],
  at: number,
): Promise<void> {
  const [seen, before] = [new Date(at), new Date(at - GRAIN_MS)];
  await tx.$executeRaw`
    WITH free AS (
      SELECT id FROM patients WHERE clinic_id = ${clinicId}::uuid AND id = ANY(${[...patientIds]}::uuid[]) AND last_seen_at < ${before}
      FOR NO KEY UPDATE SKIP LOCKED
    ), noted AS (
      UPDATE patients p SET last_seen_at = ${seen} FROM free WHERE p.clinic_id = ${clinicId}::uuid AND p.id = free.id RETURNING p.id
    )
    UPDATE patient_tokens t SET last_seen_at = ${seen} FROM noted WHERE t.clinic_id = ${clinicId}::uuid AND t.patient_id = noted.id`;
}
