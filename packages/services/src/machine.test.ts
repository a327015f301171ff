// What a start does before and beside its servers: ports, secrets, the lock, leftovers.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseKeyRing } from '@vaani/config';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { clearHome } from './clear-home.ts';
import { lockHome } from './home-lock.ts';
import { endLeftovers, noteChildren } from './leftovers.ts';
import { checkPorts, freePort } from './ports.ts';
import { isAlive, isGoneWithin } from './processes.ts';
import { findRunning, noteRunning } from './running.ts';
import { loadOrCreateSecrets } from './secrets.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'vaani-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

async function sleeper(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000); console.log("up")'], { detached: true });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child.pid ?? 0;
}

it('names every port that is taken, and the setting that chooses another', async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const taken = (server.address() as net.AddressInfo).port;
  const free = await freePort();
  await expect(checkPorts({ web: taken, voice: free, redis: taken })).rejects.toThrow(
    `Port ${taken} (web) is taken: choose another with VAANI_WEB_PORT=${taken + 1}.\nPort ${taken} (redis) is taken: choose another with VAANI_REDIS_PORT=${taken + 1}.`,
  );
  await checkPorts({ web: free });
});

it('makes secrets once, for its owner’s eyes only', async () => {
  const made = await loadOrCreateSecrets(home);
  expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(await loadOrCreateSecrets(home)).toEqual(made);
  expect(parseKeyRing(made.keys).currentId).toBe('local');
  expect(new Set(Object.values(made)).size).toBe(Object.keys(made).length);
});

it.each(['{"keys":"local:abc"}', '{"cut sh'])('does not go on with damaged secrets: %s', async (text) => {
  writeFileSync(join(home, 'secrets.json'), text);
  await expect(loadOrCreateSecrets(home)).rejects.toThrow(/secrets\.json is damaged.*Put a copy back/);
});

it('keeps a second start away, and takes over from one that was killed', async () => {
  const unlock = await lockHome(home);
  await expect(lockHome(home)).rejects.toThrow(`(process ${process.pid})`);
  await unlock();
  writeFileSync(join(home, 'lock'), String(await deadPid()));
  const again = await lockHome(home);
  expect(readFileSync(join(home, 'lock'), 'utf8')).toBe(String(process.pid));
  await again();
  expect(existsSync(join(home, 'lock'))).toBe(false);
});

it('finds the product that runs, and none that does not', async () => {
  expect(await findRunning(home)).toBeNull();
  const told = { pid: process.pid, webUrl: 'http://localhost:1', voiceUrl: 'http://localhost:2', env: { A: 'b' } };
  const forget = await noteRunning(home, told);
  expect(await findRunning(home)).toEqual(told);
  await noteRunning(home, { ...told, pid: await deadPid() });
  expect(await findRunning(home)).toBeNull();
  writeFileSync(join(home, 'running.json'), '{"pid":');
  expect(await findRunning(home)).toBeNull();
  await forget();
  expect(existsSync(join(home, 'running.json'))).toBe(false);
});

it('ends what a killed start left behind, and nothing else', async () => {
  const [left, other] = [await sleeper(), await sleeper()];
  await noteChildren(home, { voice: left, web: await deadPid() });
  const noted = JSON.parse(readFileSync(join(home, 'children.json'), 'utf8')) as object[];
  // A number that has gone to another program since.
  noted.push({ name: 'worker', pid: other, command: 'node apps/worker/src/main.ts' });
  writeFileSync(join(home, 'children.json'), JSON.stringify(noted));
  expect(await endLeftovers(home)).toEqual(['voice']);
  expect(await isGoneWithin(left, 1_000)).toBe(true);
  expect(isAlive(other)).toBe(true);
  expect(await endLeftovers(home)).toEqual([]);
});

it('clears what it wrote, and leaves what it did not', async () => {
  await loadOrCreateSecrets(home);
  mkdirSync(join(home, 'logs'));
  writeFileSync(join(home, 'letter.txt'), 'not ours');
  await clearHome(home);
  expect(existsSync(join(home, 'secrets.json'))).toBe(false);
  expect(readFileSync(join(home, 'letter.txt'), 'utf8')).toBe('not ours');
  rmSync(join(home, 'letter.txt'));
  await clearHome(home);
  expect(existsSync(home)).toBe(false);
});
