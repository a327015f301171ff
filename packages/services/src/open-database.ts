import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type MachineSettings, machineSettings, productionSettings } from '@vaani/config';
import { addressOf, ensureRoles, ownerRole } from '@vaani/db/migrate';
import { lockHome } from './home-lock.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';
import { postgresFolder } from './postgres-folder.ts';
import { findRunning } from './running.ts';
import { loadOrCreateSecrets, type Secrets } from './secrets.ts';

export interface DatabaseUrls {
  ownerUrl: string;
  appUrl: string;
}

/** The embedded server of a state folder with its roles, or the addresses that the environment gives. `stop` ends what was started here. */
export async function openPostgres(
  machine: MachineSettings,
  home: string,
  secrets: Secrets | null,
): Promise<DatabaseUrls & Pick<PostgresServer, 'pid' | 'ended' | 'stop'>> {
  if (machine.databaseUrl !== undefined) {
    const { databaseUrl: appUrl, databaseOwnerUrl: ownerUrl = appUrl } = machine;
    return { appUrl, ownerUrl, pid: 0, ended: new Promise(() => undefined), stop: async () => undefined };
  }
  if (secrets === null) throw new Error('DATABASE_URL is missing.');
  const server = await startPostgres({
    dir: await postgresFolder(home),
    port: machine.ports.postgres,
    password: secrets.postgresPassword,
  });
  try {
    const urls = await ensureRoles({
      superuserUrl: server.superuserUrl,
      database: 'vaani',
      ownerPassword: secrets.ownerPassword,
      appPassword: secrets.appPassword,
    });
    return { ...urls, pid: server.pid, ended: server.ended, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

export interface OpenDatabase extends DatabaseUrls {
  /** The key ring, as VAANI_KEYS has it. */
  keys: string;
  close(): Promise<void>;
}

/** The state folder of this environment. */
export const homeOf = (root: string, env: Record<string, string | undefined>): string =>
  resolve(root, machineSettings(env).home);

/**
 * For commands beside `npm start`: the database of the product that runs, or the embedded server, started for as long as it is needed. Null where
 * nothing was ever started here, unless `isNew` says that it may be made.
 */
export async function openDatabase(options: {
  root: string;
  env: Record<string, string | undefined>;
  isNew?: boolean;
}): Promise<OpenDatabase | null> {
  const { root, env } = options;
  const machine = machineSettings(env);
  const home = homeOf(root, env);
  if (machine.databaseUrl !== undefined) {
    const keys = machine.isProduction ? productionSettings(env).VAANI_KEYS : await localKeys(env, home);
    const { databaseUrl: appUrl, databaseOwnerUrl: ownerUrl = appUrl } = machine;
    return { appUrl, ownerUrl, keys, close: async () => undefined };
  }
  if (options.isNew !== true && !existsSync(join(home, 'secrets.json'))) return null;
  const secrets = await loadOrCreateSecrets(home);
  const keys = env.VAANI_KEYS || secrets.keys;
  const running = await findRunning(home);
  if (running !== null) {
    const appUrl = running.env.DATABASE_URL ?? '';
    const ownerUrl = addressOf(appUrl, { user: ownerRole, password: secrets.ownerPassword });
    return { appUrl, ownerUrl, keys, close: async () => undefined };
  }
  const unlock = await lockHome(home);
  try {
    const { stop, ownerUrl, appUrl } = await openPostgres(machine, home, secrets);
    const close = async () => {
      await stop();
      await unlock();
    };
    return { appUrl, ownerUrl, keys, close };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function localKeys(env: Record<string, string | undefined>, home: string): Promise<string> {
  return env.VAANI_KEYS || (await loadOrCreateSecrets(home)).keys;
}
