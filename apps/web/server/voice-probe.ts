import { ClinicError } from '@vaani/clinic';
import { z } from 'zod';
import type { WebDeps } from './deps.ts';
import { issueTicket } from './voice-tickets.ts';

/** As `FailureReason` of the providers. */
export const probeReasons = [
  ...['unreachable', 'unauthorised', 'refused', 'busy', 'server', 'timeout', 'closed', 'garbled', 'failed'],
] as const satisfies readonly string[];

const of = { stage: z.enum(['hearing', 'thinking', 'speaking']), provider: z.string() };
export const probedSchema = z.discriminatedUnion('isUp', [
  z.object({ ...of, isUp: z.literal(true), ms: z.number() }),
  z.object({ ...of, isUp: z.literal(false), reason: z.enum(probeReasons) }),
]);
export type Probed = z.infer<typeof probedSchema>;

const DEADLINE_MS = 12_000;
/** Each costs a little at every provider. */
const TRIES = { limit: 6, windowMs: 60_000 };

/**
 * Has a worker ask each provider once for real.
 * @throws {ClinicError} `busy` for who asks too often; `unavailable` where the voice service does not answer.
 */
export async function probeVoice(
  deps: Pick<WebDeps, 'settings' | 'live' | 'logger'>,
  who: { userId: string; clinicId: string },
): Promise<Probed[]> {
  const { allowed } = await deps.live.rateLimit(`probe:${who.clinicId}`, TRIES);
  if (!allowed) throw new ClinicError('busy', 'Too many tries. Please wait a while.');
  const ticket = await issueTicket(deps, { ...who, purpose: 'probe' });
  try {
    const answer = await fetch(`${deps.settings.voiceUrl}/api/v1/voice/probe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ticket }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (!answer.ok) throw new Error(`the voice service answered ${answer.status}`);
    return z.object({ providers: z.array(probedSchema) }).parse(await answer.json()).providers;
  } catch (error) {
    deps.logger.warn('the providers could not be tried', error instanceof Error ? { error } : {});
    throw new ClinicError('unavailable', 'The voice service does not answer just now. Please try again in a moment.');
  }
}
