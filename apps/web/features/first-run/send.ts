import { z } from 'zod';
import type { Failure } from '../settings/failure.ts';

const failureSchema = z.object({
  code: z.enum(['bad-input', 'not-found', 'not-allowed', 'conflict', 'busy', 'unavailable']),
  sentence: z.string(),
  about: z.string().nullable(),
  field: z.string().nullable(),
});
const doneSchema = z.object({ email: z.string() });
const DEADLINE_MS = 20_000;

/** Sends what somebody without a sign-in has filled in. Gives the address they sign in with, or why it was refused. */
export async function send(path: string, body: unknown): Promise<{ email: string } | { failure: Failure }> {
  try {
    const answer = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const json: unknown = await answer.json();
    if (answer.ok) return doneSchema.parse(json);
    return { failure: failureSchema.parse(json) };
  } catch {
    return { failure: { code: 'unreachable', sentence: '', about: null, field: null } };
  }
}
