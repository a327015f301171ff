// npm run restore: puts a backup into a fresh database. See --help.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installJobs } from '@vaani/clinic/jobs';
import { holdsKeys, requireTls } from '@vaani/config';
import { type OpenBackup, openBackup } from '@vaani/db/backup';
import { migrate } from '@vaani/db/migrate';
import { findRunning, homeOf, openDatabase, replaceKeys } from '@vaani/services';
import { askPassphrase } from './ask-passphrase.ts';
import { stopSignal } from './stop-signal.ts';

const help = `npm run restore -- FILE [--check | --keys-to PATH]

Puts a backup into a fresh database: this machine's, which is made where there is none, or that of DATABASE_URL and DATABASE_OWNER_URL.
What is there is never overwritten. All of it is restored, or nothing. The passphrase is VAANI_BACKUP_PASSPHRASE, or asked for.

  --check         reads the whole file and says what it holds; restores nothing
  --keys-to PATH  writes its key ring to PATH, as VAANI_KEYS takes it; restores nothing
  --help          this text

Stop Vaani first. The key ring goes to the state folder; where VAANI_KEYS gives another, nothing is restored.`;

const root = fileURLToPath(new URL('..', import.meta.url));

async function main(env: NodeJS.ProcessEnv): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      check: { type: 'boolean', default: false },
      'keys-to': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [file, ...others] = positionals;
  if (values.help) {
    console.log(help);
    return 0;
  }
  if (file === undefined || others.length > 0) {
    console.error(help);
    return 2;
  }
  requireTls({ tlsMinVersion: env.VAANI_TLS_MIN === '1.2' ? 'TLSv1.2' : 'TLSv1.3' });
  const passphrase = await askPassphrase({ isNew: false, given: env.VAANI_BACKUP_PASSPHRASE });
  const backup = await openBackup({ file, passphrase });
  try {
    const keysTo = values['keys-to'];
    if (values.check) return await check(backup);
    if (keysTo !== undefined) return await writeKeys(backup, keysTo);
    return await restore(backup, env);
  } finally {
    backup.close();
  }
}

async function check(backup: OpenBackup): Promise<number> {
  const { tables, rows } = await backup.check();
  console.log(
    `Whole: ${rows.toLocaleString('en')} rows of ${tables} tables, as they were on ${backup.manifest.madeAt}.`,
  );
  return 0;
}

async function writeKeys(backup: OpenBackup, path: string): Promise<number> {
  await writeFile(path, `${backup.manifest.keys}\n`, { mode: 0o600, flag: 'wx' });
  console.log(`The key ring is in ${path}: set VAANI_KEYS to what it holds, then restore.`);
  return 0;
}

async function restore(backup: OpenBackup, env: NodeJS.ProcessEnv): Promise<number> {
  const { manifest } = backup;
  const home = homeOf(root, env);
  const running = await findRunning(home);
  if (running !== null) {
    console.error(`Vaani is running (process ${running.pid}): stop it first.`);
    return 1;
  }
  const given = env.VAANI_KEYS ?? '';
  if (given !== '' && !holdsKeys(given, manifest.keys)) {
    console.error(
      'VAANI_KEYS is not the key ring of this backup: what it restores could not be read. Nothing was restored. --keys-to PATH writes the right one.',
    );
    return 1;
  }
  const signal = stopSignal();
  const began = performance.now();
  const database = await openDatabase({ root, env, isNew: true });
  if (database === null) throw new Error('The database could not be made.');
  try {
    const { ownerUrl } = database;
    // The schema that the rows fit; what came after it is added when they are in.
    await migrate({ ownerUrl, only: manifest.migrations });
    await installJobs(ownerUrl);
    const { tables, rows } = await backup.restore({
      ownerUrl,
      signal,
      beforeCommit: async () => {
        if (given === '') await replaceKeys(home, manifest.keys);
      },
    });
    const { applied } = await migrate({ ownerUrl });
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    console.log(
      `Restored ${rows.toLocaleString('en')} rows of ${tables} tables, as they were on ${manifest.madeAt}, in ${seconds} s.`,
    );
    if (applied.length > 0) console.log(`Brought up to date: ${applied.join(', ')}.`);
    return 0;
  } finally {
    await database.close();
  }
}

try {
  process.exitCode = await main(process.env);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
