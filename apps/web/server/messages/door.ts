import type { ClinicDeps } from '@vaani/clinic';
import type { Credentials } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import { addressOf } from '../auth/request.ts';

/** What the doors for providers of messages stand on. */
export interface DoorDeps extends ClinicDeps {
  logger: Logger;
  credentials: Credentials;
  /** Our public origin: signatures cover the address that the provider was given. */
  webUrl: string;
}

/** So many requests with a wrong signature are looked at from one address in a minute. */
const FORGED = { limit: 60, windowMs: 60_000 } as const;

/** Why a request is turned away, before anything of it is believed. Shown to nobody: the answer is a bare status. */
type Refusal = 'no signature' | 'wrong signature' | 'a stranger’s account' | 'too old';

/** 403, or 429 for who tries it again and again. */
export async function refuse(deps: DoorDeps, request: Request, reason: Refusal): Promise<Response> {
  deps.logger.warn('a report or an answer was refused', { reason });
  const counted = await deps.live.rateLimit(`door|${addressOf(request.headers)}`, FORGED);
  return new Response(null, { status: counted.allowed ? 403 : 429 });
}

/** The body as it was sent, byte by byte; null where it is larger. What a length announces is not believed. */
export async function readRaw(request: Request, mostBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
