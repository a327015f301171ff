// Says in words which provider serves each stage of a call. Not a command.
import { z } from 'zod';

const readySchema = z.object({ providers: z.object({ stt: z.string(), llm: z.string(), tts: z.string() }) });

const stages = [
  { key: 'stt', verb: 'hears ', local: 'a recogniser on this machine, with a small vocabulary' },
  { key: 'llm', verb: 'thinks', local: 'rules: book, cancel, hours, a person' },
  { key: 'tts', verb: 'speaks', local: 'voices on this machine' },
] as const;

const isLocal = (name: string) => /local|rules|flite|espeak|soundswallower/i.test(name);

/** A line for each stage, as the voice service tells; empty where it does not answer within two seconds. */
export async function describeProviders(voiceUrl: string): Promise<string[]> {
  let providers: z.infer<typeof readySchema>['providers'];
  try {
    const answer = await fetch(`${voiceUrl}/ready`, { signal: AbortSignal.timeout(2_000) });
    providers = readySchema.parse(await answer.json()).providers;
  } catch {
    return ['The voice service does not say what it hears and speaks with.'];
  }
  const lines = stages.map(({ key, verb, local }) => {
    const name = providers[key];
    return `It ${verb} with ${name}${isLocal(name) ? ` (${local})` : ''}.`;
  });
  if (stages.some(({ key }) => isLocal(providers[key]))) {
    lines.push('That needs no keys; .env.example says what can be set instead.');
  }
  return lines;
}
