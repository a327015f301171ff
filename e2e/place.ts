import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '@vaani/services';
import type { Browser } from './browser.ts';
import { findBrowser } from './browser.ts';

/** Where a run of these tests happens: a product of its own, on free ports, in a folder of its own. */
export interface Place {
  home: string;
  webUrl: string;
  /** Where the product believes Twilio to be: nobody is there but in tests that start it (`telephone.ts`). */
  twilioPort: number;
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

/** Of a store that a test opens where the product lays its exports; nothing listens there else. */
const bucketKey = {
  VAANI_EXPORT_REGION: 'ap-south-1',
  VAANI_EXPORT_KEY_ID: 'AKEYOFTESTS',
  VAANI_EXPORT_SECRET: 'a secret for tests alone',
};

/** Playwright reads its configuration once in each of its processes: the first one decides, the others are told. */
export async function findPlace(): Promise<Place> {
  const told = process.env.VAANI_E2E_PLACE;
  if (told !== undefined) return JSON.parse(told) as Place;
  const home = mkdtempSync(join(tmpdir(), 'vaani-e2e-'));
  const [twilioPort = 0, ...ports] = await freePorts(portNames.length + 1);
  const env: Record<string, string> = { VAANI_HOME: home, VAANI_ENV: 'local' };
  portNames.forEach((name, index) => {
    env[name] = String(ports[index]);
  });
  const [bucketPort] = await freePorts(1);
  Object.assign(env, bucketKey, { VAANI_EXPORT_BUCKET_URL: `http://127.0.0.1:${bucketPort}/exports` });
  const webUrl = `http://localhost:${env.VAANI_WEB_PORT}`;
  env.VAANI_WEB_URL = webUrl;
  env.VAANI_VOICE_URL = `http://localhost:${env.VAANI_VOICE_PORT}`;
  env.TWILIO_ACCOUNT_SID = `AC${'e2'.repeat(16)}`;
  env.TWILIO_AUTH_TOKEN = randomBytes(16).toString('hex');
  env.VAANI_TWILIO_API_URL = `http://127.0.0.1:${twilioPort}`;
  const place: Place = { home, webUrl, twilioPort, env, browser: await findBrowser(process.env, home) };
  process.env.VAANI_E2E_PLACE = JSON.stringify(place);
  return place;
}

export const stateOf = (place: Place, role: string): string => join(place.home, 'states', `${role}.json`);
