// Says in words which provider serves each stage of a call. Not a command.
import { z } from 'zod';

const readySchema = z.object({ providers: z.object({ stt: z.string(), llm: z.string(), tts: z.string() }) });

/** Each stage, and what serves it where no key is set. */
const stages = [
  {
    key: 'stt',
    name: 'Hearing',
    own: 'local',
    explained: 'a recogniser on this machine that knows a few hundred words',
  },
  { key: 'llm', name: 'Thinking', own: 'rules', explained: 'books, cancels, tells the hours, finds a person' },
  { key: 'tts', name: 'Speaking', own: 'local', explained: 'voices on this machine' },
] as const;

/** A line for each stage, as the voice service tells. */
export async function describeProviders(voiceUrl: string): Promise<string[]> {
  let providers: z.infer<typeof readySchema>['providers'];
  try {
    const answer = await fetch(`${voiceUrl}/ready`, { signal: AbortSignal.timeout(2_000) });
    providers = readySchema.parse(await answer.json()).providers;
  } catch {
    return ['The voice service does not say what it hears and speaks with.'];
  }
  const lines = stages.map(({ key, name, own, explained }) => {
    const provider = providers[key];
    return `  ${name.padEnd(9)} ${provider}${provider === own ? `: ${explained}` : ''}`;
  });
  const isAllOwn = stages.every(({ key, own }) => providers[key] === own);
  return ['Calls are served by', ...lines, ...(isAllOwn ? ['  No keys are needed for any of it.'] : [])];
}
