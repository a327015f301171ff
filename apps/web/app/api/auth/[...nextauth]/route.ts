import { createHash } from 'node:crypto';
import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '../../../../server/auth/options.ts';
import { addressOf } from '../../../../server/auth/request.ts';
import { webDeps } from '../../../../server/deps.ts';

export const dynamic = 'force-dynamic';

/** Forms of a few fields. */
const MAX_BODY_BYTES = 16 * 1024;
/** From one address: a clinic's whole staff may sit behind one, and each page asks now and then. */
const REQUESTS_A_MINUTE = 240;

async function handle(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const deps = webDeps();
  if (request.method === 'POST' && !(Number(request.headers.get('content-length') ?? Number.NaN) <= MAX_BODY_BYTES)) {
    return new Response(null, { status: 413 });
  }
  const address = createHash('sha256').update(addressOf(request.headers)).digest('base64url').slice(0, 22);
  const limit = await deps.live.rateLimit(`auth:${address}`, { limit: REQUESTS_A_MINUTE, windowMs: 60_000 });
  if (!limit.allowed) return new Response(null, { status: 429 });
  return NextAuth(request, context, authOptions(deps));
}

export { handle as GET, handle as POST };
