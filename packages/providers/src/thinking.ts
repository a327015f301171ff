import type { Clock, Random, VoiceAccounts } from '@vaani/config';
import type { OnProviderEvent } from './chain/events.ts';
import { createHealth } from './chain/health.ts';
import { languageModelChain, type ModelMember, type thinkingDeadlines } from './chain/language-model-chain.ts';
import type { LanguageModel } from './language-model.ts';
import { openaiLanguageModel } from './openai-language-model.ts';

/** The accounts of models. */
export type ModelAccounts = Pick<VoiceAccounts, 'openai' | 'secondModel'>;

const PROBE_WORD = 'ok';

/** The models of an installation in their order: OpenAI's, then a second one; those without an account are left out. */
export function modelMembers(options: {
  accounts: () => ModelAccounts;
  clock: Clock;
  random: Random;
  onEvent: OnProviderEvent;
}): ModelMember[] {
  const { accounts, clock, random, onEvent } = options;
  const { openai, secondModel } = accounts();
  const member = (model: LanguageModel): ModelMember => {
    const probe = (signal: AbortSignal) => probeThinking(model, signal);
    return { model, health: createHealth({ stage: 'thinking', provider: model.name, probe, clock, random, onEvent }) };
  };
  const members: ModelMember[] = [];
  if (openai !== null) {
    const account = accountOf('OPENAI_API_KEY', () => accounts().openai);
    const of = { name: 'openai', model: openai.model, isOpenai: true };
    members.push(member(openaiLanguageModel({ ...of, account, clock })));
  }
  if (secondModel !== null) {
    const account = accountOf('VAANI_SECOND_MODEL_API_KEY', () => accounts().secondModel);
    const of = { name: 'second-model', model: secondModel.model, isOpenai: false };
    members.push(member(openaiLanguageModel({ ...of, account, clock })));
  }
  return members;
}

/**
 * The models for work that nobody waits for on the telephone, one behind the other; null where none is set.
 * @param options.deadlines how long each may take: more than in a call.
 */
export function createThinking(options: {
  accounts: () => ModelAccounts;
  clock: Clock;
  random: Random;
  onEvent: OnProviderEvent;
  deadlines: { [K in keyof typeof thinkingDeadlines]: number };
}): { model: LanguageModel; close(): void } | null {
  const members = modelMembers(options);
  if (members.length === 0) return null;
  const model = languageModelChain({ ...options, members });
  return {
    model,
    close() {
      for (const { health } of members) health.close();
    },
  };
}

/** An account that is asked for when it is used. It was there at the start: where it is gone since, its use fails by name. */
export function accountOf<A>(setting: string, read: () => A | null): () => Promise<A> {
  return async () => {
    const found = read();
    if (found === null) throw new Error(`${setting} is not set any more.`);
    return found;
  };
}

async function probeThinking(model: LanguageModel, signal: AbortSignal): Promise<void> {
  for await (const _ of model.stream({
    ...{ messages: [{ role: 'user', content: PROBE_WORD }], tools: [], maxTokens: 1 },
    signal,
  }));
}
