// Guards the door of the interface for other systems: who gets in, what is refused and how, what may be repeated, what is never told.
import { randomUUID } from 'node:crypto';
import { bookAppointment, listApiKeys } from '@vaani/clinic';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operation } from './operation.ts';
import { MAX_BODY_BYTES } from './read-request.ts';
import { type ApiHouse, origin, startApiHouse } from './testing/api-house.ts';

interface Told {
  type: string;
  status: number;
  detail: string;
  requestId: string;
  field?: string;
  errors?: { field: string; detail: string }[];
  reason?: string;
  alternatives?: { startsAt: string }[];
}

const secretOfOurs = 'at /srv/secret.ts, patient Asha Kulkarni';
const broken = operation({
  id: 'broken',
  method: 'GET',
  path: '/broken',
  area: 'Calls',
  summary: 'Fails',
  scope: 'calls:read',
  params: z.strictObject({}),
  query: z.strictObject({}),
  body: null,
  status: 200,
  answer: z.object({ name: z.string() }),
  handle: () => Promise.reject(new Error(secretOfOurs)),
});
const leaky = operation({
  ...broken,
  id: 'leaky',
  path: '/leaky',
  params: z.strictObject({}),
  query: z.strictObject({}),
  body: null,
  answer: z.object({ name: z.string() }),
  handle: async () => ({ body: { name: 'shown', phone: '+916000700001' } as { name: string } }),
});

let api: ApiHouse;
const logged: string[] = [];
beforeAll(async () => {
  const log = { error: (message: string) => void logged.push(message) };
  api = await startApiHouse('2026-11-24T06:00:00Z', { domain: 'api.test', more: [broken, leaky], log });
});
afterAll(() => api.close());

const wish = (minutes: number, more: object = {}) => {
  const { doctorId, startsAt } = api.clinic.slot('2026-11-26', minutes);
  return { doctorId, startsAt, patientId: api.patientId, ...more };
};
const book = (minutes: number, headers: Record<string, string> = {}) =>
  api.call<Told & { id: string; startsAt: string }>('POST', '/appointments', { body: wish(minutes), headers });

describe('who gets in', () => {
  it.each([
    ['no key', { key: null }],
    ['a guessed key', { key: 'vaani_key_guessed' }],
    ['another way of signing in', { key: null, headers: { authorization: 'Basic YTpi' } }],
  ])('not with %s', async (_, options) => {
    const answer = await api.call<Told>('GET', '/appointments', options);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    expect(answer.json).toMatchObject({ type: `${origin}/api/docs#unauthorised`, status: 401 });
  });

  it('for what the key names alone', async () => {
    const key = await api.keyWith('doctors:read');
    expect((await api.call('GET', '/doctors', { key })).status).toBe(200);
    const refused = await api.call<Told>('GET', '/appointments', { key });
    expect(refused.status).toBe(403);
    expect(refused.json.detail).toContain('appointments:read');
  });

  it('and every answer says how much is left', async () => {
    const { headers } = await api.call('GET', '/doctors');
    expect(headers.get('ratelimit-limit')).toBe('600');
    expect(Number(headers.get('ratelimit-remaining'))).toBeLessThan(600);
    expect(Number(headers.get('ratelimit-reset'))).toBeGreaterThan(0);
  });

  it('until it is too much, and then is told when to come back', async () => {
    const key = await api.keyWith('doctors:read');
    const [made] = await listApiKeys(api.house.as(api.clinic.clinicId, api.clinic.admin));
    await api.house.countRate(`api:key:${made?.id}`, 599, 60_000);
    expect((await api.call('GET', '/doctors', { key })).status).toBe(200);
    const shut = await api.call<Told>('GET', '/doctors', { key });
    expect(shut.status).toBe(429);
    expect(Number(shut.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(shut.headers.get('ratelimit-remaining')).toBe('0');
  });

  it('and sees its own clinic alone', async () => {
    const theirs = await bookAppointment(api.house.as(api.other.clinicId, api.other.admin), {
      slot: api.other.slot('2026-11-26', 600),
      patientId: api.other.patients[0]?.id ?? '',
      idempotencyKey: randomUUID(),
    });
    if (!theirs.ok) throw new Error(theirs.reason);
    const { id } = theirs.appointment;
    expect((await api.call('GET', `/appointments/${id}`)).status).toBe(404);
    expect((await api.call('DELETE', `/appointments/${id}`)).status).toBe(404);
    expect((await api.call('GET', '/appointments')).text).not.toContain(id);
    const stranger = { ...wish(605), patientId: api.other.patients[0]?.id };
    const refused = await api.call<Told>('POST', '/appointments', { body: stranger });
    expect([refused.status, refused.json.field]).toEqual([422, 'patientId']);
    const doctor = await api.call<Told>('POST', '/appointments', {
      body: { ...wish(600), doctorId: api.other.doctorIds[0] },
    });
    expect([doctor.status, doctor.json.field]).toEqual([422, 'doctorId']);
  });
});

describe('a refusal', () => {
  it('names every field that is wrong', async () => {
    const body = { doctorId: 'x', startsAt: 'tomorrow', patientId: api.patientId, note: 1 };
    const { status, json, headers } = await api.call<Told>('POST', '/appointments', { body });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(json.errors?.map(({ field }) => field).sort()).toEqual(['doctorId', 'note', 'startsAt']);
    expect(json.errors).toContainEqual({ field: 'note', detail: 'note is not known here.' });
    expect(json.requestId).toBe(headers.get('request-id'));
  });

  it('says what is missing', async () => {
    const { json } = await api.call<Told>('POST', '/appointments', { body: { patientId: api.patientId } });
    expect(json.errors?.map(({ field }) => field).sort()).toEqual(['doctorId', 'startsAt']);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=2.5', 'limit'],
    ['limit=many', 'limit'],
    ['start=yesterday', 'start'],
    ['start=0001-01-01', 'start'],
    ['start=2026-02-30', 'start'],
    ['doctor=1', 'doctor'],
    ['cursor=xyz', 'cursor'],
    ['order=desc', 'order'],
    ['limit=1&limit=2', 'limit'],
    ['start=2026-11-26&end=2026-11-24', 'end'],
    ['status=%00', 'status'],
  ])('of a query: %s', async (query, field) => {
    const { status, json } = await api.call<Told>('GET', `/appointments?${query}`);
    expect([status, json.field]).toEqual([400, field]);
  });

  it.each([
    ['GET', '/nothing', 404],
    ['GET', '/appointments/', 404],
    ['GET', '/appointments/%E0%A4%A', 404],
    ['GET', '/appointments/1', 400],
    ['GET', `/appointments/${randomUUID()}`, 404],
    ['PUT', '/appointments', 405],
    ['POST', '/doctors', 405],
  ])('of an address: %s %s is %i', async (method, path, status) => {
    const answer = await api.call<Told>(method, path);
    expect([answer.status, answer.json.status]).toEqual([status, status]);
    if (status === 405) expect(answer.headers.get('allow')).toContain('GET');
  });

  it('of a format it does not have', async () => {
    const xml = { headers: { accept: 'text/xml, application/json;q=0' } };
    expect((await api.call('GET', '/doctors', xml)).status).toBe(406);
    for (const accept of ['*/*', 'application/*', 'text/html, application/json;q=0.5'])
      expect((await api.call('GET', '/doctors', { headers: { accept } })).status).toBe(200);
    const form = { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expect((await api.call('POST', '/appointments', form)).status).toBe(415);
    expect((await api.call('POST', '/appointments', { body: '{"a":' })).status).toBe(400);
    expect((await api.call('POST', '/appointments', { body: '[]' })).status).toBe(400);
  });

  it('of what is too large, whether it says so or not', async () => {
    const body = JSON.stringify({ ...wish(600), reason: 'x'.repeat(MAX_BODY_BYTES) });
    expect((await api.call('POST', '/appointments', { body })).status).toBe(413);
    const lying = { body, headers: { 'content-length': '10' } };
    expect((await api.call('POST', '/appointments', lying)).status).toBe(413);
  });

  it('of a failure nobody expected tells nothing of it', async () => {
    const answer = await api.call<Told>('GET', '/broken');
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('secret');
    expect(answer.text).not.toContain('Asha');
    expect(answer.json.requestId).toMatch(/^[\da-f-]{36}$/);
    expect(logged).toEqual(['a request of another system failed']);
  });
});

describe('an answer', () => {
  it('holds what its schema names and nothing else', async () => {
    expect((await api.call('GET', '/leaky')).json).toEqual({ name: 'shown' });
  });

  it('is not sent again to who has it', async () => {
    const first = await api.call('GET', '/doctors');
    const etag = first.headers.get('etag') ?? '';
    const again = await api.call('GET', '/doctors', { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await api.call('GET', '/doctors', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('comes without a body where only its head is asked for', async () => {
    const head = await api.call('HEAD', '/doctors');
    expect([head.status, head.text, head.headers.get('content-type')]).toEqual([200, '', 'application/json']);
  });

  it('is for no other site’s pages', async () => {
    const asked = { origin: 'https://evil.test', 'access-control-request-method': 'GET' };
    const preflight = await api.call('OPTIONS', '/appointments', { headers: asked });
    expect([preflight.status, preflight.headers.get('allow')]).toEqual([204, 'OPTIONS, GET, POST, HEAD']);
    for (const answer of [preflight, await api.call('GET', '/doctors', { headers: asked })])
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a write', () => {
  it('wants an idempotency key, of a kind that can be kept', async () => {
    for (const sent of ['', 'short', 'x'.repeat(129), 'with a space'])
      expect((await book(615, { 'idempotency-key': sent })).json).toMatchObject({
        status: 400,
        field: 'Idempotency-Key',
      });
  });

  it('repeated gives the first answer, also to two who ask at once, and books once', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const answers = await Promise.all([book(630, headers), book(630, headers), book(630, headers)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const { rows } = await api.house.owner.query(
      `SELECT count(*)::int AS count FROM appointments WHERE clinic_id = $1 AND starts_at = $2`,
      [api.clinic.clinicId, api.clinic.slot('2026-11-26', 630).startsAt],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it('under a key that was used for something else is refused', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await api.call<Told>('POST', '/appointments', {
      body: { ...wish(600), patientId: api.clinic.patients[1]?.id },
      headers,
    });
    expect(first.status).toBe(201);
    const second = await book(660, headers);
    expect(second.status).toBe(422);
    expect(second.json).toMatchObject({ type: `${origin}/api/docs#key-reused`, field: 'Idempotency-Key' });
  });

  it('does not meet another system’s key of the same letters', async () => {
    const headers = { 'idempotency-key': 'order-00000001' };
    const first = await api.call('POST', '/appointments', {
      body: wish(900, { doctorId: api.clinic.doctorIds[1] }),
      headers,
    });
    const key = await api.keyWith('appointments:write');
    const body = { ...wish(915), doctorId: api.clinic.doctorIds[1], patientId: api.clinic.patients[1]?.id };
    const second = await api.call('POST', '/appointments', { body, headers, key });
    expect([first.status, second.status]).toEqual([201, 201]);
  });
});
