import type { TrackedEnvelope } from '@trpc/server';
import { z } from 'zod';

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function isEnvelope(value: unknown): value is TrackedEnvelope<unknown> {
  return Array.isArray(value) && value.length === 3 && typeof value[0] === 'string' && typeof value[2] === 'symbol';
}

/** Output schema of a subscription: each item must fit `item`, whether it carries an id (`tracked`) or not. */
export function streamOf<S extends z.ZodType>(item: S) {
  type Item = z.infer<S>;
  return z
    .custom<AsyncIterable<TrackedEnvelope<Item> | Item>>(isIterable)
    .transform(async function* (source): AsyncGenerator<TrackedEnvelope<Item> | Item, void, unknown> {
      for await (const value of source) {
        if (isEnvelope(value)) {
          yield [value[0], item.parse(value[1]) as Item, value[2]] as TrackedEnvelope<Item>;
        } else {
          yield item.parse(value) as Item;
        }
      }
    });
}
