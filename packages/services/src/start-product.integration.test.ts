// Guards `npm start`: everything comes up, nothing stays behind, whatever goes wrong on the way.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clearHome } from './clear-home.ts';
import { homeOf, openDatabase } from './open-database.ts';
import { postgresFolder } from './postgres-folder.ts';
import { isAlive, isGoneWithin } from './processes.ts';
import { findRunning } from './running.ts';
import { type Product, type ProductOptions, startProduct } from './start-product.ts';
import { smallProduct } from './testing/small-product.ts';

let place: Awaited<ReturnType<typeof smallProduct>>;
let home = '';
const running: Product[] = [];

beforeEach(async () => {
  place = await smallProduct();
  home = homeOf(place.root, place.env);
});
afterEach(async () => {
  for (const product of running.splice(0)) await product.stop();
  if (existsSync(home)) await clearHome(home);
  place.remove();
});

async function start(options: Partial<ProductOptions> = {}): Promise<Product> {
  const product = await startProduct({ ...place, prepareDatabase: async () => undefined, ...options });
  running.push(product);
  return product;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function postgresPid(): Promise<number> {
  return Number(readFileSync(join(await postgresFolder(home), 'postmaster.pid'), 'utf8').split('\n')[0]);
}

it('brings everything up, tells each app what it needs, and stops without a trace', async () => {
  const steps: string[] = [];
  let prepared: unknown[] = [];
  const product = await start({
    onStep: (step) => steps.push(step),
    prepareDatabase: async ({ ownerUrl }) => {
      prepared = await query(ownerUrl, 'SELECT current_user AS name, count(*)::int AS clinics FROM clinics');
    },
  });
  expect(prepared).toEqual([{ name: 'vaani_owner', clinics: 0 }]);
  expect(steps).toEqual(expect.arrayContaining(['Postgres 18 (embedded)', 'Desk built', 'voice', 'worker', 'web']));
  expect(steps.some((step) => step.startsWith('Migrations ('))).toBe(true);

  const told = (await (await fetch(product.voiceUrl)).json()) as Record<string, string>;
  expect(told).toMatchObject({ VAANI_ENV: 'local', DATABASE_URL: product.env.DATABASE_URL, NODE_ENV: 'production' });
  expect(told.VAANI_KEYS).toMatch(/^local:/);
  expect(told).not.toHaveProperty('DATABASE_OWNER_URL');
  const [row] = await query(
    told.DATABASE_URL ?? '',
    'SELECT current_user AS name, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user',
  );
  expect(row).toEqual({ name: 'vaani_app', rolsuper: false, rolbypassrls: false });

  expect(await findRunning(home)).toMatchObject({ pid: process.pid, webUrl: product.webUrl });
  expect(statSync(join(home, 'running.json')).mode & 0o777).toBe(0o600);
  const pids = [...Object.values(product.pids()), await postgresPid()];
  expect(pids).toHaveLength(4);
  await product.stop();
  for (const pid of pids) expect(isAlive(pid)).toBe(false);
  for (const name of ['running.json', 'children.json', 'lock']) expect(existsSync(join(home, name))).toBe(false);
});

it('keeps its data and its build over a second start, and gives the database to other commands in between', async () => {
  const first = await start();
  const open = await openDatabase(place);
  await query(open?.ownerUrl ?? '', 'CREATE TABLE kept (word text)');
  await query(open?.ownerUrl ?? '', "INSERT INTO kept VALUES ('here')");
  await open?.close();
  await expect(startProduct({ ...place, prepareDatabase: async () => undefined })).rejects.toThrow(
    /running already in .*VAANI_HOME/,
  );
  await first.stop();
  const alone = await openDatabase(place);
  expect(await query(alone?.ownerUrl ?? '', 'SELECT word FROM kept')).toEqual([{ word: 'here' }]);
  await alone?.close();

  const built = readFileSync(join(place.root, 'apps/web/.next/built'), 'utf8');
  const steps: string[] = [];
  const second = await start({ onStep: (step) => steps.push(step) });
  expect(steps).toEqual(expect.arrayContaining(['Database is up to date', 'Desk is built']));
  expect(second.env.VAANI_KEYS).toBe(first.env.VAANI_KEYS);
  expect(readFileSync(join(place.root, 'apps/web/.next/built'), 'utf8')).toBe(built);
  await second.stop();
  place.write('apps/web/app/page.tsx', 'changed');
  await start();
  expect(readFileSync(join(place.root, 'apps/web/.next/built'), 'utf8')).not.toBe(built);
});

it('stops what it had started where an app does not come up, and says why', async () => {
  place.write('apps/worker/src/main.ts', 'console.log("one moment"); throw new Error("the worker is unwell");');
  let pid = 0;
  const failed = start({
    onStep: async (step) => {
      if (step.startsWith('Postgres')) pid = await postgresPid();
    },
  });
  await expect(failed).rejects.toThrow(/worker ended while it started:[\s\S]*the worker is unwell/);
  expect(pid).toBeGreaterThan(0);
  expect(isAlive(pid)).toBe(false);
  expect(existsSync(join(home, 'lock'))).toBe(false);
  expect(await findRunning(home)).toBeNull();
});

it('reports an app that dies later', async () => {
  const product = await start();
  await fetch(new URL('/die', product.voiceUrl)).catch(() => undefined);
  expect(await product.crashed).toEqual({ name: 'voice', code: 3, lastLines: ['out of cheese'] });
});

it('reports a Postgres that dies, and stops the rest', async () => {
  const product = await start();
  const apps = Object.values(product.pids());
  process.kill(await postgresPid(), 'SIGQUIT');
  expect((await product.crashed).name).toBe('Postgres');
  await product.stop();
  for (const pid of apps) expect(isAlive(pid)).toBe(false);
});

it('takes over after a start that was killed with everything still running', async () => {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'testing/start-small-product.ts');
  const child = spawn(process.execPath, [script, place.root], { env: place.env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const orphans = [...Object.values(JSON.parse(line.toString()) as Record<string, number>), await postgresPid()];
  child.kill('SIGKILL');
  await once(child, 'exit');
  for (const pid of orphans) expect(isAlive(pid)).toBe(true);
  const product = await start();
  for (const pid of orphans) expect(await isGoneWithin(pid, 1_000)).toBe(true);
  expect((await fetch(product.webUrl)).ok).toBe(true);
});

it('names a port that is taken before anything starts', async () => {
  const other = await smallProduct();
  try {
    const port = other.env.VAANI_VOICE_PORT ?? '';
    const blocker = spawn(process.execPath, [
      '-e',
      `require('node:net').createServer().listen(${port}, '127.0.0.1', () => console.log('up'))`,
    ]);
    await once(blocker.stdout, 'data');
    place.env.VAANI_VOICE_PORT = port;
    await expect(start()).rejects.toThrow(`Port ${port} (voice) is taken: choose another with VAANI_VOICE_PORT=`);
    blocker.kill();
    expect(existsSync(await postgresFolder(home))).toBe(false);
  } finally {
    other.remove();
  }
});

it('makes up nothing in production', async () => {
  place.env.VAANI_ENV = 'production';
  await expect(start()).rejects.toThrow(/DATABASE_URL is missing\..*NEXTAUTH_SECRET is missing\./);
  expect(existsSync(join(home, 'secrets.json'))).toBe(false);
});

it('stops where it is when it is told to while it starts', async () => {
  const stopping = new AbortController();
  const started = start({
    signal: stopping.signal,
    onStep: (step) => {
      if (step.startsWith('Postgres')) stopping.abort(new Error('enough'));
    },
  });
  await expect(started).rejects.toThrow('enough');
  expect(existsSync(join(home, 'lock'))).toBe(false);
});
