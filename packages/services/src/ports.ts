import net from 'node:net';

/** Which setting chooses which port. */
const settingOf = {
  web: 'VAANI_WEB_PORT',
  voice: 'VAANI_VOICE_PORT',
  worker: 'VAANI_WORKER_PORT',
  postgres: 'VAANI_POSTGRES_PORT',
  redis: 'VAANI_REDIS_PORT',
} as const;
export type PortName = keyof typeof settingOf;

/** Checks all before anything starts. @throws naming each port that is taken and the setting that chooses another. */
export async function checkPorts(ports: Partial<Record<PortName, number>>): Promise<void> {
  const taken: string[] = [];
  for (const [name, port] of Object.entries(ports) as [PortName, number][]) {
    if (!(await isFree(port)))
      taken.push(`Port ${port} (${name}) is taken: choose another with ${settingOf[name]}=${port + 1}.`);
  }
  if (taken.length > 0) throw new Error(taken.join('\n'));
}

/** A port of loopback that is free just now. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (typeof address !== 'object' || address === null) throw new Error('no port could be had');
  return address.port;
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
