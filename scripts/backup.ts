// npm run backup: all data and the key ring in one sealed file. See --help.
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { requireTls } from '@vaani/config';
import { writeBackup } from '@vaani/db/backup';
import { openDatabase } from '@vaani/services';
import { askPassphrase } from './ask-passphrase.ts';
import { stopSignal } from './stop-signal.ts';

const help = `npm run backup -- FILE

Writes every row of every table, as of one moment, and the key ring to FILE, sealed under a passphrase: VAANI_BACKUP_PASSPHRASE, or
asked for. Without the passphrase nobody can open it.

  --help   this text

Works while Vaani runs, and while it is stopped. What is inside, what is not, and how to try a restore: docs/backup.md.`;

const root = fileURLToPath(new URL('..', import.meta.url));

async function main(env: NodeJS.ProcessEnv): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
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
  const passphrase = await askPassphrase({ isNew: true, given: env.VAANI_BACKUP_PASSPHRASE });
  const signal = stopSignal();
  const database = await openDatabase({ root, env });
  if (database === null) {
    console.error('There is nothing to back up: Vaani was never started here.');
    return 1;
  }
  const began = performance.now();
  try {
    const { ownerUrl, keys } = database;
    const { tables, rows } = await writeBackup({ ownerUrl, keys, file, passphrase, now: new Date(), signal });
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    const size = ((await stat(file)).size / 2 ** 20).toFixed(1);
    console.log(`${file}: ${rows.toLocaleString('en')} rows of ${tables} tables, ${size} MB, ${seconds} s.`);
    console.log('Keep the passphrase, and not beside the file: without it the backup cannot be read by anybody.');
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
