import { scopeMeanings } from '@vaani/clinic';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import { BASE_PATH } from './base-path.ts';
import { type AnyOperation, isWrite, type Operation } from './operation.ts';
import { type ProblemKind, problemOut, problems } from './problem.ts';

export type OpenApiDocument = ReturnType<typeof createDocument>;

const introduction = `Everything the clinic's calendar, patients and calls can tell another system.

**Keys.** Send \`Authorization: Bearer vaani_key_…\`. A key belongs to one clinic, does what its scopes name, and ends after 90 days.

**Times** are ISO-8601 with an offset; answers are on the clinic's own clock. **Names** are camelCase. Fields that are not known are refused.

**Writes** carry an \`Idempotency-Key\`: the same key with the same request gives the first answer again, with another request it is refused (422). Keys are remembered for a day.

**Lists** come a page at a time: give \`next\` back as \`cursor\`.

**Refusals** are \`application/problem+json\` (RFC 9457). **Limits** stand in \`RateLimit-Limit\`, \`RateLimit-Remaining\` and \`RateLimit-Reset\` (seconds).`;

/** The refusals that an operation can answer with: its own, and those of every request of its kind. */
export function refusalsOf(operation: AnyOperation): ProblemKind[] {
  const kinds = new Set<ProblemKind>(['not-acceptable', 'internal', 'unavailable', ...operation.refuses]);
  if (Object.keys(operation.params.shape).length > 0) kinds.add('not-found');
  if (operation.kind === 'key') {
    for (const kind of ['bad-request', 'unauthorised', 'forbidden', 'too-many-requests'] as const) kinds.add(kind);
    if (isWrite(operation.method)) kinds.add('key-reused').add('conflict');
    if (operation.body !== null) kinds.add('payload-too-large').add('unsupported-media-type');
  }
  return [...kinds].sort((a, b) => problems[a].status - problems[b].status);
}

/** The document of this interface (OpenAPI 3.1), made from the schemas that requests and answers are checked by. @param webUrl our public origin. */
export function createOpenApi(operations: readonly AnyOperation[], webUrl: string): OpenApiDocument {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) {
    const item = paths[operation.path] ?? {};
    paths[operation.path] = item;
    item[operation.method.toLowerCase()] = describe(operation);
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Vaani', version: '1', description: introduction },
      servers: [{ url: `${webUrl}${BASE_PATH}` }],
      tags: [...new Set(operations.map(({ area }) => area))].map((name) => ({ name })),
      security: [{ key: [] }],
      paths,
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: Object.entries(scopeMeanings)
              .map(([scope, meaning]) => `- \`${scope}\`: ${meaning}`)
              .join('\n'),
          },
        },
      },
    },
    // A named format says it; the pattern behind it only takes room.
    { override: ({ jsonSchema }) => void (jsonSchema.format !== undefined && delete jsonSchema.pattern) },
  );
}

function describe(operation: AnyOperation): ZodOpenApiOperationObject {
  const scope = operation.kind === 'key' ? `Scope: \`${operation.scope}\`.` : 'No key is needed.';
  return {
    operationId: operation.id,
    tags: [operation.area],
    summary: operation.summary,
    description: operation.description === undefined ? scope : `${operation.description}\n\n${scope}`,
    security: operation.kind === 'key' ? [{ key: [operation.scope] }] : [],
    ...parametersOf(operation),
    ...(operation.kind === 'open' || operation.body === null
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: operation.body } } } }),
    responses: { ...success(operation), ...refusals(operation) },
  };
}

const idempotencyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x21-\x7e]{8,128}$/)
    .meta({ description: 'Anything unique, as a UUID. Repeating a request with it is safe.' }),
});

function parametersOf(operation: AnyOperation): Pick<ZodOpenApiOperationObject, 'requestParams'> {
  const query = operation.kind === 'key' && Object.keys(operation.query.shape).length > 0 ? operation.query : undefined;
  const path = Object.keys(operation.params.shape).length > 0 ? operation.params : undefined;
  const header = operation.kind === 'key' && isWrite(operation.method) ? idempotencyHeader : undefined;
  return {
    requestParams: {
      ...(path === undefined ? {} : { path }),
      ...(query === undefined ? {} : { query }),
      ...(header === undefined ? {} : { header }),
    },
  };
}

function success(operation: AnyOperation): ZodOpenApiResponsesObject {
  const unchanged = { '304': { description: 'You have it already (If-None-Match).' } };
  if (operation.kind === 'open') {
    const schema = operation.answer ?? z.string();
    const [type = ''] = operation.contentType.split(';');
    return { '200': { description: operation.summary, content: { [type]: { schema } } }, ...unchanged };
  }
  const known = statusOf(operation);
  return operation.method === 'GET' ? { ...known, ...unchanged } : known;
}

function statusOf(operation: Operation): ZodOpenApiResponsesObject {
  const description = operation.summary;
  if (operation.answer === null) return { '204': { description } };
  const content = { 'application/json': { schema: operation.answer } };
  return operation.status === 201 ? { '201': { description, content } } : { '200': { description, content } };
}

function refusals(operation: AnyOperation): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(refusalsOf(operation), (kind) => problems[kind].status);
  return Object.fromEntries(
    [...byStatus].map(([status, kinds]) => [
      String(status),
      {
        description: kinds.map((kind) => problems[kind].title).join('; or: '),
        content: { 'application/problem+json': { schema: problemOut } },
      },
    ]),
  );
}
