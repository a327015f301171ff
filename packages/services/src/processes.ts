import { type ChildProcess, execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

/** How a child process ended, and what it said last. */
export interface Ending {
  code: number | null;
  lastLines: string[];
}

/** Is there such a process? */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !isZombie(pid);
}

/**
 * A process that ended, and that nobody has buried yet, still has its number. Linux tells. Its first thread may be dead while others are still
 * dying, and hold its ports and files: it has ended with the last of them.
 */
function isZombie(pid: number): boolean {
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')) && readdirSync(`/proc/${pid}/task`).length <= 1;
  } catch {
    // No /proc on this system.
    return false;
  }
}

/** Waits until a process is gone; false where it is not within the deadline. */
export async function isGoneWithin(pid: number, deadlineMs: number): Promise<boolean> {
  const until = performance.now() + deadlineMs;
  while (isAlive(pid)) {
    if (performance.now() > until) return false;
    await delay(25);
  }
  return true;
}

/** Sends each signal in turn until the child has ended, giving each so long. */
export async function endChild(
  child: ChildProcess,
  ended: Promise<unknown>,
  signals: readonly { signal: NodeJS.Signals; deadlineMs: number }[],
): Promise<void> {
  for (const { signal, deadlineMs } of signals) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    child.kill(signal);
    const timer = new AbortController();
    await Promise.race([ended, delay(deadlineMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
    timer.abort();
  }
  await ended;
}

/** The command line of a process, by which one is known again whose number was written down; null where it cannot be told. */
export async function commandOf(pid: number): Promise<string | null> {
  try {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
  } catch {
    // No /proc: not Linux.
  }
  try {
    return (await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command='])).stdout.trim();
  } catch {
    return null;
  }
}
