// Guards: a subscription tells what its schema names and nothing more.
import { tracked } from '@trpc/server';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { streamOf } from './stream.ts';

async function* source(...items: unknown[]) {
  yield* items;
}

async function collect(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const schema = streamOf(z.object({ kind: z.literal('event'), at: z.string() }));

it('drops fields that the schema does not know, in numbered items too', async () => {
  const given = source(
    { kind: 'event', at: 'now', secret: 1 },
    tracked('e.1', { kind: 'event', at: 'then', secret: 1 }),
  );
  const [plain, numbered] = await collect(schema.parse(given));
  expect(plain).toEqual({ kind: 'event', at: 'now' });
  expect((numbered as unknown[]).slice(0, 2)).toEqual(['e.1', { kind: 'event', at: 'then' }]);
  expect(JSON.stringify(numbered)).not.toContain('secret');
});

it('ends at an item that does not fit', async () => {
  await expect(collect(schema.parse(source({ kind: 'other' })))).rejects.toThrow();
});

it('takes nothing but a stream', () => {
  expect(schema.safeParse([{ kind: 'event', at: 'now' }]).success).toBe(false);
});
