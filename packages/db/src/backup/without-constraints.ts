import type { ClientBase } from 'pg';

/** SQL that takes something away from a table, and that which puts it back. */
interface Detachable {
  kind: string;
  drop: string;
  add: string;
}

/**
 * Runs a load with the keys, references, exclusion constraints, indexes and triggers of some tables taken away, and puts them back: each is then checked or
 * built once over the whole, in a fraction of the time. References need no order of loading that way, circles of them included. CHECKs and NOT NULL stay.
 * Within a transaction of the tables' owner: what fails leaves all as it was.
 * @param tables as `schema.table`.
 * @throws where the rows break a constraint.
 */
export async function withoutConstraints<T>(client: ClientBase, tables: string[], load: () => Promise<T>): Promise<T> {
  const detached = [...(await listConstraints(client, tables)), ...(await listIndexes(client, tables))];
  // References stand on unique indexes: they go first and come last.
  const references = detached.filter(({ kind }) => kind === 'f');
  const others = detached.filter(({ kind }) => kind !== 'f');
  const triggered = await listTriggered(client, tables);
  for (const { drop } of [...references, ...others]) await client.query(drop);
  for (const table of triggered) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  const loaded = await load();
  for (const table of triggered) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  for (const { add } of [...others, ...references]) await client.query(add);
  return loaded;
}

async function listConstraints(client: ClientBase, tables: string[]): Promise<Detachable[]> {
  const { rows } = await client.query<Detachable>(
    `SELECT contype AS kind,
       format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS add
     FROM pg_constraint
     WHERE contype IN ('p', 'u', 'x', 'f') AND (conrelid = ANY($1::regclass[]) OR confrelid = ANY($1::regclass[]))
     ORDER BY oid`,
    [tables],
  );
  return rows;
}

/** Indexes that no constraint owns. */
async function listIndexes(client: ClientBase, tables: string[]): Promise<Detachable[]> {
  const { rows } = await client.query<Detachable>(
    `SELECT 'i' AS kind, format('DROP INDEX %s', indexrelid::regclass) AS drop, pg_get_indexdef(indexrelid) AS add
     FROM pg_index
     WHERE indrelid = ANY($1::regclass[])
       AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
     ORDER BY indexrelid`,
    [tables],
  );
  return rows;
}

async function listTriggered(client: ClientBase, tables: string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgrelid = ANY($1::regclass[]) AND NOT tgisinternal`,
    [tables],
  );
  return rows.map(({ name }) => name);
}
