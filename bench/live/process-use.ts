import { readFile } from 'node:fs/promises';

/** What a process used between two moments. */
export interface ProcessUse {
  /** Of one core, %. */
  cpu: number;
  memoryMb: number;
}

/** Linux counts a process's time in hundredths of a second. */
const TICKS_A_SECOND = 100;

/** Begins to count; what it returns tells how much it was. @throws where the system does not tell (no /proc). */
export async function startProcessUse(pid: number): Promise<() => Promise<ProcessUse>> {
  const [began, before] = [performance.now(), await cpuSecondsOf(pid)];
  return async () => {
    const seconds = (performance.now() - began) / 1_000;
    const cpu = (100 * ((await cpuSecondsOf(pid)) - before)) / seconds;
    return { cpu, memoryMb: await memoryMbOf(pid) };
  };
}

async function cpuSecondsOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may have spaces in it; what follows has none.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

async function memoryMbOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1]) / 1_024;
}
