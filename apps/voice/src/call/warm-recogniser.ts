import type { Logger } from '@vaani/observability';
import type { SpeechToText } from '@vaani/providers';

/** Opens the recogniser of this machine once, so that it is loaded when it must take over within a call. */
export async function warmRecogniser(options: { stt: SpeechToText; logger: Logger }): Promise<void> {
  const ended = new AbortController();
  try {
    const request = { language: 'en' as const, keyTerms: [], onEvent: () => undefined, signal: ended.signal };
    await (await options.stt.open(request)).close();
  } catch (error) {
    // It is tried again when it is needed.
    options.logger.warn('the recogniser could not be made ready', error instanceof Error ? { error } : {});
  } finally {
    ended.abort();
  }
}
