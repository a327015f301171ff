import { type NextRequest, NextResponse } from 'next/server';
import { contentPolicy } from './server/content-policy.ts';

/** Gives every page its content policy. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const { NODE_ENV, VAANI_VOICE_URL, VAANI_VOICE_ORIGINS } = process.env;
  const policy = contentPolicy(nonce, NODE_ENV === 'development', {
    url: VAANI_VOICE_URL || 'http://localhost:3100',
    others: VAANI_VOICE_ORIGINS ?? '',
  });
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

export const config = { matcher: ['/((?!api/(?!docs)|_next/static|_next/image|icon.svg).*)'] };
