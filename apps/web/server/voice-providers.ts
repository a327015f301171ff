import { z } from 'zod';
import type { WebDeps } from './deps.ts';

/** Names of what hears, thinks and speaks in calls now; `local` and `rules` need no keys. */
export const providersSchema = z.object({ stt: z.string(), llm: z.string(), tts: z.string() });
export type VoiceProviders = z.infer<typeof providersSchema>;

const DEADLINE_MS = 1_500;
const readySchema = z.object({ providers: providersSchema });

/** Asks the voice service what it uses. Null where it does not answer in time, or is not ready. */
export async function voiceProviders(deps: Pick<WebDeps, 'settings' | 'logger'>): Promise<VoiceProviders | null> {
  try {
    const answer = await fetch(`${deps.settings.voiceUrl}/ready`, { signal: AbortSignal.timeout(DEADLINE_MS) });
    const ready = readySchema.safeParse(await answer.json());
    return ready.success ? ready.data.providers : null;
  } catch (error) {
    deps.logger.warn('the voice service does not answer', error instanceof Error ? { error } : {});
    return null;
  }
}
