import { allClinicIds, type ClinicDeps, getClinicProfile } from '@vaani/clinic';
import type { Logger } from '@vaani/observability';
import type { TextToSpeech } from '@vaani/providers';
import { greeting } from '@vaani/receptionist';
import { withClinicVoices } from '../brain/clinic-voices.ts';
import { speak } from '../brain/speaker.ts';

/**
 * Speaks each clinic's greeting once, in every language there is a voice for, so that the voice has it ready when a caller comes.
 * @param options.most so many clinics at most, where a voice is paid for what it says.
 */
export async function warmGreetings(options: {
  deps: ClinicDeps;
  tts: TextToSpeech;
  logger: Logger;
  most?: number;
}): Promise<void> {
  const { deps, tts, logger, most } = options;
  for (const clinicId of (await allClinicIds(deps)).slice(0, most)) {
    const profile = await getClinicProfile({ ...deps, clinicId, actor: { kind: 'system' } });
    const voice = withClinicVoices(tts, profile.speech);
    for (const language of tts.capabilities.languages) {
      const words = greeting({
        now: new Date(deps.clock.now()).toISOString(),
        zone: profile.zone,
        clinic: profile,
        candidates: [],
        callerPhone: null,
        hearing: 'local',
        languageGuess: language,
      });
      try {
        const request = { signal: AbortSignal.timeout(20_000), isAhead: true };
        for (const { sound } of speak(voice, { kind: 'say', purpose: 'reply', ...words }, request))
          for await (const chunk of sound) void chunk;
      } catch (error) {
        // The greeting is then spoken when it is needed, or the call goes to a person.
        logger.warn('a greeting could not be spoken ahead', {
          clinicId,
          language,
          ...(error instanceof Error ? { error } : {}),
        });
      }
    }
  }
}
