import { type QuietHours, quietSpan } from '../messages/quiet-hours.ts';
import { MINUTE_MS } from '../scheduling/civil-time.ts';

/**
 * Until when somebody may answer an offer made now; or before which moment none is made, since nobody is woken and asked to answer within
 * minutes; or null where the slot begins too soon for an answer and the clinic's notice. Pure.
 */
export function offerTimes(
  now: number,
  startsAt: number,
  clinic: { zone: string; waitlistOfferMin: number; minimumNoticeMin: number; quiet: QuietHours },
): { expiresAt: number } | { notBefore: number } | null {
  const quiet = quietSpan(now, clinic.zone, clinic.quiet);
  const expiresAt = (quiet?.to ?? now) + clinic.waitlistOfferMin * MINUTE_MS;
  if (expiresAt > startsAt - clinic.minimumNoticeMin * MINUTE_MS) return null;
  return quiet === null ? { expiresAt } : { notBefore: quiet.to };
}
