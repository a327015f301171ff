import { systemClock } from '@vaani/config';
import { openaiLanguageModel } from '@vaani/providers';
import { type Brain, createModelBrain } from '@vaani/receptionist';
import { type Policy, receptionist, startOpenai } from '@vaani/sandbox';
import type { ModelAccount } from './brains.ts';

const emulated = { apiKey: 'eval', model: 'gpt-4o' };

/**
 * A model behind the real library. Without an account it is an emulated one, with the receptionist's own rules for a mind: that measures what stands
 * around a model (prompt, wire, history, guard, read-backs), not how well a model understands. @param mind of an emulated one
 * @throws Error where the model fails in a call: the rules would go on in its stead, and be measured under its name.
 */
export async function openModel(
  account: ModelAccount,
  mind: Policy = receptionist,
): Promise<{ brainOf(): Brain<unknown>; close(): Promise<void> }> {
  const clock = systemClock;
  const room = account === null ? await startOpenai({ apiKey: emulated.apiKey, clock, policy: mind }) : undefined;
  const { apiKey, apiUrl, model } = account ?? { ...emulated, apiUrl: room?.url ?? '' };
  const talk = openaiLanguageModel({
    ...{ name: 'openai', model, clock, isOpenai: true },
    account: async () => ({ apiKey, apiUrl }),
  });
  return {
    brainOf: () =>
      createModelBrain({
        model: talk,
        onFailure: (error) => {
          throw error;
        },
      }) as Brain<unknown>,
    async close() {
      await room?.close();
    },
  };
}
