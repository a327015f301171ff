import type { Failure } from '../settings/failure.ts';

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
    // What reads the answer is fetched when there is one.
    const { doneSchema, failureSchema } = await import('./answers.ts');
    if (answer.ok) return doneSchema.parse(json);
    return { failure: failureSchema.parse(json) };
  } catch {
    return { failure: { code: 'unreachable', sentence: '', about: null, field: null } };
  }
}
