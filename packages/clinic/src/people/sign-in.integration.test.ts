// Guards the door: tries are counted whether Redis is there or not, a refusal gives nothing away, and getting in clears the count.

import { systemClock } from '@vaani/config';
import { endSessions } from '@vaani/db';
import { createLive, createRedis } from '@vaani/live';
import { ownRedis } from '@vaani/services/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClinicDeps } from '../context.ts';
import { type House, startHouse, type TestClinic, testClinic, testPassword } from '../testing/index.ts';
import { sessionState, verifySignIn } from './sign-in.ts';

let house: House;
let clinic: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-24T03:00:00Z');
  clinic = await testClinic(house, { domain: 'door.test' });
});
afterAll(() => house.close());

const signIn = (email: string, password: string, address: string, deps: ClinicDeps = house.deps) =>
  verifySignIn(deps, { email, password, address });

describe('signing in', () => {
  it('takes back the tries of who gets in', async () => {
    const wrong = () => Promise.all(Array.from({ length: 9 }, () => signIn('admin@door.test', 'wrong', '10.9.0.1')));
    for (const _ of [1, 2]) {
      expect((await wrong()).every((one) => !one.ok && one.reason === 'invalid')).toBe(true);
      expect((await signIn('admin@door.test', testPassword, '10.9.0.1')).ok).toBe(true);
    }
  });

  it('counts an address whomever it tries, and does not take that back', async () => {
    const tries = await Promise.all(
      Array.from({ length: 49 }, (_, index) => signIn(`somebody-${index}@door.test`, 'wrong', '10.9.0.2')),
    );
    expect(tries.every((one) => !one.ok && one.reason === 'invalid')).toBe(true);
    expect((await signIn('admin@door.test', testPassword, '10.9.0.2')).ok).toBe(true);
    expect(await signIn('admin@door.test', testPassword, '10.9.0.2')).toMatchObject({ reason: 'locked' });
    expect((await signIn('admin@door.test', testPassword, '10.9.0.3')).ok).toBe(true);
  });

  it('refuses somebody and nobody after the same time', async () => {
    // On a clock that stands still while the passwords are checked, and whose timers ring at once.
    const waits: number[] = [];
    const clock = {
      ...house.deps.clock,
      monotonic: () => 1_000,
      after: (delayMs: number, work: () => void) => {
        waits.push(delayMs);
        work();
        return () => undefined;
      },
    };
    await signIn('doctor@door.test', 'wrong', '10.9.0.4', { ...house.deps, clock });
    await signIn('nobody@door.test', 'wrong', '10.9.0.4', { ...house.deps, clock });
    expect(waits).toEqual([400, 400]);
  });

  it('is counted by the process itself while Redis is away', async () => {
    const redisServer = await ownRedis();
    const redis = createRedis(redisServer.url, () => undefined);
    const live = createLive({ redis, cipherFor: (id) => house.db.cipherFor(id), clock: systemClock });
    await expect.poll(() => live.status()).toBe('up');
    await redisServer.stop();
    await expect.poll(() => live.status()).toBe('down');
    const deps = { ...house.deps, live };
    const tries = await Promise.all(
      Array.from({ length: 11 }, (_, index) => signIn('doctor@door.test', 'wrong', `10.9.1.${index}`, deps)),
    );
    expect(tries.filter((one) => !one.ok && one.reason === 'locked')).toHaveLength(1);
    expect(await signIn('doctor@door.test', testPassword, '10.9.2.1', deps)).toMatchObject({ reason: 'locked' });
    await live.close();
  });
});

describe('a session', () => {
  it('is good for as long as its version is the user’s', async () => {
    const signedIn = await signIn('admin@door.test', testPassword, '10.9.3.1');
    if (!signedIn.ok) throw new Error('not in');
    const { id } = signedIn.user;
    expect(await sessionState(house.deps, id)).toMatchObject({
      version: signedIn.sessionVersion,
      isDisabled: false,
      memberships: [{ clinicId: clinic.clinicId, role: 'admin' }],
    });
    await endSessions(house.db, id);
    expect((await sessionState(house.deps, id))?.version).toBe(signedIn.sessionVersion + 1);
    expect(await sessionState(house.deps, '01920000-0000-7000-8000-000000000000')).toBeNull();
  });
});
