import pg from 'pg';

/** Written once with the clinic, or append-only: they stay. */
const kept = new Set(
  'clinics clinic_keys branches services doctors doctor_services weekly_windows breaks patients guardians patient_phones patient_tokens knowledge_entries transfer_entries audit_entries'.split(
    ' ',
  ),
);

/** Takes away what a call and its scenario have written, so that a clinic serves for the next one. */
export interface ClinicCleaner {
  /** @param patientIds those of the fixture: others go. */
  clear(clinicId: string, patientIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** @param ownerUrl whom no policy binds: the app may not delete. */
export async function openCleaner(ownerUrl: string): Promise<ClinicCleaner> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  const tables = await deleteOrder(pool);
  return {
    async clear(clinicId, patientIds) {
      const clinic = pg.escapeLiteral(clinicId);
      const others = `<> ALL (ARRAY[${patientIds.map(pg.escapeLiteral).join(', ')}]::uuid[])`;
      const ofClinic = `WHERE clinic_id = ${clinic}`;
      await pool.query(
        [
          `UPDATE appointments SET rescheduled_to_id = NULL ${ofClinic} AND rescheduled_to_id IS NOT NULL`,
          `UPDATE patients SET created_by_call_id = NULL ${ofClinic} AND created_by_call_id IS NOT NULL`,
          ...tables.map((table) => `DELETE FROM ${table} ${ofClinic}`),
          ...['guardians', 'patient_phones', 'patient_tokens'].map(
            (table) => `DELETE FROM ${table} ${ofClinic} AND patient_id ${others}`,
          ),
          `DELETE FROM patients ${ofClinic} AND id ${others}`,
        ].join(';'),
      );
    },
    close: () => pool.end(),
  };
}

/** Tables of a clinic, those that point at others before what they point at. */
async function deleteOrder(pool: pg.Pool): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'clinic_id' ORDER BY 1`,
  );
  const { rows: arrows } = await pool.query<{ from: string; to: string }>(
    `SELECT DISTINCT conrelid::regclass::text AS from, confrelid::regclass::text AS to
     FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid`,
  );
  const left = new Set(tables.map(({ name }) => name).filter((name) => !kept.has(name)));
  const order: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter((table) => !arrows.some(({ from, to }) => to === table && left.has(from)));
    if (free.length === 0) throw new Error(`tables point at each other: ${[...left].join(', ')}`);
    for (const table of free) left.delete(table);
    order.push(...free);
  }
  return order;
}
