import type { SpeechSettings } from '@vaani/clinic';
import type { TextToSpeech } from '@vaani/providers';

/** The voice as a clinic chose it, by language: each provider is told which of its voices that is. */
export function withClinicVoices(tts: TextToSpeech, speech: SpeechSettings): TextToSpeech {
  return {
    get name() {
      return tts.name;
    },
    get capabilities() {
      return tts.capabilities;
    },
    speak(request) {
      const voices = speech[request.language]?.voices;
      return tts.speak(voices === undefined ? request : { ...request, voices });
    },
    ...(tts.warm === undefined ? {} : { warm: (signal: AbortSignal) => tts.warm?.(signal) ?? Promise.resolve() }),
  };
}
