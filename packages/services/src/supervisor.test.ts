// Guards against an app that dies unnoticed, and against one that stays when all should stop.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@vaani/config';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { freePort } from './ports.ts';
import { isAlive } from './processes.ts';
import { type App, createSupervisor } from './supervisor.ts';

const logs = mkdtempSync(join(tmpdir(), 'vaani-logs-'));
afterEach(() => rmSync(logs, { recursive: true, force: true }));

function supervise(deadlines = { readyMs: 10_000, stopMs: 5_000 }) {
  const supervisor = createSupervisor({ logs, clock: systemClock, deadlines });
  onTestFinished(() => supervisor.stop());
  return supervisor;
}

/** A program that answers 200 once it listens; `code` runs before. */
async function program(name: string, code = ''): Promise<App> {
  const port = await freePort();
  const script = `${code};require('node:http').createServer((q, r) => { if (q.url === '/die') { console.error('the last straw'); process.exit(7); } r.end('ok'); }).listen(${port}, '127.0.0.1')`;
  return {
    name,
    command: process.execPath,
    args: ['-e', script],
    cwd: logs,
    env: { PATH: process.env.PATH },
    readyUrl: `http://127.0.0.1:${port}/ready`,
  };
}

it('starts apps, keeps what they say, and leaves no process when it stops', async () => {
  const supervisor = supervise();
  const app = await program('web', 'console.log("hello from web")');
  await supervisor.start(app);
  const { web = 0 } = supervisor.pids();
  expect(isAlive(web)).toBe(true);
  expect((await fetch(app.readyUrl)).status).toBe(200);
  await supervisor.stop();
  expect(isAlive(web)).toBe(false);
  expect(readFileSync(join(logs, 'web.log'), 'utf8')).toContain('hello from web');
});

it('reports the app that ended, with its last lines', async () => {
  const supervisor = supervise();
  const app = await program('voice', 'for (let i = 0; i < 100; i++) console.log("line " + i)');
  await supervisor.start(app);
  await fetch(new URL('/die', app.readyUrl)).catch(() => undefined);
  const { name, code, lastLines } = await supervisor.crashed;
  expect({ name, code }).toEqual({ name: 'voice', code: 7 });
  expect(lastLines.at(-1)).toBe('the last straw');
  expect(lastLines).toContain('line 99');
  expect(lastLines.length).toBeLessThanOrEqual(15);
});

it('says why an app did not come up', async () => {
  const supervisor = supervise();
  await expect(supervisor.start(await program('worker', 'throw new Error("REDIS_URL is missing.")'))).rejects.toThrow(
    /worker ended while it started:[\s\S]*REDIS_URL is missing\./,
  );
  const missing = { ...(await program('voice')), command: join(logs, 'no-such-program') };
  await expect(supervisor.start(missing)).rejects.toThrow(/voice ended while it started:[\s\S]*ENOENT/);
});

it('does not wait for ever', async () => {
  const supervisor = supervise({ readyMs: 300, stopMs: 1_000 });
  const deaf = { ...(await program('web')), readyUrl: `http://127.0.0.1:${await freePort()}/ready` };
  await expect(supervisor.start(deaf)).rejects.toThrow('web was not ready within 0.3 s');
});

it('forces what does not stop when it is told to', async () => {
  const supervisor = supervise({ readyMs: 10_000, stopMs: 200 });
  await supervisor.start(await program('stubborn', 'process.on("SIGTERM", () => console.log("no"))'));
  const { stubborn = 0 } = supervisor.pids();
  await supervisor.stop();
  expect(isAlive(stubborn)).toBe(false);
});
