// Guards the interface against requests nobody thought of: made from its own document, good and spoilt, against the real handlers on a real
// database. Whatever is sent, the answer is one that the document promises, of the shape it promises, and never a failure of ours.
import { bookAppointment, createWebhook, removeWebhook, scopes, startCall } from '@vaani/clinic';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOpenApi } from './open-api.ts';
import { operations } from './operations.ts';
import { type Answer, type ApiHouse, origin, startApiHouse } from './testing/api-house.ts';
import { type Schema, type Surroundings, spoil, valuesOf } from './testing/values.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}
interface Described {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

const document = JSON.parse(JSON.stringify(createOpenApi(operations, origin)));
const schemas: Record<string, Schema> = document.components.schemas;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'document', components: document.components });

const now = Date.parse('2026-11-24T06:00:00Z');
let api: ApiHouse;
let around: Surroundings;
beforeAll(async () => {
  api = await startApiHouse(new Date(now).toISOString(), { domain: 'properties.test' });
  const { clinic, house } = api;
  const { callId } = await startCall(house.as(clinic.clinicId), {
    direction: 'inbound',
    from: '+916000700001',
    to: '+912066000001',
    language: 'hi',
  });
  around = {
    now,
    ids: {
      doctor: clinic.doctorIds,
      service: [clinic.consultation, clinic.vaccination],
      patient: clinic.patients.map(({ id }) => id),
      appointment: [],
      call: [callId],
      webhook: [],
    },
    known: {
      cursor: [Buffer.from(`2026-11-25T04:00:00.000Z|${clinic.doctorIds[0]}`).toString('base64url')],
      name: ['Meena Iyer', 'मीना अय्यर', 'José Ñuñez'],
      phone: ['+916000700009', '060007 00010', '९८७६५४३२१०'],
      relation: ['self', 'mother'],
      uhid: ['P-1', 'P-2', 'P-3', 'P-4'],
      birth: [{ year: 1990 }, { date: '2001-02-28' }, { age: 7, saidOn: '2026-11-01' }],
      email: ['meena@example.org'],
      address: ['12 Lake Road\nPune'],
      abhaNumber: ['91-2345-6789-0123'],
      notes: ['allergic to penicillin'],
      version: [1, 2, 3],
      session: ['09:00'],
      label: ['Hospital'],
    },
    resolve: (ref) => schemas[ref.split('/').at(-1) ?? ''] ?? {},
  };
  for (const minutes of [600, 645, 900]) {
    const slot = clinic.slot('2026-11-26', minutes);
    const booked = await bookAppointment(house.as(clinic.clinicId, clinic.admin), {
      slot,
      patientId: api.patientId,
      idempotencyKey: `seeded-${minutes}`,
      isDespiteOwn: true,
    });
    if (booked.ok) around.ids.appointment?.push(booked.appointment.id);
  }
});
afterAll(() => api.close());

/** One that is there, whatever the operations before have removed. */
beforeEach(async () => {
  const { clinic, house } = api;
  const wanted = { label: 'Hospital', url: 'https://hooks.example.org/', events: ['call.ended' as const] };
  const { webhook } = await createWebhook(house.as(clinic.clinicId, clinic.admin), wanted, { isLocal: false });
  around.ids.webhook = [webhook.id];
  return () => removeWebhook(house.as(clinic.clinicId, clinic.admin), webhook.id);
});

const byId = new Map<string, Described>(
  Object.values(document.paths as Record<string, Record<string, Described>>)
    .flatMap((item) => Object.values(item))
    .map((described) => [described.operationId, described]),
);

/** Is this an answer that the document promises for the operation? */
function expectPromised(described: Described, answer: Answer<unknown>, sent: string): void {
  const told = `${described.operationId} ${answer.status} for ${sent}: ${answer.text.slice(0, 400)}`;
  expect(answer.status, told).toBeLessThan(500);
  const promised = described.responses[String(answer.status)];
  expect(promised, told).toBeDefined();
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  const schema = promised?.content?.[type]?.schema;
  if (promised?.content === undefined) {
    expect(answer.text, told).toBe('');
    return;
  }
  expect(schema, told).toBeDefined();
  if (answer.json === undefined) return;
  const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')));
  expect(validate(answer.json) ? [] : validate.errors, told).toEqual([]);
}

const objectOf = (parameters: Parameter[]): Schema => ({
  type: 'object',
  properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
  required: parameters.filter(({ required }) => required === true).map(({ name }) => name),
});

type Sent = { path: Record<string, unknown>; query: Record<string, unknown>; body: unknown };

function requestsOf(described: Described): { good: fc.Arbitrary<Sent>; spoilt: fc.Arbitrary<Sent> } {
  const of = (where: string) => objectOf((described.parameters ?? []).filter((parameter) => parameter.in === where));
  const bodySchema = described.requestBody?.content['application/json']?.schema;
  const body = bodySchema === undefined ? undefined : bodySchema.$ref ? around.resolve(bodySchema.$ref) : bodySchema;
  const good = fc.record({
    path: valuesOf(of('path'), around) as fc.Arbitrary<Record<string, unknown>>,
    query: valuesOf(of('query'), around) as fc.Arbitrary<Record<string, unknown>>,
    body: body === undefined ? fc.constant(undefined) : valuesOf(body, around),
  });
  const spoilt = good.chain((sent) =>
    fc.oneof(
      spoil(sent.query, of('query')).map((query) => ({ ...sent, query })),
      ...(body === undefined
        ? []
        : [spoil(sent.body as Record<string, unknown>, body).map((bad) => ({ ...sent, body: bad }))]),
      ...(body === undefined ? [] : [fc.json().map((text) => ({ ...sent, body: JSON.parse(text) }))]),
      ...(Object.keys(sent.path).length === 0
        ? []
        : [
            fc
              .constantFrom('x', '%00', '..', '🙂', "'", 'x'.repeat(2_000))
              .map((bad) => ({ ...sent, path: fill(sent.path, bad) })),
          ]),
    ),
  );
  return { good, spoilt };
}

const fill = (path: Record<string, unknown>, value: string) =>
  Object.fromEntries(Object.keys(path).map((name) => [name, value]));

async function send(operation: { method: string; path: string }, key: string, sent: Sent): Promise<Answer<unknown>> {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(sent.path[name])));
  const query = new URLSearchParams(
    Object.entries(sent.query).map(([name, value]): [string, string] => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );
  const body = sent.body === undefined ? {} : { body: JSON.stringify(sent.body) };
  const answer = await api.call<Record<string, unknown>>(operation.method, `${path}?${query}`, {
    key,
    ...body,
  });
  // What was made can be asked for by what comes after.
  const kind = /^\/(\w+)s$/.exec(operation.path)?.[1] ?? '';
  if (answer.status === 201 && typeof answer.json.id === 'string') around.ids[kind]?.push(answer.json.id);
  return answer;
}

describe('whatever fits the document', () => {
  it.each(operations.filter(({ kind }) => kind === 'key').map((operation) => [operation.id, operation] as const))(
    '%s answers as it promises',
    async (id, operation) => {
      const described = byId.get(id) as Described;
      const { good, spoilt } = requestsOf(described);
      // One each: a key's limit is not what is tried here.
      const key = await api.keyWith(...scopes);
      const statuses = new Set<number>();
      const one = async (sent: Sent) => {
        const answer = await send(operation, key, sent);
        statuses.add(answer.status);
        expectPromised(described, answer, JSON.stringify(sent));
      };
      await fc.assert(fc.asyncProperty(good, one), { numRuns: 40, endOnFailure: true });
      // Few random times are free ones: some operations succeed once in a hundred.
      const hasSucceeded = () => [...statuses].some((status) => status < 300);
      for (const sent of fc.sample(good, 400)) if (!hasSucceeded()) await one(sent);
      expect(hasSucceeded(), `${id} never succeeded: ${[...statuses]}`).toBe(true);
      statuses.clear();
      await fc.assert(fc.asyncProperty(spoilt, one), { numRuns: 40, endOnFailure: true });
      expect(
        [...statuses].some((status) => status >= 400),
        `${id} refused nothing`,
      ).toBe(true);
    },
    120_000,
  );
});

it('every answer of the tests is judged by a schema that can refuse', () => {
  const described = byId.get('listDoctors') as Described;
  const answer = { status: 200, headers: new Headers({ 'content-type': 'application/json' }), text: '{}' };
  expect(() => expectPromised(described, { ...answer, json: { doctors: [{}] } }, '')).toThrow();
  expect(() => expectPromised(described, { ...answer, json: { doctors: [], phone: '1' } }, '')).toThrow();
  expect(() => expectPromised(described, { ...answer, status: 418, json: {} }, '')).toThrow();
});
