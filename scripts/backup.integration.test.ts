// Guards the two commands as people run them: from one machine's state folder to another's, key ring and all.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseKeyRing } from '@vaani/config';
import { createDatabase, listClinicIds } from '@vaani/db';
import { writeBackup } from '@vaani/db/backup';
import { migrate } from '@vaani/db/migrate';
import { clearHome, freePort, type OpenDatabase, openDatabase } from '@vaani/services';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareDatabase } from './prepare-database.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const passphrase = 'three lamps on a long veranda';

let folder: string;
let file: string;
let oldHome: Record<string, string>;
let keys: string;

type Settings = Record<string, string>;

/** A machine that never ran Vaani. */
async function machine(name: string): Promise<Settings> {
  return { VAANI_HOME: join(folder, name), VAANI_POSTGRES_PORT: String(await freePort()) };
}
async function run(script: string, args: string[], env: Settings): Promise<{ code: number; said: string }> {
  const settings = { PATH: process.env.PATH ?? '', VAANI_BACKUP_PASSPHRASE: passphrase, ...env };
  const child = spawn(process.execPath, [join(root, 'scripts', script), ...args], { cwd: root, env: settings });
  child.stdin.end();
  const said: string[] = [];
  for (const output of [child.stdout, child.stderr])
    output.on('data', (data: Buffer) => void said.push(data.toString()));
  const [code] = await once(child, 'close');
  return { code, said: said.join('') };
}
const backup = (args: string[], env: Settings) => run('backup.ts', args, env);
const restore = (args: string[], env: Settings) => run('restore.ts', args, env);

async function withDatabase<T>(env: Settings, work: (database: OpenDatabase) => Promise<T>, isNew = false): Promise<T> {
  const database = await openDatabase({ root, env, isNew });
  if (database === null) throw new Error('nothing was ever started there');
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Opens the names of all patients: what the product can read. */
const namesOn = (env: Settings): Promise<string[]> =>
  withDatabase(env, async ({ appUrl, keys: ring }) => {
    const db = createDatabase({ url: appUrl, keyRing: parseKeyRing(ring), poolSize: 1 });
    try {
      const names: string[] = [];
      for (const clinicId of await listClinicIds(db)) {
        await db.withTenant(clinicId, async ({ tx, cipher }) => {
          for (const { id, name } of await tx.patient.findMany({ select: { id: true, name: true } }))
            if (name !== null) names.push(cipher.open('patients', 'name', id, name));
        });
      }
      return names.sort();
    } finally {
      await db.close();
    }
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaani-machines-'));
  // Postgres runs as a user of its own where the tests run as root.
  await chmod(folder, 0o755);
  file = join(folder, 'clinic.vaani');
  oldHome = await machine('old');
  keys = await withDatabase(
    oldHome,
    async ({ ownerUrl, appUrl, keys: made }) => {
      await migrate({ ownerUrl });
      await prepareDatabase({ ownerUrl, appUrl, keys: made, seed: 'demo', onStep: () => undefined });
      return made;
    },
    true,
  );
}, 120_000);
afterAll(async () => {
  for (const name of await readdir(folder))
    if ((await stat(join(folder, name))).isDirectory()) await clearHome(join(folder, name));
  await rm(folder, { recursive: true, force: true });
});

describe('from one machine to another', () => {
  it('all that was there can be read, and is not overwritten', { timeout: 120_000 }, async () => {
    const made = await backup([file], oldHome);
    expect(made.said).toMatch(/clinic\.vaani: [\d,]+ rows of \d+ tables/);
    expect(made.code).toBe(0);

    const newHome = await machine('new');
    const restored = await restore([file], newHome);
    expect(restored.said).toMatch(/^Restored [\d,]+ rows of \d+ tables/);
    expect(restored.code).toBe(0);
    const names = await namesOn(newHome);
    expect(names.length).toBeGreaterThan(250);
    expect(names).toEqual(await namesOn(oldHome));
    const secrets = join(newHome.VAANI_HOME ?? '', 'secrets.json');
    expect(JSON.parse(await readFile(secrets, 'utf8'))).toMatchObject({ keys });
    expect((await stat(secrets)).mode & 0o777).toBe(0o600);
    expect(await readdir(newHome.VAANI_HOME ?? '')).not.toContain('lock');

    const again = await restore([file], newHome);
    expect([again.code, again.said]).toEqual([1, expect.stringContaining('The database is not empty')]);
    expect(await namesOn(newHome)).toEqual(names);
  });

  it('a backup of an older schema comes up to date', { timeout: 120_000 }, async () => {
    const all = (await readdir(join(root, 'prisma/migrations'))).filter((name) => /^\d/.test(name)).sort();
    const older = await machine('older');
    const path = join(folder, 'older.vaani');
    await withDatabase(
      older,
      async ({ ownerUrl, keys: ring }) => {
        await migrate({ ownerUrl, only: all.slice(0, 1) });
        const client = new pg.Client({ connectionString: ownerUrl });
        await client.connect();
        await client.query(
          `INSERT INTO clinics (id, name, name_hindi) VALUES (gen_random_uuid(), 'Old Clinic', 'पुराना')`,
        );
        await client.end();
        await writeBackup({ ownerUrl, keys: ring, file: path, passphrase, now: new Date('2026-11-24T06:00:00Z') });
      },
      true,
    );
    const newHome = await machine('newer');
    const { code, said } = await restore([path], newHome);
    expect(said).toContain(`Brought up to date: ${all.slice(1).join(', ')}.`);
    expect(code).toBe(0);
    const clinics = await withDatabase(newHome, async ({ ownerUrl }) => {
      const db = createDatabase({ url: ownerUrl, keyRing: parseKeyRing(keys), poolSize: 1 });
      try {
        return await db.prisma.clinic.findMany({ select: { name: true } });
      } finally {
        await db.close();
      }
    });
    expect(clinics).toEqual([{ name: 'Old Clinic' }]);

    const refused = await restore([path], newHome);
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining(`made before the migrations ${all[1]}`)]);
  });
});

describe('where keys come from the environment', () => {
  const other = `other:${randomBytes(32).toString('base64')}`;

  it('nothing is restored under a ring that could not read it, and the right one is given', {
    timeout: 120_000,
  }, async () => {
    const target = await machine('told');
    const refused = await restore([file], { ...target, VAANI_KEYS: other });
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('--keys-to PATH')]);
    await expect(stat(target.VAANI_HOME ?? '')).rejects.toThrow('ENOENT');

    const path = join(folder, 'keys');
    const given = await restore([file, '--keys-to', path], target);
    expect(given.code).toBe(0);
    expect(given.said).not.toContain(keys);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const ring = (await readFile(path, 'utf8')).trim();
    expect(ring).toBe(keys);

    const env = { ...target, VAANI_KEYS: `${other},${ring}` };
    expect((await restore([file], env)).code).toBe(0);
    expect(await namesOn(env)).toEqual(await namesOn(oldHome));
  });
});

describe('is refused in words', () => {
  it('without a file, a passphrase, or anything to back up', async () => {
    const none = await machine('none');
    expect((await backup([], none)).code).toBe(2);
    const cases: [Promise<{ code: number; said: string }>, string][] = [
      [backup([join(folder, 'x')], none), 'never started here'],
      [backup([join(folder, 'x')], { ...oldHome, VAANI_BACKUP_PASSPHRASE: 'short' }), 'shorter than 12 characters'],
      [backup([join(folder, 'x')], { ...oldHome, VAANI_BACKUP_PASSPHRASE: '' }), 'VAANI_BACKUP_PASSPHRASE'],
      [restore([join(folder, 'x')], none), 'There is no file'],
      [restore([file, '--check'], { ...none, VAANI_BACKUP_PASSPHRASE: 'another one' }), 'The passphrase is wrong'],
    ];
    for (const [running, sentence] of cases) {
      const { code, said } = await running;
      expect(said).toContain(sentence);
      expect(said).not.toMatch(/\bat .*\.ts:/);
      expect(code).toBe(1);
    }
  });

  it('and --check reads the whole file', async () => {
    const { code, said } = await restore([file, '--check'], await machine('none'));
    expect([code, said]).toEqual([0, expect.stringMatching(/^Whole: [\d,]+ rows of \d+ tables, as they were on /)]);
  });
});
