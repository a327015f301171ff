import { abhaTerms, nameTerms, phoneTerms, type SearchTerm, type Tenant, uhidTerms } from '@vaani/db';

/** What a patient is found by. */
export interface Findable {
  name?: string | null | undefined;
  uhid?: string | null | undefined;
  abhaNumber?: string | null | undefined;
  /** E.164: their own, and their guardians'. */
  phones: readonly string[];
}

export function termsOf({ name, uhid, abhaNumber, phones }: Findable): SearchTerm[] {
  return [
    ...phones.flatMap(phoneTerms),
    ...(name ? nameTerms(name) : []),
    ...(uhid ? uhidTerms(uhid) : []),
    ...(abhaNumber ? abhaTerms(abhaNumber) : []),
  ];
}

/** Writes the keyed tokens by which a new patient is found. */
export async function writeTokens(
  { tx, clinicId, cipher }: Tenant,
  patientId: string,
  terms: readonly SearchTerm[],
  lastSeenAt: Date,
): Promise<void> {
  const data = terms.map((term) => ({ clinicId, kind: term.kind, token: cipher.token(term), patientId, lastSeenAt }));
  await tx.patientToken.createMany({ data, skipDuplicates: true });
}

/**
 * Brings the tokens in line with what the entry now holds, and with all that was merged into it: those are found under it. Call it at the end of
 * a change that touched a name, a number or a phone.
 */
export async function renewTokens(tenant: Tenant, patientId: string): Promise<void> {
  const { tx, clinicId, cipher } = tenant;
  const { lastSeenAt, mergedIntoId } = await tx.patient.findUniqueOrThrow({
    where: { clinicId_id: { clinicId, id: patientId } },
    select: { lastSeenAt: true, mergedIntoId: true },
  });
  const terms = mergedIntoId === null ? await readTerms(tenant, patientId) : [];
  const wanted = new Map(terms.map((term) => [cipher.token(term), term]));
  const present = await tx.patientToken.findMany({ where: { clinicId, patientId }, select: { token: true } });
  const stale = present.map(({ token }) => token).filter((token) => !wanted.has(token));
  if (stale.length > 0) await tx.patientToken.deleteMany({ where: { clinicId, patientId, token: { in: stale } } });
  for (const { token } of present) wanted.delete(token);
  await writeTokens(tenant, patientId, [...wanted.values()], lastSeenAt);
}

async function readTerms(tenant: Tenant, patientId: string): Promise<SearchTerm[]> {
  const { tx, clinicId, cipher } = tenant;
  const terms: SearchTerm[] = [];
  for (let ids = [patientId]; ids.length > 0; ) {
    const rows = await tx.patient.findMany({
      where: { clinicId, id: { in: ids } },
      select: {
        id: true,
        name: true,
        uhid: true,
        abhaNumber: true,
        patientPhoneByPatient: { select: { id: true, phone: true } },
        guardianByPatient: { select: { id: true, phone: true } },
        patientByMergedInto: { select: { id: true } },
      },
    });
    for (const row of rows) {
      terms.push(
        ...termsOf({
          name: row.name === null ? null : cipher.open('patients', 'name', row.id, row.name),
          uhid: row.uhid,
          abhaNumber: row.abhaNumber === null ? null : cipher.open('patients', 'abha_number', row.id, row.abhaNumber),
          phones: [
            ...row.patientPhoneByPatient.map(({ id, phone }) => cipher.open('patient_phones', 'phone', id, phone)),
            ...row.guardianByPatient.map(({ id, phone }) => cipher.open('guardians', 'phone', id, phone)),
          ],
        }),
      );
    }
    ids = rows.flatMap((row) => row.patientByMergedInto.map(({ id }) => id));
  }
  return terms;
}
