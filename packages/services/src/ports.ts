import { randomInt } from 'node:crypto';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Which setting chooses which port. */
const settingOf = {
  web: 'VAANI_WEB_PORT',
  voice: 'VAANI_VOICE_PORT',
  worker: 'VAANI_WORKER_PORT',
  postgres: 'VAANI_POSTGRES_PORT',
  redis: 'VAANI_REDIS_PORT',
} as const;
export type PortName = keyof typeof settingOf;

/**
 * Checks all before anything starts.
 * @param waitMs how long a port may still be taken: that of a process just ended is given back a moment later.
 * @throws naming each port that is taken and the setting that chooses another.
 */
export async function checkPorts(ports: Partial<Record<PortName, number>>, waitMs = 0): Promise<void> {
  const until = performance.now() + waitMs;
  const taken: string[] = [];
  for (const [name, port] of Object.entries(ports) as [PortName, number][]) {
    if (await isFreeBy(port, until)) continue;
    taken.push(`Port ${port} (${name}) is taken: choose another with ${settingOf[name]}=${port + 1}.`);
  }
  if (taken.length > 0) throw new Error(taken.join('\n'));
}

/**
 * Below the ports that systems give to connections going out (Linux from 32768, macOS from 49152): one of those would be free now, and the local end
 * of somebody's connection a second later.
 */
const CHOSEN_FROM = { first: 20_000, end: 32_000 };

/** A port that is free just now, and that nobody gets by chance. @throws where none can be found. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(CHOSEN_FROM.first, CHOSEN_FROM.end);
    if (await isFree(port)) return port;
  }
  throw new Error('no port could be had');
}

/** So many, no two of them the same. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

/** @param until monotonic milliseconds; asked once at least. */
async function isFreeBy(port: number, until: number): Promise<boolean> {
  while (!(await isFree(port))) {
    if (performance.now() >= until) return false;
    await delay(25);
  }
  return true;
}

async function isFree(port: number): Promise<boolean> {
  const tryHost = (host: string | undefined) =>
    new Promise<boolean>((resolve) => {
      const server = net.createServer();
      server.once('error', (error: NodeJS.ErrnoException) =>
        resolve(error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL'),
      );
      server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
    });
  return (await tryHost('127.0.0.1')) && (await tryHost(undefined));
}
