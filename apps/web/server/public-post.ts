import 'server-only';
import { ClinicError, type ClinicErrorCode } from '@vaani/clinic';
import { z } from 'zod';
import { addressOf, isOwnOrigin } from './auth/request.ts';
import { type WebDeps, webDeps } from './deps.ts';
import { localeOf, wordFailure } from './word-failure.ts';

const MOST_BYTES = 10_000;
const statuses = {
  'bad-input': 400,
  'not-found': 404,
  'not-allowed': 403,
  conflict: 409,
  busy: 429,
  unavailable: 503,
} as const satisfies Record<ClinicErrorCode, number>;

/**
 * A change that somebody makes who has no sign-in yet: from our own pages, small, answered with JSON. An expected failure answers
 * its sentence, in the language of the page, and the field that is to blame.
 */
export async function publicPost(
  request: Request,
  work: (deps: WebDeps, body: unknown, address: string) => Promise<unknown>,
): Promise<Response> {
  const deps = webDeps();
  if (!isOwnOrigin(request.headers, deps.settings.webUrl)) return new Response(null, { status: 403 });
  const text = await request.text();
  if (text.length > MOST_BYTES) return new Response(null, { status: 413 });
  const parsed = z
    .string()
    .transform((json, context) => {
      try {
        return JSON.parse(json) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'is no JSON' });
        return z.NEVER;
      }
    })
    .safeParse(text);
  if (!parsed.success) return new Response(null, { status: 400 });
  try {
    return Response.json(await work(deps, parsed.data, addressOf(request.headers)), noStore(200));
  } catch (error) {
    if (!(error instanceof ClinicError)) throw error;
    const { field, ...reason } = wordFailure(error, localeOf(request.headers));
    return Response.json({ ...reason, field: field ?? null }, noStore(statuses[error.code]));
  }
}

const noStore = (status: number) => ({ status, headers: { 'cache-control': 'no-store' } });
