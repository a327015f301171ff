import { Prisma, type SearchTerm, type Tenant } from '@vaani/db';
import type { SearchQuery } from './search-query.ts';

/** As many are opened and ranked. */
export const MOST_HITS = 300;

export interface Hits {
  patientIds: string[];
  /** More hit than were looked at. */
  isTooMany: boolean;
}

/**
 * Who has the tokens of a query, those seen last first, 300 at most. What begins as was typed comes before what only sounds so. Every condition
 * is one that row-level security leaves to the index: equality of uuid and bigint, from the index alone.
 * @param doctorId narrows to those who have an appointment with this doctor.
 */
export async function findHits(tenant: Tenant, query: SearchQuery, doctorId: string | null): Promise<Hits> {
  const words = query.words.filter(({ strong }) => strong.length > 0);
  const wide = words.map(({ strong, weak }) => [...strong, ...weak]);
  const found = [query.whole.length === 0 ? [] : await readHits(tenant, [query.whole], doctorId)];
  if (wide.length > 0) {
    const all = await readHits(tenant, wide, doctorId);
    const isWider = words.some(({ weak }) => weak.length > 0);
    if (all.length > MOST_HITS && isWider)
      found.push(
        await readHits(
          tenant,
          words.map(({ strong }) => strong),
          doctorId,
        ),
      );
    found.push(all);
  }
  const patientIds = [...new Set(found.flat())];
  return {
    patientIds: patientIds.slice(0, MOST_HITS),
    isTooMany: patientIds.length > MOST_HITS || found.some((hits) => hits.length > MOST_HITS),
  };
}

/** Who has one token of each group. One more than are wanted tells that there are more. */
async function readHits(
  { tx, clinicId, cipher }: Tenant,
  groups: SearchTerm[][],
  doctorId: string | null,
): Promise<string[]> {
  const [first = [], ...others] = groups.map((terms) => terms.map((term) => cipher.token(term)));
  const narrowing = [
    ...others.map(
      (tokens) => Prisma.sql`EXISTS (SELECT 1 FROM patient_tokens o
        WHERE o.clinic_id = ${clinicId}::uuid AND o.token = ANY(${tokens}::bigint[]) AND o.patient_id = t.patient_id)`,
    ),
    ...(doctorId === null
      ? []
      : [
          Prisma.sql`EXISTS (SELECT 1 FROM appointments a
        WHERE a.clinic_id = ${clinicId}::uuid AND a.doctor_id = ${doctorId}::uuid AND a.patient_id = t.patient_id)`,
        ]),
  ];
  const hits =
    narrowing.length === 0
      ? // The index has them in order: a common term is not read to its end.
        Prisma.join(
          first.map(
            (token) => Prisma.sql`(SELECT patient_id, last_seen_at FROM patient_tokens
        WHERE clinic_id = ${clinicId}::uuid AND token = ${token} ORDER BY last_seen_at DESC LIMIT ${MOST_HITS + 1})`,
          ),
          ' UNION ALL ',
        )
      : Prisma.sql`SELECT t.patient_id, t.last_seen_at FROM patient_tokens t
        WHERE t.clinic_id = ${clinicId}::uuid AND t.token = ANY(${first}::bigint[]) AND ${Prisma.join(narrowing, ' AND ')}`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT patient_id AS id FROM (${hits}) AS hits
    GROUP BY patient_id ORDER BY max(last_seen_at) DESC, patient_id DESC LIMIT ${MOST_HITS + 1}`;
  return rows.map(({ id }) => id);
}
