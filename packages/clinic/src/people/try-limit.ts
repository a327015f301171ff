import { createHash } from 'node:crypto';
import type { ClinicDeps } from '../context.ts';
import { createFallbackLimiter, type RateAnswer } from './fallback-limiter.ts';

const withoutRedis = createFallbackLimiter();

/** Counts one try under a key before it is made; where Redis does not count, this process does. */
export async function countTry(
  deps: Pick<ClinicDeps, 'live' | 'clock'>,
  key: string,
  bounds: { limit: number; windowMs: number },
): Promise<RateAnswer> {
  if (deps.live.status() === 'up') {
    const answer = await deps.live.rateLimit(key, bounds);
    if (answer.isCounted) return answer;
  }
  return withoutRedis.count(key, bounds, deps.clock.now());
}

/** Takes back the tries of somebody who got in. */
export async function forgetTries(deps: Pick<ClinicDeps, 'live'>, key: string): Promise<void> {
  withoutRedis.forget(key);
  await deps.live.forgetRate(key);
}

/** For keys: what is counted must not be readable in Redis. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
