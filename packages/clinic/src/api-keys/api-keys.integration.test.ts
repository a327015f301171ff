// Guards the keys of other systems: shown once, kept as a hash, good for what they name and as long as they may be, every use on record.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClinicError } from '../context.ts';
import { type House, rawRows, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from './manage-keys.ts';
import { presentApiKey, useLimits } from './present-key.ts';
import type { Scope } from './scopes.ts';

const start = '2026-11-24T06:00:00Z';
let house: House;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  house = await startHouse(start);
  clinic = await testClinic(house, { domain: 'keys.test' });
  other = await testClinic(house, { domain: 'other-keys.test' });
});
afterAll(() => house.close());

const admin = () => house.as(clinic.clinicId, clinic.admin);
const inDays = (days: number) => house.setNow(new Date(Date.parse(start) + days * 86_400_000).toISOString());
const use = (secret: string, scope: Scope | null = 'appointments:read', address = '203.0.113.7') =>
  presentApiKey(house.deps, { secret, scope, operation: 'GET /appointments', address, agent: 'test' });
const make = (scopes: Scope[] = ['appointments:read']) => createApiKey(admin(), { name: 'Hospital', scopes });
const uses = async (keyId: string) =>
  (
    await house.owner.query<{ outcome: string; address: string }>(
      `SELECT outcome, address FROM audit_entries WHERE action = 'api-key.use' AND actor_kind = 'api_key' AND actor_id = $1 ORDER BY id`,
      [keyId],
    )
  ).rows;

describe('a key', () => {
  it('is shown once and kept as its hash alone', async () => {
    const { key, secret } = await make();
    expect(secret).toMatch(/^vaani_key_[\w-]{43}$/);
    expect(key.hint).toBe(secret.slice(-4));
    const { rows } = await house.owner.query('SELECT hash FROM api_keys WHERE id = $1', [key.id]);
    expect(rows).toEqual([{ hash: createHash('sha256').update(secret).digest('hex') }]);
    for (const [table, text] of await rawRows(house.owner)) expect(text, table).not.toContain(secret);
    expect(JSON.stringify(await listApiKeys(admin()))).not.toContain(secret);
  });

  it('opens its own clinic for what it names, and nothing else', async () => {
    const { key, secret } = await make(['appointments:read', 'doctors:read']);
    expect(await use(secret)).toMatchObject({
      ok: true,
      clinicId: clinic.clinicId,
      zone: 'Asia/Kolkata',
      actor: { kind: 'api-key', keyId: key.id },
    });
    expect(await use(secret, 'patients:read')).toMatchObject({ ok: false, reason: 'scope' });
    expect(await use(`${secret}x`)).toMatchObject({ ok: false, reason: 'unknown' });
    expect(await uses(key.id)).toEqual([
      { outcome: 'done', address: '203.0.113.7' },
      { outcome: 'denied', address: '203.0.113.7' },
    ]);
  });

  it('says when it was last used, to the minute', async () => {
    inDays(0);
    const { key, secret } = await make();
    const lastUsed = async () => (await listApiKeys(admin())).find(({ id }) => id === key.id)?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await use(secret);
    house.setNow('2026-11-24T06:00:59Z');
    await use(secret);
    expect(await lastUsed()).toBe('2026-11-24T06:00:00.000Z');
    house.setNow('2026-11-24T06:01:00Z');
    await use(secret);
    expect(await lastUsed()).toBe('2026-11-24T06:01:00.000Z');
    inDays(0);
  });

  it('ends after 90 days, to the millisecond', async () => {
    inDays(0);
    const { key, secret } = await make();
    const end = Date.parse(start) + 90 * 86_400_000;
    expect(Date.parse(key.expiresAt)).toBe(end);
    house.setNow(new Date(end - 1).toISOString());
    expect((await use(secret)).ok).toBe(true);
    house.setNow(new Date(end).toISOString());
    expect(await use(secret)).toMatchObject({ ok: false, reason: 'unknown' });
    expect((await uses(key.id)).map(({ outcome }) => outcome)).toEqual(['done', 'denied']);
    inDays(0);
  });

  it('is rotated with an overlap in which both are good', async () => {
    inDays(0);
    const old = await make(['slots:read']);
    const fresh = await rotateApiKey(admin(), { keyId: old.key.id });
    expect(fresh.key).toMatchObject({ name: 'Hospital', scopes: ['slots:read'], state: 'active' });
    expect(fresh.secret).not.toBe(old.secret);
    expect((await use(old.secret, 'slots:read')).ok).toBe(true);
    expect((await use(fresh.secret, 'slots:read')).ok).toBe(true);
    const listed = (await listApiKeys(admin())).find(({ id }) => id === old.key.id);
    expect(listed).toMatchObject({ state: 'replaced', replacedById: fresh.key.id });
    await expect(rotateApiKey(admin(), { keyId: old.key.id })).rejects.toThrow('replaced');
    inDays(7);
    expect((await use(old.secret, 'slots:read')).ok).toBe(false);
    expect((await use(fresh.secret, 'slots:read')).ok).toBe(true);
    inDays(0);
  });

  it('is never lengthened by a rotation, and ends at once where no overlap is wanted', async () => {
    inDays(0);
    const short = await createApiKey(admin(), { name: 'Short', scopes: ['slots:read'], days: 2 });
    await rotateApiKey(admin(), { keyId: short.key.id, overlapDays: 30 });
    const listed = (await listApiKeys(admin())).find(({ id }) => id === short.key.id);
    expect(listed?.expiresAt).toBe(short.key.expiresAt);
    const leaked = await make();
    await rotateApiKey(admin(), { keyId: leaked.key.id, overlapDays: 0 });
    expect((await use(leaked.secret)).ok).toBe(false);
  });

  it('rotated by two at once has one successor', async () => {
    const { key } = await make();
    const both = await Promise.allSettled([
      rotateApiKey(admin(), { keyId: key.id }),
      rotateApiKey(admin(), { keyId: key.id }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is refused once revoked, and revoking again changes nothing', async () => {
    const { key, secret } = await make();
    await revokeApiKey(admin(), key.id);
    await revokeApiKey(admin(), key.id);
    expect(await use(secret)).toMatchObject({ ok: false, reason: 'unknown' });
    await expect(rotateApiKey(admin(), { keyId: key.id })).rejects.toThrow('revoked');
    const { rows } = await house.owner.query(
      `SELECT count(*)::int AS count FROM audit_entries WHERE action = 'api-key.revoke' AND object_id = $1`,
      [key.id],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('grants nothing by a scope that is no more', async () => {
    const { key, secret } = await make();
    await house.owner.query(`UPDATE api_keys SET scopes = '{everything,slots:read}' WHERE id = $1`, [key.id]);
    expect((await use(secret)).ok).toBe(false);
    expect(await use(secret, 'slots:read')).toMatchObject({ ok: true, scopes: new Set(['slots:read']) });
  });
});

describe('the door', () => {
  it('counts a key, and says how long it is shut', async () => {
    const { key, secret } = await make();
    const first = await use(secret);
    expect(first.limit).toMatchObject({ limit: useLimits.key, remaining: useLimits.key - 1 });
    await house.countRate(`api:key:${key.id}`, useLimits.key - 1, useLimits.windowMs);
    expect(await use(secret)).toMatchObject({ ok: true, limit: { remaining: 0 } });
    const shut = await use(secret);
    expect(shut).toMatchObject({ ok: false, reason: 'limit', limit: { remaining: 0 } });
    expect(shut.limit.resetMs).toBeGreaterThan(0);
    expect(shut.limit.resetMs).toBeLessThanOrEqual(60_000);
  });

  it('counts those without a key by their address', async () => {
    const from = (address: string) => use('vaani_key_guessed', null, address);
    const answers = await Promise.all(Array.from({ length: useLimits.refused + 1 }, () => from('198.51.100.9')));
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'limit')).toHaveLength(1);
    expect(await from('198.51.100.10')).toMatchObject({ ok: false, reason: 'unknown' });
  });
});

describe('keys are made', () => {
  it('by admins alone: not by others, nor by a key, nor for another clinic', async () => {
    const { key } = await make();
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => 'went through',
        (error: unknown) => (error instanceof ClinicError ? error.code : error),
      );
    for (const actor of [clinic.doctor, { kind: 'api-key' as const, keyId: key.id }, { kind: 'system' as const }]) {
      const ctx = house.as(clinic.clinicId, actor);
      expect(await codeOf(createApiKey(ctx, { name: 'x', scopes: ['slots:read'] }))).toBe('not-allowed');
      expect(await codeOf(rotateApiKey(ctx, { keyId: key.id }))).toBe('not-allowed');
      expect(await codeOf(revokeApiKey(ctx, key.id))).toBe('not-allowed');
      expect(await codeOf(listApiKeys(ctx))).toBe('not-allowed');
    }
    const theirs = house.as(other.clinicId, other.admin);
    expect(await codeOf(rotateApiKey(theirs, { keyId: key.id }))).toBe('not-found');
    expect(await codeOf(revokeApiKey(theirs, key.id))).toBe('not-found');
    expect((await listApiKeys(theirs)).length).toBe(0);
  });

  it.each([
    ['name', { name: ' ', scopes: ['slots:read' as const] }],
    ['name', { name: 'x'.repeat(81), scopes: ['slots:read' as const] }],
    ['scopes', { name: 'x', scopes: [] }],
    ['scopes.0', { name: 'x', scopes: ['all' as 'slots:read'] }],
    ['days', { name: 'x', scopes: ['slots:read' as const], days: 91 }],
  ])('with what makes sense: a wrong %s is named', async (field, request) => {
    const refused = await createApiKey(admin(), request).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'bad-input', field });
  });
});
