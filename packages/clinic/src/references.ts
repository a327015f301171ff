import { Prisma, type Tenant } from '@vaani/db';

/** A column whose rows are about a row of another table. */
export interface Reference {
  table: string;
  column: string;
}

/** Every column that refers to a table, asked of the database itself: one that comes later is not forgotten. In order of name. */
export function referencesTo({ tx }: Tenant, table: 'patients' | 'doctors' | 'appointments'): Promise<Reference[]> {
  return tx.$queryRaw<Reference[]>`
    SELECT c.relname::text AS "table", a.attname::text AS "column"
    FROM pg_constraint f
    JOIN pg_class c ON c.oid = f.conrelid
    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = ANY(f.conkey)
    WHERE f.contype = 'f' AND f.confrelid = ${table}::regclass AND a.attname <> 'clinic_id'
    ORDER BY 1, 2`;
}

/** Both as SQL. They are names of the catalogue, not of anybody's making. */
const named = ({ table, column }: Reference) => [Prisma.raw(`"${table}"`), Prisma.raw(`"${column}"`)] as const;

/**
 * Which of some rows others refer to.
 * @param options.own tables whose rows belong to the row and go with it.
 */
export async function referredTo(
  tenant: Tenant,
  options: { table: 'patients' | 'doctors' | 'appointments'; ids: readonly string[]; own: readonly string[] },
): Promise<Set<string>> {
  const { tx, clinicId } = tenant;
  const found = new Set<string>();
  for (const reference of await referencesTo(tenant, options.table)) {
    if (options.own.includes(reference.table)) continue;
    const [table, column] = named(reference);
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT ${column} AS id FROM ${table}
      WHERE clinic_id = ${clinicId}::uuid AND ${column} = ANY(${[...options.ids]}::uuid[])`;
    for (const { id } of rows) found.add(id);
  }
  return found;
}

/**
 * Makes rows be about another row.
 * @param move.only ids of rows; without them all of `from`. @returns ids of those that moved.
 */
export async function moveRows(
  { tx, clinicId }: Tenant,
  reference: Reference,
  move: { from: string; to: string; only?: readonly string[] },
): Promise<string[]> {
  const [table, column] = named(reference);
  const narrowed = move.only === undefined ? Prisma.empty : Prisma.sql`AND id = ANY(${[...move.only]}::uuid[])`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE ${table} SET ${column} = ${move.to}::uuid
    WHERE clinic_id = ${clinicId}::uuid AND ${column} = ${move.from}::uuid ${narrowed} RETURNING id`;
  return rows.map(({ id }) => id).sort();
}
