import { randomUUID } from 'node:crypto';
import { createApiKey, type Scope, scopes } from '@vaani/clinic';
import { type House, startHouse, type TestClinic, testClinic } from '@vaani/clinic/testing';
import { createApi } from '../api.ts';
import type { AnyOperation } from '../operation.ts';
import { operations } from '../operations.ts';

export const origin = 'https://desk.test';

export interface CallOptions {
  /** Null sends none. */
  key?: string | null;
  /** Text goes as it is, all else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer<T> {
  status: number;
  headers: Headers;
  text: string;
  /** Undefined where the answer is no JSON. */
  json: T;
}

/** The interface over a clinic on a real database, without Next and without a socket. */
export interface ApiHouse {
  house: House;
  clinic: TestClinic;
  /** Another clinic, none of whose rows may show. */
  other: TestClinic;
  patientId: string;
  /** A key with every scope. */
  key: string;
  keyWith(...granted: Scope[]): Promise<string>;
  /** Sends a request as another system does; a write gets a fresh idempotency key where none is given. */
  call<T = unknown>(method: string, path: string, options?: CallOptions): Promise<Answer<T>>;
  close(): Promise<void>;
}

/**
 * @param now of the clinic's clock.
 * @param options.more operations beside the real ones: for what those never do.
 */
export async function startApiHouse(
  now: string,
  options: { domain: string; zone?: string; more?: readonly AnyOperation[]; log?: { error(message: string): void } },
): Promise<ApiHouse> {
  const house = await startHouse(now);
  const { domain, zone, more = [], log } = options;
  const person = (name: string, uhid: string, year: number) => ({
    name,
    birth: { year },
    language: 'hi' as const,
    phone: '+916000700001',
    relation: 'self',
    uhid,
    guardian: null,
    kind: 'woman' as const,
  });
  const people = [person('Asha Kulkarni', 'T-1', 1980), person('Kavita Kulkarni', 'T-2', 2001)];
  const clinic = await testClinic(house, { domain, people, ...(zone === undefined ? {} : { zone }) });
  const other = await testClinic(house, { domain: `other-${domain}`, people: [person('Nobody Here', 'T-1', 1990)] });
  const quiet = { debug: ignore, info: ignore, warn: ignore, error: log?.error ?? ignore, with: () => quiet };
  const send = createApi(
    { ...house.deps, settings: { webUrl: origin, isProduction: false } },
    { operations: [...operations, ...more], logger: quiet },
  );
  const keyWith = async (...granted: Scope[]) => {
    const admin = house.as(clinic.clinicId, clinic.admin);
    return (await createApiKey(admin, { name: 'Test', scopes: granted })).secret;
  };
  const key = await keyWith(...scopes);
  return {
    house,
    clinic,
    other,
    patientId: clinic.patients[0]?.id ?? '',
    key,
    keyWith,
    async call<T>(method: string, path: string, { key: own = key, body, headers = {} }: CallOptions = {}) {
      const isWrite = !['GET', 'HEAD', 'OPTIONS'].includes(method);
      const response = await send(
        new Request(`${origin}/api/v1${path}`, {
          method,
          headers: {
            ...(own === null ? {} : { authorization: `Bearer ${own}` }),
            ...(isWrite ? { 'idempotency-key': randomUUID() } : {}),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      );
      const text = await response.text();
      const isJson = text !== '' && /json/.test(response.headers.get('content-type') ?? '');
      const json = (isJson ? JSON.parse(text) : undefined) as T;
      return { status: response.status, headers: response.headers, text, json };
    },
    close: () => house.close(),
  };
}

const ignore = () => undefined;
