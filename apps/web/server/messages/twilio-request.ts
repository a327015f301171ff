import type { TwilioAccount } from '@vaani/config';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import { type DoorDeps, readRaw, refuse } from './door.ts';

const MOST_BYTES = 64 * 1024;

/** A request that our account at Twilio has signed. */
export interface TwilioRequest {
  account: TwilioAccount;
  params: Record<string, string>;
  query: URLSearchParams;
}

/** Reads what Twilio posts, and believes it only where the account's token has signed address and parameters. */
export async function readTwilioRequest(deps: DoorDeps, request: Request): Promise<TwilioRequest | Response> {
  const body = await readRaw(request, MOST_BYTES);
  if (body === null) return new Response(null, { status: 413 });
  const params = Object.fromEntries(new URLSearchParams(body));
  const signature = request.headers.get('x-twilio-signature');
  if (signature === null) return refuse(deps, request, 'no signature');
  const account = await deps.credentials.ofTwilio(params.AccountSid ?? '');
  if (account === null) return refuse(deps, request, 'a stranger’s account');
  const { pathname, search, searchParams } = new URL(request.url);
  const isSigned = validateRequest(account.authToken, signature, `${deps.webUrl}${pathname}${search}`, params);
  return isSigned ? { account, params, query: searchParams } : refuse(deps, request, 'wrong signature');
}
