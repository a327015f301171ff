import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from './browser.ts';
import { findBrowser } from './browser.ts';

/** Where a run of these tests happens: a product of its own, on free ports, in a folder of its own. */
export interface Place {
  home: string;
  webUrl: string;
  /** The environment of the product and of the calls placed to it. */
  env: Record<string, string>;
  browser: Browser;
}

const portNames = [
  'VAANI_WEB_PORT',
  'VAANI_VOICE_PORT',
  'VAANI_WORKER_PORT',
  'VAANI_POSTGRES_PORT',
  'VAANI_REDIS_PORT',
] as const;

/** Playwright reads its configuration once in each of its processes: the first one decides, the others are told. */
export async function findPlace(): Promise<Place> {
  const told = process.env.VAANI_E2E_PLACE;
  if (told !== undefined) return JSON.parse(told) as Place;
  const home = mkdtempSync(join(tmpdir(), 'vaani-e2e-'));
  const ports = await freePorts(portNames.length);
  const env: Record<string, string> = { VAANI_HOME: home, VAANI_ENV: 'local' };
  portNames.forEach((name, index) => {
    env[name] = String(ports[index]);
  });
  const webUrl = `http://localhost:${env.VAANI_WEB_PORT}`;
  env.VAANI_WEB_URL = webUrl;
  env.VAANI_VOICE_URL = `http://localhost:${env.VAANI_VOICE_PORT}`;
  const place: Place = { home, webUrl, env, browser: await findBrowser(process.env, home) };
  process.env.VAANI_E2E_PLACE = JSON.stringify(place);
  return place;
}

/** Ports that are free now, all held at once so that none is given twice. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    return address.port;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

export const stateOf = (place: Place, role: string): string => join(place.home, 'states', `${role}.json`);
