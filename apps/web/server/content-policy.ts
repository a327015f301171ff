/** Where voice workers are reached: `VAANI_VOICE_URL`, and `VAANI_VOICE_ORIGINS` as text. */
export interface VoicePlaces {
  url: string;
  /** Origins after commas. Read at the start, where what is none is refused. */
  others: string;
}

/**
 * What a page may run and reach. Scripts run by nonce alone; `style-src-attr` stays open, because the schedule places appointments by style
 * attributes, which can fetch and run nothing. Headsets open sockets to voice workers, and each tells its own address.
 */
export function contentPolicy(nonce: string, isDevelopment: boolean, voice: VoicePlaces): string {
  const others = voice.others.split(',').map((origin) => origin.trim().replace(/\/$/, ''));
  const headsets = [new URL(voice.url).origin, ...others]
    .filter((origin) => origin !== '')
    .map((origin) => origin.replace(/^http/, 'ws'));
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? ` 'unsafe-eval'` : ''}`,
    isDevelopment ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self' ${[...new Set(headsets)].join(' ')}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
