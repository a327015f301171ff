/** Why there was no answer. Each is a key that a page can say in its words. */
export type OutsideFailure =
  | 'timeout'
  | 'refused-address'
  | 'unknown-host'
  | 'connection'
  | 'tls'
  | 'too-large'
  | 'stopped';

export interface OutsideRequest {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  /** For all of it: name, connection, answer. */
  timeoutMs: number;
  /** Of the answer. More is a failure, or is cut off where `isCut`. */
  maxBytes: number;
  isCut?: boolean;
}

export type OutsideAnswer =
  | { ok: true; status: number; headers: Record<string, string | undefined>; body: string }
  | { ok: false; failure: OutsideFailure };

/**
 * The way to other people's systems. apps/worker brings it: it connects to public addresses only, checked when it connects, follows no redirect,
 * and never throws.
 */
export interface Outside {
  request(request: OutsideRequest, signal?: AbortSignal): Promise<OutsideAnswer>;
}
