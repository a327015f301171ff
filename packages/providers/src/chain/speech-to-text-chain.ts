import type { Clock } from '@vaani/config';
import { ProviderFailure } from '../failure.ts';
import type { SpeechToText, SpeechToTextCapabilities } from '../speech-to-text.ts';
import type { OnProviderEvent } from './events.ts';
import type { Health } from './health.ts';
import { createHearingStream } from './hearing-stream.ts';

export interface HearingMember {
  stt: SpeechToText;
  health: Health;
}

export const hearingDeadlines = {
  /** For a stream to be opened. */
  openMs: 900,
  /** For that of the last one: behind it stands nobody, and what is said meanwhile is kept. */
  lastOpenMs: 10_000,
  /** From `finalize` to the final of a recogniser that listens all along. */
  liveFinalMs: 900,
  /** And of one that begins to listen then. */
  lateFinalMs: 4_000,
} as const;

const unable: SpeechToTextCapabilities = {
  hasFreeText: false,
  hasInterims: false,
  hasEndOfTurn: false,
  needsVoiceActivity: true,
  languages: [],
};

/**
 * Recognisers one behind the other. Where one fails within a call, the next hears again what was said since the last final, and goes on. What it can do then is
 * told by a `switched` event: a constrained recogniser hears no free speech.
 */
export function speechToTextChain(options: {
  members: readonly HearingMember[];
  clock: Clock;
  onEvent: OnProviderEvent;
  deadlines?: typeof hearingDeadlines;
}): SpeechToText {
  const { members, clock, onEvent, deadlines = hearingDeadlines } = options;
  const first = () => members.find(({ health }) => health.isUp)?.stt ?? members[0]?.stt;
  return {
    get name() {
      return first()?.name ?? 'none';
    },
    get capabilities() {
      return {
        ...(first()?.capabilities ?? unable),
        // Whoever may take over needs to be told.
        needsVoiceActivity: members.some(({ stt }) => stt.capabilities.needsVoiceActivity),
      };
    },
    async open(request) {
      request.signal.throwIfAborted();
      if (members.length === 0)
        throw new ProviderFailure({
          ...{ provider: 'chain', operation: 'open', reason: 'busy', message: 'there is no recogniser' },
          isRetryable: false,
        });
      const stream = createHearingStream({ members, clock, deadlines, request, onEvent });
      try {
        await stream.start();
        return stream;
      } catch (error) {
        await stream.close();
        throw error;
      }
    },
  };
}
