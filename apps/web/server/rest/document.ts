import { z } from 'zod';
import { createOpenApi } from './open-api.ts';
import type { AnyOperation, OpenOperation } from './operation.ts';

/** The operation that answers the document of all operations, itself included. */
export function documentOperation(operations: () => readonly AnyOperation[]): OpenOperation {
  return {
    kind: 'open',
    id: 'getDocument',
    method: 'GET',
    path: '/openapi.json',
    area: 'This interface',
    summary: 'This document',
    params: z.strictObject({}),
    contentType: 'application/json',
    answer: z.looseObject({ openapi: z.string() }),
    refuses: [],
    handle: async ({ deps }) => ({ text: JSON.stringify(createOpenApi(operations(), deps.settings.webUrl)) }),
  };
}
