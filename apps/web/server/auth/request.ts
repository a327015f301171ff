/**
 * The address a request came from: the last one on `x-forwarded-for`, which our own proxy (or Next itself) wrote; those
 * before it are whatever the sender claims.
 */
export function addressOf(headers: Headers | Record<string, string | string[] | undefined>): string {
  const value = headers instanceof Headers ? headers.get('x-forwarded-for') : headers['x-forwarded-for'];
  const list = Array.isArray(value) ? value.join(',') : (value ?? '');
  return list.split(',').at(-1)?.trim() || 'unknown';
}

/** The browser as it names itself, cut short. */
export function agentOf(headers: Headers): string {
  return (headers.get('user-agent') ?? 'unknown').slice(0, 200);
}

/**
 * Whether a changing request comes from our own pages. Browsers send `Origin` with every POST; same-site cookies stand
 * behind this.
 */
export function isOwnOrigin(headers: Headers, webUrl: string): boolean {
  const origin = headers.get('origin');
  if (origin === null) return headers.get('sec-fetch-site') === 'same-origin';
  return origin === new URL(webUrl).origin;
}
