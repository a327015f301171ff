import type { Clock } from '@vaani/config';
import { ProviderFailure } from '../failure.ts';
import type { SpeechLanguage } from '../speech-to-text.ts';
import type { SpeakRequest, SpeechChunk, TextToSpeech } from '../text-to-speech.ts';
import type { OnProviderEvent } from './events.ts';
import { createHaltingClock } from './halting-clock.ts';
import type { Health } from './health.ts';
import { type Contestant, startRace } from './race.ts';
import { createSpokenText, type SpokenText } from './spoken-text.ts';

export interface VoiceMember {
  voice: TextToSpeech;
  health: Health;
}

export const speakingDeadlines = {
  /** Without a sound by then the next one is asked as well, and whoever sounds first is heard. */
  firstMs: 700,
  lastMs: 2_500,
  /** After all that has come was heard, the caller hears nothing for so long at most; what is still to be thought of is not the voice's to answer for. */
  gapMs: 400,
} as const;

const STAGE = 'speaking';
const BYTES_A_MS = 8;

/**
 * Voices one behind the other. Where one fails in the middle, the next goes on at the word that was not heard any more (or says the sentence again, where
 * nobody told when words are heard). A voice that does not speak the language is passed over.
 */
export function textToSpeechChain(options: {
  members: readonly VoiceMember[];
  clock: Clock;
  onEvent: OnProviderEvent;
  deadlines?: typeof speakingDeadlines;
}): TextToSpeech {
  const { members, clock, onEvent, deadlines = speakingDeadlines } = options;
  const firstUp = () => members.find(({ health }) => health.isUp)?.voice ?? members[0]?.voice;

  async function* speak(request: SpeakRequest): AsyncGenerator<SpeechChunk> {
    const { signal, language } = request;
    // While the model thinks of more to say no voice is waited for.
    const patient = createHaltingClock(clock);
    const spoken = createSpokenText(request, (isWaiting) => (isWaiting ? patient.halt() : patient.goOn()));
    const inCall = request.callId === undefined ? {} : { callId: request.callId };
    let left = members.filter(({ voice, health }) => health.isUp && voice.capabilities.languages.includes(language));
    const patience = createPatience(clock, deadlines.gapMs);
    let failure = noneIsUp(language);
    let from: string | undefined;
    while (left.length > 0 && !signal.aborted) {
      // What is left to say may be nothing: the last word was heard before the connection ended.
      if (from !== undefined && (await spoken.isAllHeard())) return;
      const race = startRace({
        contestants: left.map((member) => contestant(member, request, spoken)),
        clock: patient,
        signal,
        deadlines,
      });
      try {
        const winner = await race.winner();
        if (winner === null) return;
        const { name } = winner.of.voice;
        const passed = race.passed();
        if (from !== undefined) passed.unshift({ name: from, reason: failure.reason });
        for (const one of passed)
          onEvent({ kind: 'switched', stage: STAGE, from: one.name, to: name, reason: one.reason, ...inCall });
        for await (const chunk of winner.pieces(patience)) yield { ...spoken.take(chunk), madeBy: name };
        if (!signal.aborted) winner.of.health.succeeded();
        return;
      } catch (error) {
        if (!(error instanceof ProviderFailure)) throw error;
        failure = error;
        from = error.provider;
        left = left.filter(({ voice }) => voice.name !== error.provider && !race.hasFailed(voice.name));
        spoken.cutOff();
      } finally {
        race.close();
      }
    }
    if (signal.aborted) return;
    if (from !== undefined)
      onEvent({ kind: 'switched', stage: STAGE, from, to: null, reason: failure.reason, ...inCall });
    throw failure;
  }

  function contestant(
    { voice, health }: VoiceMember,
    request: SpeakRequest,
    spoken: SpokenText,
  ): Contestant<VoiceMember, SpeechChunk> {
    const inCall = request.callId === undefined ? {} : { callId: request.callId };
    const measure = (ms: number, isOk: boolean) =>
      onEvent({ kind: 'measured', stage: STAGE, provider: voice.name, operation: 'first-audio', ms, isOk, ...inCall });
    return {
      of: { voice, health },
      name: voice.name,
      start: (signal) => speakRest(voice, request, spoken, signal),
      onFirst: (ms) => measure(ms, true),
      onFailure(error, ms) {
        health.failed(error);
        if (ms !== null) measure(ms, false);
      },
    };
  }

  return {
    get name() {
      return firstUp()?.name ?? 'none';
    },
    get capabilities() {
      const languages = members.flatMap(({ voice }) => voice.capabilities.languages);
      return {
        languages: [...new Set(languages)],
        hasWordTimestamps: firstUp()?.capabilities.hasWordTimestamps ?? false,
        isStreaming: true,
        canGoOn: firstUp()?.capabilities.canGoOn ?? false,
      };
    },
    speak,
    async warm(signal) {
      await firstUp()?.warm?.(signal);
    },
    async close() {
      await Promise.all(members.map(({ voice }) => voice.close?.()));
    },
  };
}

/** What a voice is asked to say: the rest of what was to be said, and what is still being thought of. */
async function* speakRest(
  voice: TextToSpeech,
  request: SpeakRequest,
  spoken: SpokenText,
  signal: AbortSignal,
): AsyncGenerator<SpeechChunk> {
  const { text, more } = await spoken.rest();
  yield* voice.speak({ ...request, text, ...(more === undefined ? {} : { more }), signal });
}

/** How long the next piece may take: until what has come is heard, and the pause that a caller bears. */
function createPatience(clock: Clock, gapMs: number): (chunk: SpeechChunk) => number {
  let heardUntil = 0;
  return ({ audio }) => {
    const now = clock.monotonic();
    heardUntil = Math.max(now, heardUntil) + audio.length / BYTES_A_MS;
    return heardUntil - now + gapMs;
  };
}

const noneIsUp = (language: SpeechLanguage): ProviderFailure =>
  new ProviderFailure({
    ...{ provider: 'chain', operation: 'speak', reason: 'busy' },
    message: `no voice for ${language} is up`,
    isRetryable: true,
  });
