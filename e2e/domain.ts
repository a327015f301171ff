import { type ClinicDeps, connectClinic } from '@vaani/clinic';
import { parseKeyRing, systemClock } from '@vaani/config';
import { createLogger } from '@vaani/observability';
import { findRunning } from '@vaani/services';
import type { Place } from './place.ts';

/** The domain on the data of the product under test, for what no page does: a patient's answer, a link of long ago. Closed by whoever asked for it. */
export async function domainOf(place: Place): Promise<ClinicDeps & { close(): Promise<void> }> {
  const running = await findRunning(place.home);
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, VAANI_KEYS: keys } = running?.env ?? {};
  if (databaseUrl === undefined || redisUrl === undefined || keys === undefined)
    throw new Error('the product does not say how it is reached');
  const logger = createLogger({ service: 'e2e', level: 'error' });
  return connectClinic({ databaseUrl, redisUrl, keyRing: parseKeyRing(keys), clock: systemClock, logger, poolSize: 2 });
}
