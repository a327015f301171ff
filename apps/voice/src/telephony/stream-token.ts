import { createHmac, timingSafeEqual } from 'node:crypto';

/** Twilio connects within seconds; a token that comes later is refused. */
const LIFE_MS = 60_000;

export interface StreamTokens {
  issue(callSid: string): string;
  /** True once for a token of this call, this worker, in time. */
  spend(token: string, callSid: string): boolean;
}

/** Tokens that a media stream shows: an HMAC over call, worker and expiry, spent in this worker's memory, so that no Redis is needed. */
export function createStreamTokens(options: { secret: string; workerId: string; now: () => number }): StreamTokens {
  const spent = new Map<string, number>();
  const sign = (callSid: string, expiresAt: number) =>
    createHmac('sha256', options.secret).update(`${callSid}\0${options.workerId}\0${expiresAt}`).digest('base64url');

  return {
    issue(callSid) {
      const expiresAt = options.now() + LIFE_MS;
      return `${expiresAt}.${sign(callSid, expiresAt)}`;
    },
    spend(token, callSid) {
      const now = options.now();
      for (const [old, expiresAt] of spent) if (expiresAt < now) spent.delete(old);
      const [expiry = '', signature = ''] = token.split('.');
      const expiresAt = Number(expiry);
      if (!Number.isSafeInteger(expiresAt) || expiresAt < now || spent.has(token)) return false;
      const [given, wanted] = [Buffer.from(signature), Buffer.from(sign(callSid, expiresAt))];
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return false;
      spent.set(token, expiresAt);
      return true;
    },
  };
}
