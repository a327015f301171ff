import { type NextRequest, NextResponse } from 'next/server';

/**
 * Gives every page its content policy. Scripts run by nonce alone; `style-src-attr` stays open, because the schedule
 * places appointments by style attributes, which can fetch and run nothing.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentPolicy(nonce, process.env.NODE_ENV === 'development', process.env.VAANI_VOICE_URL);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** @param voiceUrl the public origin of the voice service: browsers open their headsets' sockets there. */
function contentPolicy(nonce: string, isDevelopment: boolean, voiceUrl = 'http://localhost:3100'): string {
  const headsets = new URL(voiceUrl).origin.replace(/^http/, 'ws');
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? ` 'unsafe-eval'` : ''}`,
    isDevelopment ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self' ${headsets}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

export const config = { matcher: ['/((?!api/(?!docs)|_next/static|_next/image|icon.svg).*)'] };
