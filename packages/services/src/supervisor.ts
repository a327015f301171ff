import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@vaani/config';
import type { Ending } from './processes.ts';

export interface App {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string | undefined>;
  /** Answers 200 when the app can be used. */
  readyUrl: string;
  /** Ends the wait for readiness. */
  signal?: AbortSignal;
}

/** A process that ended without being told to. */
export interface Crash extends Ending {
  name: string;
}

export interface Supervisor {
  start(app: App): Promise<void>;
  /** Resolves with the first app that ended without being told to, and its last lines. */
  crashed: Promise<Crash>;
  pids(): Record<string, number>;
  /** Tells all to stop, waits, then forces. Idempotent. */
  stop(): Promise<void>;
}

/** How long an app may take to be ready, and to stop when it is told to. */
const deadlines = { readyMs: 60_000, stopMs: 6_000 } as const;
const KEPT_LINES = 15;

/** Starts apps as child processes, keeps their output under `logs`, and notices when one ends. */
export function createSupervisor(options: {
  logs: string;
  clock: Clock;
  deadlines?: { readyMs: number; stopMs: number };
}): Supervisor {
  const { logs, clock } = options;
  const { readyMs, stopMs } = options.deadlines ?? deadlines;
  mkdirSync(logs, { recursive: true });
  const running = new Map<string, { child: ChildProcess; ended: Promise<void> }>();
  let isStopping = false;
  let reportCrash: (crash: Crash) => void = () => undefined;
  const crashed = new Promise<Crash>((resolve) => {
    reportCrash = resolve;
  });

  async function start(app: App): Promise<void> {
    const log = createWriteStream(join(logs, `${app.name}.log`));
    const lastLines: string[] = [];
    // A group of its own: Ctrl-C reaches this process alone, which then stops them in order.
    const child = spawn(app.command, app.args, {
      cwd: app.cwd,
      env: app.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const note = (data: Buffer) => {
      log.write(data);
      lastLines.push(
        ...data
          .toString()
          .split('\n')
          .filter((line) => line.trim() !== ''),
      );
      lastLines.splice(0, lastLines.length - KEPT_LINES);
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    const ended = new Promise<void>((resolve) => {
      child.once('error', (error) => note(Buffer.from(error.message)));
      child.once('close', (code) => {
        log.end();
        running.delete(app.name);
        if (!isStopping) reportCrash({ name: app.name, lastLines: [...lastLines], code });
        resolve();
      });
    });
    running.set(app.name, { child, ended });
    await waitUntilReady(app, ended, lastLines, clock, readyMs);
  }

  return {
    start,
    crashed,
    pids: () => Object.fromEntries([...running].map(([name, { child }]) => [name, child.pid ?? 0])),
    async stop() {
      isStopping = true;
      const all = [...running.values()];
      for (const { child } of all) child.kill('SIGTERM');
      const force = clock.after(
        stopMs,
        () => {
          for (const { child } of all) killGroup(child);
        },
        { keepAlive: true },
      );
      await Promise.all(all.map(({ ended }) => ended));
      force();
    },
  };
}

/** Ends a child and whatever it started. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
    child.kill('SIGKILL');
  }
}

async function waitUntilReady(
  app: App,
  ended: Promise<void>,
  lastLines: string[],
  clock: Clock,
  readyMs: number,
): Promise<void> {
  let isOver = false;
  ended.then(() => {
    isOver = true;
  });
  const deadline = clock.monotonic() + readyMs;
  while (clock.monotonic() < deadline) {
    app.signal?.throwIfAborted();
    if (isOver) throw new Error(`${app.name} ended while it started:\n${lastLines.join('\n')}`);
    if (await answersOk(app.readyUrl)) return;
    await new Promise<void>((resolve) => clock.after(100, resolve, { keepAlive: true }));
  }
  throw new Error(`${app.name} was not ready within ${readyMs / 1_000} s:\n${lastLines.join('\n')}`);
}

/** Does an address answer 200 within two seconds? */
export async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
