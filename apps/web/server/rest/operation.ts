import type { ClinicContext, ClinicDeps, Scope } from '@vaani/clinic';
import type { z } from 'zod';
import type { clockOf } from './fields.ts';
import type { ProblemKind } from './problem.ts';

/** What the interface needs of its process. */
export interface ApiDeps extends ClinicDeps {
  settings: {
    /** Our public origin. */
    webUrl: string;
    isProduction: boolean;
  };
}

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
export type Area =
  | 'Appointments'
  | 'Doctors'
  | 'Slots'
  | 'Patients'
  | 'Queues'
  | 'Calls'
  | 'Webhooks'
  | 'Calendars'
  | 'This interface';

/** A request that passed every check of its operation. */
export interface ApiCall<P, Q, B> {
  ctx: ClinicContext;
  deps: ApiDeps;
  scopes: ReadonlySet<Scope>;
  zone: string;
  /** An instant of the domain, as the clinic's clock shows it. */
  local: ReturnType<typeof clockOf>;
  path: P;
  query: Q;
  body: B;
  /** On every write: who repeats it gets the first answer again. Bound to the API key that sent it. */
  idempotencyKey: string;
}

export interface Reply<R> {
  body: R;
  status?: 200 | 201;
  headers?: Record<string, string>;
}

interface Described {
  /** `operationId` of the document. */
  id: string;
  method: Method;
  /** With placeholders: `/appointments/{appointmentId}`. */
  path: string;
  area: Area;
  summary: string;
  description?: string;
}

/** One thing that another system can do with a key. The document, the checks and the tests are made from it. */
export interface Operation extends Described {
  kind: 'key';
  scope: Scope;
  params: z.ZodObject;
  query: z.ZodObject;
  /** Null where nothing is sent. */
  body: z.ZodType | null;
  /** Answers `status` and this; null for 204. What the schema does not name does not leave. */
  status: 200 | 201 | 204;
  answer: z.ZodType | null;
  /** Refusals beyond those that the interface itself has for such a request. */
  refuses: readonly ProblemKind[];
  /** What the domain calls its fields, where the interface calls them otherwise. */
  fieldNames: Readonly<Record<string, string>>;
  handle(call: ApiCall<unknown, unknown, unknown>): Promise<Reply<unknown> | null>;
}

/** One thing that needs no key: a document, or an address that is itself the secret. */
export interface OpenOperation extends Described {
  kind: 'open';
  params: z.ZodObject;
  contentType: string;
  /** Null where the answer is no JSON. */
  answer: z.ZodType | null;
  refuses: readonly ProblemKind[];
  handle(call: {
    deps: ApiDeps;
    path: unknown;
    address: string;
    agent: string;
  }): Promise<{ text: string; headers?: Record<string, string> }>;
}

export type AnyOperation = Operation | OpenOperation;

interface Definition<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType | null,
  R extends z.ZodType | null,
> extends Omit<Operation, 'kind' | 'params' | 'query' | 'body' | 'answer' | 'handle' | 'refuses' | 'fieldNames'> {
  params: P;
  query: Q;
  body: B;
  answer: R;
  refuses?: readonly ProblemKind[];
  fieldNames?: Readonly<Record<string, string>>;
  handle(
    call: ApiCall<z.output<P>, z.output<Q>, B extends z.ZodType ? z.output<B> : undefined>,
  ): Promise<R extends z.ZodType ? Reply<z.input<R>> : null>;
}

/** Holds schema and handler of an operation to each other. */
export function operation<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType | null,
  R extends z.ZodType | null,
>(definition: Definition<P, Q, B, R>): Operation {
  return { refuses: [], fieldNames: {}, ...definition, kind: 'key' } as unknown as Operation;
}

export const isWrite = (method: Method): boolean => method !== 'GET';
