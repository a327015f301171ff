// Guards the document: that it is one, that it names every address and no other, and that it keeps what it says of itself.
import { Validator } from '@seriousme/openapi-schema-validator';
import { scopes } from '@vaani/clinic';
import { describe, expect, it } from 'vitest';
import { createOpenApi, refusalsOf } from './open-api.ts';
import { operations } from './operations.ts';
import { problems } from './problem.ts';

const document = createOpenApi(operations, 'https://desk.test');
const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, { operationId: string; responses: Record<string, unknown> }>).map(
    ([method, { operationId, responses }]) => ({ line: `${method.toUpperCase()} ${path}`, operationId, responses }),
  ),
);

describe('the document', () => {
  it('is OpenAPI 3.1, by its own meta-schema', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    expect(result).toEqual({ valid: true });
    expect(document.openapi).toBe('3.1.0');
  });

  it('is what the meta-schema can refuse', async () => {
    const wrong = { ...JSON.parse(JSON.stringify(document)), paths: { 'no-slash': { get: { responses: 5 } } } };
    expect((await new Validator().validate(wrong)).valid).toBe(false);
  });

  it('names every operation, and nothing that is none', () => {
    expect(described.map(({ line }) => line).sort()).toEqual(
      operations.map(({ method, path }) => `${method} ${path}`).sort(),
    );
    expect(new Set(described.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  it('names every refusal of each operation', () => {
    for (const operation of operations) {
      const { responses } = described.find(({ operationId }) => operationId === operation.id) ?? { responses: {} };
      for (const kind of refusalsOf(operation))
        expect(responses, operation.id).toHaveProperty(String(problems[kind].status));
    }
  });

  it('has a placeholder for every parameter of a path, and the other way round', () => {
    for (const { path, params, id } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(params.shape), id).toEqual(inPath);
    }
  });

  it('knows what each scope opens: none opens nothing', () => {
    const used = new Set(operations.flatMap((operation) => (operation.kind === 'key' ? [operation.scope] : [])));
    // Opens more of what another scope shows.
    expect([...scopes].filter((scope) => !used.has(scope))).toEqual(['transcripts:read']);
  });
});
