import { ClinicError, type Language, type SpeechSettings } from '@vaani/clinic';
import type { WebDeps } from './deps.ts';

const DEADLINE_MS = 14_000;
/** A minute of sound. */
const MOST_BYTES = 480_000;

/**
 * Has a worker speak the clinic's greeting. @returns mu-law, 8 kHz.
 * @throws {ClinicError} `unavailable`, with a sentence that says what to do.
 */
export async function playGreeting(
  deps: Pick<WebDeps, 'settings' | 'live' | 'logger'>,
  wanted: { userId: string; clinicId: string; language: Language; speech?: SpeechSettings | undefined },
): Promise<Buffer> {
  const { userId, clinicId, language, speech } = wanted;
  try {
    const ticket = await deps.live.tickets.issue({ userId, clinicId, purpose: 'play' });
    const answer = await fetch(`${deps.settings.voiceUrl}/api/v1/voice/greeting`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ticket, language, speech }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (!answer.ok) throw new Error(`the voice service answered ${answer.status}`);
    const audio = Buffer.from(await answer.arrayBuffer());
    if (audio.length === 0 || audio.length > MOST_BYTES) throw new Error(`a greeting of ${audio.length} bytes`);
    return audio;
  } catch (error) {
    deps.logger.warn('a greeting could not be played', error instanceof Error ? { error } : {});
    throw new ClinicError(
      'unavailable',
      'The voice service could not speak it just now. Please try again in a moment.',
    );
  }
}
