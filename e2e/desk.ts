import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { type DemoSignIn, demoSignIns } from '../prisma/factories/callers.ts';
import { findPlace, type Place, stateOf } from './place.ts';

/** Who signs in: people of the demo's first clinic, one of each role. */
export const people = {
  admin: signInOf('admin'),
  receptionist: signInOf('receptionist'),
  doctor: signInOf('doctor'),
};
export type Role = keyof typeof people;

function signInOf(role: DemoSignIn['role']): DemoSignIn {
  const signIn = demoSignIns.find((candidate) => candidate.role === role);
  if (signIn === undefined) throw new Error(`the demo has no ${role}`);
  return signIn;
}

const callSchema = z.object({
  callSid: z.string(),
  turns: z.array(z.object({ who: z.string(), text: z.string() })),
  appointments: z.array(
    z.object({ id: z.string(), doctor: z.string(), startsAt: z.string(), endsAt: z.string(), status: z.string() }),
  ),
  outcome: z.string(),
});
/** What `npm run call -- --json` tells of a call that is over. */
export type PlacedCall = z.infer<typeof callSchema>;

interface Fixtures {
  place: Place;
  /** Places a simulated phone call through the public doors; ends with the call. `out` is a folder for what both sides heard. */
  placeCall: (scenario: string, options?: { out?: string }) => Promise<PlacedCall>;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from here
  place: async ({}, use) => use(await findPlace()),
  placeCall: async ({ place }, use) => {
    const stopping = new AbortController();
    const calls: Promise<PlacedCall>[] = [];
    await use((scenario, { out } = {}) => {
      const call = runCall(
        place,
        [...['--scenario', scenario], ...(out === undefined ? [] : ['--out', out])],
        stopping.signal,
      );
      calls.push(call);
      return call;
    });
    // A test that failed did not wait for its call.
    stopping.abort();
    await Promise.allSettled(calls);
  },
});
export { expect };

/** The state of a browser in which this role is signed in. */
export async function signedInAs(role: Role): Promise<string> {
  return stateOf(await findPlace(), role);
}

async function runCall(place: Place, args: string[], signal: AbortSignal): Promise<PlacedCall> {
  const child = spawn(process.execPath, ['scripts/call.ts', ...args, '--json'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, ...place.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (data: Buffer) => {
    output += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    errors = (errors + data.toString()).slice(-2_000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // 1 says that the caller did not get what they wanted, and the call is told all the same: a test looks at its outcome.
  if ((code !== 0 && code !== 1) || output === '') throw new Error(`the call ended with ${code}: ${errors}`);
  return callSchema.parse(JSON.parse(output));
}

/** Fills the form and sends it. @param origin of the desk, in a browser that was not opened for it. */
export async function signIn(page: Page, email: string, password: string, origin = ''): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Waits until the page's live stream stands. */
export async function untilLive(page: Page): Promise<void> {
  await expect(page.locator('[data-stream]')).toHaveAttribute('data-stream', 'live', { timeout: 30_000 });
}
