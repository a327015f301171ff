import { createHash, randomUUID } from 'node:crypto';
import { type ClinicContext, type KeyAnswer, presentApiKey, refuseUnknown, type UseLimit } from '@vaani/clinic';
import { type Logger, type Metrics, traced } from '@vaani/observability';
import { addressOf, agentOf } from '../auth/request.ts';
import { observeRequest } from '../observe.ts';
import { BASE_PATH } from './base-path.ts';
import { clockOf } from './fields.ts';
import { createMatcher } from './match.ts';
import { type AnyOperation, type ApiDeps, isWrite, type OpenOperation, type Operation } from './operation.ts';
import { Problem, problemResponse } from './problem.ts';
import { readRequest } from './read-request.ts';
import { toProblem } from './to-problem.ts';

/** What is known of a request so far, whatever becomes of it. */
interface Trail {
  operation: AnyOperation | null;
  headers: Record<string, string>;
}

/**
 * The interface for other systems as one function of web-standard requests: it needs no Next to be driven. It throws nothing; what nobody
 * expected is logged and answered with a number to ask by.
 */
export function createApi(
  deps: ApiDeps,
  options: { operations: readonly AnyOperation[]; logger?: Logger; metrics?: Metrics },
): (request: Request) => Promise<Response> {
  const { logger } = options;
  const match = createMatcher(options.operations);
  const counted = options.metrics?.counter('api_requests_total', 'Requests of other systems', [
    'operation',
    'status',
  ] as const);

  async function answer(request: Request, trail: Trail): Promise<Response> {
    const url = new URL(request.url);
    const found = match(request.method, url.pathname.slice(BASE_PATH.length));
    if (found.kind === 'none') throw new Problem('not-found', 'This interface has no such address.');
    if (found.kind === 'other-methods') {
      const allow = ['OPTIONS', ...found.methods, ...(found.methods.includes('GET') ? ['HEAD'] : [])].join(', ');
      if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: { allow } });
      throw new Problem('method-not-allowed', { detail: `This address takes ${allow}.`, headers: { allow } });
    }
    const { operation, path } = found;
    trail.operation = operation;
    requireAcceptable(request.headers.get('accept'), operation.kind === 'open' ? operation.contentType : jsonType);
    if (operation.kind === 'open') return answerOpen(request, operation, path);
    const { ctx, scopes, zone } = await admit(deps, request, operation, trail);
    const parsed = await readRequest(request, operation, { path, query: url.searchParams });
    const idempotencyKey = isWrite(operation.method) ? readIdempotencyKey(request, ctx) : '';
    const given = { ...parsed, ctx, deps, scopes, zone, local: clockOf(zone), idempotencyKey };
    const reply = await traced('operation', { operation: operation.id }, async () => operation.handle(given));
    if (reply === null || operation.answer === null) return new Response(null, { status: 204 });
    const body = JSON.stringify(operation.answer.parse(reply.body));
    return respond(request, {
      body,
      contentType: jsonType,
      status: reply.status ?? operation.status,
      headers: reply.headers ?? {},
    });
  }

  async function answerOpen(
    request: Request,
    operation: OpenOperation,
    path: Record<string, string>,
  ): Promise<Response> {
    const { text, headers = {} } = await operation.handle({
      deps,
      path,
      address: addressOf(request.headers),
      agent: agentOf(request.headers),
    });
    return respond(request, { body: text, contentType: operation.contentType, status: 200, headers });
  }

  return (request) => {
    const trail: Trail = { operation: null, headers: {} };
    const operation = () => trail.operation?.id ?? 'none';
    return observeRequest(
      options.metrics,
      { interface: 'rest', operation },
      () => answered(request, trail),
      ({ status }) => String(status),
    );
  };

  async function answered(request: Request, trail: Trail): Promise<Response> {
    const requestId = randomUUID();
    const response = await answer(request, trail).catch((error: unknown) => {
      const problem = toProblem(error, trail.operation);
      if (problem === null)
        logger?.error('a request of another system failed', {
          operation: trail.operation?.id ?? 'none',
          requestId,
          error: error instanceof Error ? error : new Error('unknown'),
        });
      const known =
        problem ?? new Problem('internal', 'Something failed here. Ask for help with the request’s number.');
      return problemResponse(known, requestId, deps.settings.webUrl);
    });
    response.headers.set('request-id', requestId);
    for (const [name, value] of Object.entries(trail.headers)) response.headers.set(name, value);
    counted?.inc({ operation: trail.operation?.id ?? 'none', status: String(response.status) });
    return request.method === 'HEAD' ? new Response(null, response) : response;
  }
}

const jsonType = 'application/json';

function requireAcceptable(accept: string | null, contentType: string): void {
  if (accept === null) return;
  const [type] = contentType.split(';');
  const [family] = contentType.split('/');
  const isTaken = accept.split(',').some((part) => {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const isRefused = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
    return !isRefused && ['*/*', `${family}/*`, type].includes(range);
  });
  if (!isTaken) throw new Problem('not-acceptable', `This address answers ${type}.`);
}

/** Who asks, checked and counted, as the domain knows them. */
async function admit(deps: ApiDeps, request: Request, operation: Operation, trail: Trail) {
  const address = addressOf(request.headers);
  const secret = /^Bearer +([\w-]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  const asked = { scope: operation.scope, operation: `${operation.method} ${operation.path}`, address };
  const answer: KeyAnswer =
    secret === undefined
      ? await refuseUnknown(deps, address)
      : await presentApiKey(deps, { ...asked, secret, agent: agentOf(request.headers) });
  trail.headers = limitHeaders(answer.limit);
  if (!answer.ok) throw refusal(answer.reason, operation, answer.limit);
  const { db, live, clock, jobs, logger } = deps;
  const common = { db, live, clock, jobs, ...(logger === undefined ? {} : { logger }) };
  const ctx: ClinicContext = { ...common, clinicId: answer.clinicId, actor: answer.actor };
  return { ctx, scopes: answer.scopes, zone: answer.zone };
}

function refusal(reason: 'unknown' | 'scope' | 'limit', operation: Operation, limit: UseLimit): Problem {
  switch (reason) {
    case 'unknown':
      return new Problem('unauthorised', {
        detail: 'Send a good key: Authorization: Bearer vaani_key_…',
        headers: { 'www-authenticate': 'Bearer realm="vaani"' },
      });
    case 'scope':
      return new Problem('forbidden', `This key lacks the scope ${operation.scope}.`);
    case 'limit':
      return new Problem('too-many-requests', {
        detail: `More than ${limit.limit} requests within a minute.`,
        headers: { 'retry-after': String(seconds(limit.resetMs)) },
      });
  }
}

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));

function limitHeaders({ limit, remaining, resetMs }: UseLimit): Record<string, string> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(seconds(resetMs)),
  };
}

/** Bound to the API key: two systems of one clinic may count alike. */
function readIdempotencyKey(request: Request, ctx: ClinicContext): string {
  const sent = request.headers.get('idempotency-key');
  const field = 'Idempotency-Key';
  if (sent === null)
    throw new Problem('bad-request', {
      detail: 'Every write carries an Idempotency-Key, so that it can be repeated safely.',
      field,
    });
  if (!/^[\x21-\x7e]{8,128}$/.test(sent))
    throw new Problem('bad-request', { detail: 'Idempotency-Key is not 8 to 128 plain characters.', field });
  return `api|${ctx.actor.kind === 'api-key' ? ctx.actor.keyId : ''}|${sent}`;
}

/** What can be asked for again carries its mark, and is not sent twice to who has it. */
function respond(
  request: Request,
  answer: { body: string; contentType: string; status: number; headers?: Record<string, string> },
): Response {
  const headers: Record<string, string> = {
    'content-type': answer.contentType,
    'cache-control': 'no-store',
    ...answer.headers,
  };
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response(answer.body, { status: answer.status, headers });
  const etag = `"${createHash('sha256').update(answer.body).digest('base64url').slice(0, 27)}"`;
  Object.assign(headers, { etag, 'cache-control': 'private, no-cache' });
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((mark) => mark.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers });
  return new Response(answer.body, { status: answer.status, headers });
}
