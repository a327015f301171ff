// npm run reset: clears the state folder, so that the next start begins anew. See --help.
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machineSettings } from '@vaani/config';
import { clearHome, findRunning, homeOf, openDatabase } from '@vaani/services';
import { readClinics } from './prepare-database.ts';

const help = `npm run reset [-- --yes] [-- --clinic NAME]

Clears this machine's state: the database, generated secrets and logs. What it held cannot be brought back.

  --yes           does not ask, where there is demo data only
  --clinic NAME   answers the question that is asked where there is more: the clinic's name
  --help          this text`;

const root = fileURLToPath(new URL('..', import.meta.url));

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      yes: { type: 'boolean', short: 'y', default: false },
      clinic: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (machineSettings(process.env).databaseUrl !== undefined) {
    console.error('DATABASE_URL is set: that database is not this machine’s own, and is not touched.');
    return 1;
  }
  const home = homeOf(root, process.env);
  const running = await findRunning(home);
  if (running !== null) {
    console.error(`Vaani is running (process ${running.pid}): stop it first.`);
    return 1;
  }
  const real = await realClinics(home);
  if (real === null) {
    console.log(`There is nothing in ${home}.`);
    return 0;
  }
  if (!(await isConfirmed(real, values))) {
    console.log('Nothing was cleared.');
    return 1;
  }
  await clearHome(home);
  console.log(`Cleared ${home}. npm start begins anew.`);
  return 0;
}

/** Names of the clinics that are no demo; null where nothing was ever started here. */
async function realClinics(home: string): Promise<string[] | null> {
  let database: Awaited<ReturnType<typeof openDatabase>>;
  try {
    database = await openDatabase({ root, env: process.env });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`What is in ${home} cannot be read (${reason}). If it may go, remove that folder by hand.`, {
      cause,
    });
  }
  if (database === null) return null;
  try {
    return (await readClinics(database)).real;
  } catch (error) {
    // Postgres was made, and stopped before the first migration: there is no table of clinics.
    if (error instanceof Error && 'code' in error && error.code === 'P2021') return [];
    throw error;
  } finally {
    await database.close();
  }
}

async function isConfirmed(real: string[], given: { yes: boolean; clinic?: string | undefined }): Promise<boolean> {
  const [name] = real;
  if (name === undefined) {
    return given.yes || (await ask('Clear the demo, its database and its secrets? (yes/no) ')) === 'yes';
  }
  console.log(`This holds more than demo data: ${real.join(', ')}. It cannot be brought back.`);
  const answer = given.clinic ?? (await ask(`Type the clinic's name to clear it (${name}): `));
  return answer === name;
}

async function ask(question: string): Promise<string> {
  if (!stdin.isTTY) {
    console.error('Nobody is there to ask: see npm run reset -- --help.');
    return '';
  }
  const lines = createInterface({ input: stdin, output: stdout });
  try {
    return (await lines.question(question)).trim();
  } finally {
    lines.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
