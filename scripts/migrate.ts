// Prepares a database for containers: both roles, migrations, job tables. Safe to repeat. On one machine npm start does this itself.
import { installJobs } from '@vaani/clinic/jobs';
import { requireTls } from '@vaani/config';
import { ensureRoles, migrate } from '@vaani/db/migrate';

/** @throws naming the setting that is missing. */
function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing.`);
  return value;
}

async function main(): Promise<void> {
  requireTls({ tlsMinVersion: process.env.VAANI_TLS_MIN === '1.2' ? 'TLSv1.2' : 'TLSv1.3' });
  const { ownerUrl } = await ensureRoles({
    superuserUrl: setting('POSTGRES_SUPERUSER_URL'),
    database: process.env.VAANI_DATABASE ?? 'vaani',
    ownerPassword: setting('VAANI_OWNER_PASSWORD'),
    appPassword: setting('VAANI_APP_PASSWORD'),
  });
  const { applied } = await migrate({ ownerUrl });
  await installJobs(ownerUrl);
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
