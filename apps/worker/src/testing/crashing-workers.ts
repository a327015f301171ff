import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SendStep } from '@vaani/clinic';
import type { CrashPlan } from './crashing-worker.ts';

/** Where in the sending of a message a worker is killed; `during-request` while the provider reads what was asked. */
export const crashSteps = ['before-attempt', 'after-attempt', 'during-request', 'after-send', 'after-note'] as const;
export type CrashStep = (typeof crashSteps)[number];

export interface Crash {
  step: CrashStep;
  /** At the how manieth message that gets there. */
  at: number;
}

/** Worker processes that are killed as planned. */
export interface CrashingWorkers {
  /** Keeps so many at work, each killed by the next plan, until there is none left; then lets the survivors end their work. */
  run(next: () => Crash | null, atOnce: number): Promise<void>;
  /** One was heard at the provider: kills it where that was planned. @param name the one that `environment` was made for. */
  heard(name: string): void;
  killed(): Record<CrashStep, number>;
  /** Lets workers that nobody kills work until `isDone` says so. */
  finish(count: number, isDone: () => Promise<boolean>): Promise<void>;
  stop(): Promise<void>;
}

const main = fileURLToPath(new URL('crashing-worker.ts', import.meta.url));
/** Started ahead of need: most of a worker's start is reading its own code. */
const SPARE = 1;

/** @param environment of a worker of this name. */
export async function crashingWorkers(environment: (name: string) => Record<string, string>): Promise<CrashingWorkers> {
  const cache = await mkdtemp(join(tmpdir(), 'vaani-code-'));
  const killed: Record<CrashStep, number> = {
    'before-attempt': 0,
    'after-attempt': 0,
    'during-request': 0,
    'after-send': 0,
    'after-note': 0,
  };
  /** Those that are to be killed from here, and how many requests they may still make. */
  const marked = new Map<string, { child: ChildProcess; left: number }>();
  const spares: Worker[] = [];
  let started = 0;
  let isStopped = false;
  const children = new Set<ChildProcess>();

  function start(): Worker {
    const name = `worker-${++started}`;
    const child = spawn(process.execPath, [main], {
      env: { ...environment(name), NODE_COMPILE_CACHE: cache },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.add(child);
    const ready = new Promise<void>((resolve) => child.once('message', () => resolve()));
    const ended = new Promise<NodeJS.Signals | null>((resolve) =>
      child.once('exit', (_, signal) => {
        children.delete(child);
        resolve(signal);
      }),
    );
    return { name, child, ready, ended };
  }

  async function take(): Promise<Worker> {
    while (spares.length < SPARE) spares.push(start());
    const worker = spares.shift() ?? start();
    await Promise.race([worker.ready, worker.ended]);
    return worker;
  }

  function go(worker: Worker, plan: CrashPlan): void {
    if (worker.child.connected) worker.child.send({ plan });
  }

  async function crashOne(crash: Crash): Promise<void> {
    const worker = await take();
    if (isStopped) return;
    if (crash.step === 'during-request') marked.set(worker.name, { child: worker.child, left: crash.at });
    go(worker, crash.step === 'during-request' ? null : { step: crash.step as SendStep, at: crash.at });
    const signal = await worker.ended;
    marked.delete(worker.name);
    if (isStopped) return;
    if (signal !== 'SIGKILL') throw new Error(`a worker ended by itself (${signal}) at ${crash.step}`);
    killed[crash.step] += 1;
  }

  return {
    async run(next, atOnce) {
      const lane = async () => {
        for (let crash = next(); crash !== null && !isStopped; crash = next()) await crashOne(crash);
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
    },
    heard(name) {
      const worker = marked.get(name);
      if (worker === undefined) return;
      worker.left -= 1;
      if (worker.left === 0) worker.child.kill('SIGKILL');
    },
    killed: () => ({ ...killed }),
    async finish(count, isDone) {
      const workers = await Promise.all(Array.from({ length: count }, take));
      for (const worker of workers) go(worker, null);
      while (!isStopped && !(await isDone())) await new Promise((resolve) => setTimeout(resolve, 250));
    },
    async stop() {
      isStopped = true;
      const endings = [...children].map((child) => new Promise((resolve) => child.once('exit', resolve)));
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(endings);
      await rm(cache, { recursive: true, force: true });
    },
  };
}

interface Worker {
  name: string;
  child: ChildProcess;
  ready: Promise<void>;
  ended: Promise<NodeJS.Signals | null>;
}
