import { allClinicIds, type ClinicDeps, getClinicProfile, getPhoneSettings } from '@vaani/clinic';
import type { Clock } from '@vaani/config';
import type { Logger } from '@vaani/observability';
import type { TextToSpeech } from '@vaani/providers';
import { greeting, type Opening } from '@vaani/receptionist';
import { withClinicVoices } from '../brain/clinic-voices.ts';
import { speak } from '../brain/speaker.ts';

/** How often it is looked whether a clinic greets otherwise by now. */
const LOOK_MS = 60_000;

export interface WarmGreetings {
  /** Speaks what is not yet spoken. Never throws for a greeting. */
  warm(): Promise<void>;
  /** Does so again and again: settings change, and clinics come. @returns ends it. */
  keepWarm(clock: Clock): () => void;
}

/**
 * Speaks each clinic's greeting once, in every language there is a voice for, as by day and as when it is closed, so that the voice has it ready when a caller
 * comes. What was spoken is spoken again only where its words or its voice are others.
 * @param options.most so many clinics at most, where a voice is paid for what it says.
 */
export function createWarmGreetings(options: {
  deps: ClinicDeps;
  tts: TextToSpeech;
  logger: Logger;
  most?: number;
}): WarmGreetings {
  const { deps, tts, logger, most } = options;
  /** By clinic, language and form: the words and the voice that were spoken last. */
  const spoken = new Map<string, string>();

  async function warmOne(clinicId: string): Promise<void> {
    const ctx = { ...deps, clinicId, actor: { kind: 'system' as const } };
    const clinic = await getClinicProfile(ctx);
    const { afterHoursEn: en, afterHoursHi: hi } = await getPhoneSettings(ctx);
    const openings: (Opening | undefined)[] = [undefined, { kind: 'after-hours', words: { en, hi } }];
    const voice = withClinicVoices(tts, clinic.speech);
    const now = new Date(deps.clock.now()).toISOString();
    for (const languageGuess of tts.capabilities.languages)
      for (const opening of openings) {
        const words = greeting({
          ...{ now, zone: clinic.zone, clinic, candidates: [], callerPhone: null, hearing: 'local', languageGuess },
          ...(opening === undefined ? {} : { opening }),
        });
        const key = `${clinicId}:${languageGuess}:${opening?.kind ?? 'open'}`;
        const wanted = JSON.stringify([words, clinic.speech]);
        if (spoken.get(key) === wanted) continue;
        try {
          const request = { signal: AbortSignal.timeout(20_000), isAhead: true };
          for (const { sound } of speak(voice, { kind: 'say', purpose: 'reply', ...words }, request))
            for await (const chunk of sound) void chunk;
          spoken.set(key, wanted);
        } catch (error) {
          // The greeting is then spoken when it is needed, or the call goes to a person.
          const fields = { clinicId, language: languageGuess, ...(error instanceof Error ? { error } : {}) };
          logger.warn('a greeting could not be spoken ahead', fields);
        }
      }
  }

  async function warm(): Promise<void> {
    for (const clinicId of (await allClinicIds(deps)).slice(0, most)) await warmOne(clinicId);
  }

  return {
    warm,
    keepWarm(clock) {
      let isWarming = false;
      return clock.every(LOOK_MS, () => {
        if (isWarming) return;
        isWarming = true;
        warm()
          .catch((error: unknown) =>
            logger.warn('greetings are not looked after', error instanceof Error ? { error } : {}),
          )
          .finally(() => {
            isWarming = false;
          });
      });
    },
  };
}
