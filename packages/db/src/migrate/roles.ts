import pg from 'pg';

/** Names of the two roles: the owner migrates, the apps connect as the other and cannot pass row-level security. */
export const ownerRole = 'vaani_owner';
export const appRole = 'vaani_app';

/**
 * Makes, where they are missing, both roles, the database and its extensions, and sets the roles' passwords.
 * @param options.superuserUrl a superuser on any database of the server.
 * @returns addresses of the database under each role.
 */
export async function ensureRoles(options: {
  superuserUrl: string;
  database: string;
  ownerPassword: string;
  appPassword: string;
}): Promise<{ ownerUrl: string; appUrl: string }> {
  const { superuserUrl, database } = options;
  await asSuperuser(superuserUrl, async (client) => {
    const passwords = { [ownerRole]: options.ownerPassword, [appRole]: options.appPassword };
    for (const [role, password] of Object.entries(passwords)) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
      await client.query(
        `${verb} ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD ${pg.escapeLiteral(password)}`,
      );
    }
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${ownerRole}`);
  });
  await asSuperuser(addressOf(superuserUrl, { database }), async (client) => {
    await client.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    await client.query(`ALTER SCHEMA public OWNER TO ${ownerRole}`);
  });
  return {
    ownerUrl: addressOf(superuserUrl, { database, user: ownerRole, password: options.ownerPassword }),
    appUrl: addressOf(superuserUrl, { database, user: appRole, password: options.appPassword }),
  };
}

/** The same server under another database or role. */
export function addressOf(url: string, change: { database?: string; user?: string; password?: string }): string {
  const address = new URL(url);
  if (change.database !== undefined) address.pathname = `/${change.database}`;
  if (change.user !== undefined) address.username = change.user;
  if (change.password !== undefined) address.password = change.password;
  return address.href;
}

async function asSuperuser(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: 30_000 });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
