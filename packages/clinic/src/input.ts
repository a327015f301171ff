import type { z } from 'zod';
import { ClinicError } from './context.ts';
import type { Predicate } from './refusals/refusal.ts';

/**
 * Parses what came from outside.
 * @throws {ClinicError} `bad-input`, a sentence that names the first field that is wrong.
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw badInput(parsed.error);
}

/** What a schema found, as the first field that is wrong and a sentence about it. */
export function badInput({ issues }: z.ZodError | z.core.$ZodError): ClinicError {
  const [issue] = issues;
  const field = issue?.path.join('.') ?? '';
  const subject = field === '' ? 'The request' : field;
  // What a schema says is any text: a test holds that ours have their Hindi.
  return new ClinicError('bad-input', `${subject} ${(issue?.message ?? 'is wrong') as Predicate}.`, field);
}
