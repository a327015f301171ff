// Guards the two doors for people without a sign-in: only our own pages, only what fits, a sentence and a field where it is refused.
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { deskContext } from './testing/desk-caller.ts';

// Next's bundler knows this mark of code that must not reach a browser; Node has no such module.
vi.mock('server-only', () => ({}));
const { POST: setup } = await import('../app/api/setup/route.ts');
const { POST: accept } = await import('../app/api/invitation/route.ts');
const { createCallerFactory } = await import('./trpc/base.ts');
const { usersRouter } = await import('./routers/users.ts');

const origin = 'http://127.0.0.1:3000';
const CODE = 'ABCD-EFGH-JKLM';
const holder = globalThis as typeof globalThis & { vaaniWebDeps?: unknown };

const ask = (door: typeof setup, body: unknown, headers: Record<string, string> = { origin }) =>
  door(
    new Request(`${origin}/api/x`, {
      method: 'POST',
      headers: { 'x-forwarded-for': '203.0.113.7', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );

describe('the first clinic', () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse('2026-11-23T05:30:00Z');
    const nobody = { clinicId: '', admin: { userId: '' }, doctor: { userId: '' } } as unknown as TestClinic;
    const { deps } = deskContext(house, nobody, 'admin');
    holder.vaaniWebDeps = { ...deps, settings: { ...deps.settings, setupCode: CODE } };
  });
  afterAll(() => house.close());

  const wanted = {
    ...{ code: CODE, clinicName: 'New Clinic', zone: 'Asia/Kolkata', language: 'hi' },
    ...{ email: 'first@new.test', name: 'First', password: 'a long enough password' },
  };

  it('is made from our own pages alone, once, by who knows the code', async () => {
    expect((await ask(setup, wanted, {})).status).toBe(403);
    expect((await ask(setup, wanted, { origin: 'https://evil.test' })).status).toBe(403);
    expect((await ask(setup, '{')).status).toBe(400);
    expect((await ask(setup, { ...wanted, name: 'x'.repeat(20_000) })).status).toBe(413);
    const short = await ask(setup, { ...wanted, password: 'short' });
    expect(short.status).toBe(400);
    expect(await short.json()).toMatchObject({ code: 'bad-input', field: 'password' });
    const wrong = await ask(setup, { ...wanted, code: 'XXXX-XXXX-XXXX' });
    expect(wrong.status).toBe(403);
    expect(await wrong.json()).toMatchObject({ code: 'not-allowed', field: 'code' });
    const made = await ask(setup, wanted);
    expect(made.status).toBe(200);
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect(await made.json()).toEqual({ email: 'first@new.test' });
    expect((await ask(setup, { ...wanted, email: 'second@new.test' })).status).toBe(409);
  });
});

describe('an invitation', () => {
  let house: House;
  let clinic: TestClinic;
  beforeAll(async () => {
    house = await startHouse('2026-11-23T05:30:00Z');
    clinic = await testClinic(house, { domain: 'door.test' });
    holder.vaaniWebDeps = deskContext(house, clinic, 'admin').deps;
  });
  afterAll(() => house.close());

  it('is taken once, and says why it is not', async () => {
    const desk = createCallerFactory(usersRouter)(deskContext(house, clinic, 'admin'));
    const { url } = await desk.invite({ email: 'x@door.test', name: 'X', role: 'receptionist', doctorId: null });
    const secret = url.split('/').at(-1);
    const short = await ask(accept, { secret, password: 'short' });
    expect(await short.json()).toMatchObject({
      ...{ field: 'password', sentence: 'Password is shorter than 12 characters.' },
      about: 'is shorter than 12 characters.',
    });
    const hindi = await ask(accept, { secret, password: 'short' }, { origin, cookie: 'vaani-locale=hi' });
    expect(await hindi.json()).toMatchObject({
      ...{ field: 'password', sentence: 'पासवर्ड में 12 से कम अक्षर हैं।' },
      about: 'में 12 से कम अक्षर हैं।',
    });
    expect(await (await ask(accept, { secret, password: 'long enough for all' })).json()).toEqual({
      email: 'x@door.test',
    });
    const again = await ask(accept, { secret, password: 'long enough for all' });
    expect(again.status).toBe(404);
    expect(await again.json()).toMatchObject({ code: 'not-found' });
  });
});
