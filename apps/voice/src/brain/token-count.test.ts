// Guards what a call's cost is made of: also answers that were thrown away before the provider told what they took.
import type { LanguageModel, ModelEvent, ModelUsage } from '@vaani/providers';
import { expect, it } from 'vitest';
import { createUsageMeter } from '../call/usage.ts';
import { createTokenCount } from './token-count.ts';

const done: ModelEvent = {
  ...{ kind: 'done', finish: 'stop', provider: 'second', model: 'one' },
  usage: { promptTokens: 4_000, cachedTokens: 3_000, completionTokens: 20 },
};

function counting(...answers: ModelEvent[][]) {
  const usage = createUsageMeter();
  const wasted: ModelUsage[] = [];
  const count = createTokenCount('openai', usage, (tokens) => wasted.push(tokens));
  const llm: LanguageModel = {
    ...{ name: 'openai', model: 'one' },
    async *stream() {
      yield* answers.shift() ?? [];
    },
  };
  /** Takes so many events, then throws the answer away. */
  const ask = async (content: string, most = 9) => {
    const aborting = new AbortController();
    let taken = 0;
    for await (const _ of count(llm, { messages: [{ role: 'user', content }], tools: [], signal: aborting.signal })) {
      taken++;
      if (taken === most) aborting.abort();
      if (taken === most) break;
    }
  };
  return { ask, wasted, used: () => usage.total(0).tokens };
}

const words = (text: string): ModelEvent => ({ kind: 'text', text });

it('counts what the provider says, under who answered', async () => {
  const { ask, used, wasted } = counting([words('At ten.'), done]);
  await ask('When?');
  expect(used()).toEqual({ second: done.usage });
  expect(wasted).toEqual([]);
});

it('reckons what was thrown away: all that went out, and what came by then', async () => {
  const { ask, used, wasted } = counting([words('x'.repeat(35)), words('never read'), done]);
  await ask('y'.repeat(348), 1);
  expect(used()).toEqual({ openai: { promptTokens: 100, cachedTokens: 0, completionTokens: 10 } });
  expect(wasted).toEqual([{ promptTokens: 100, cachedTokens: 0, completionTokens: 10 }]);
});

it('takes what was asked before to be known to the provider', async () => {
  const { ask, used } = counting([done], [words('x'.repeat(7)), done]);
  await ask('When?');
  await ask('And then?', 1);
  expect(used().openai).toEqual({ promptTokens: 4_000, cachedTokens: 4_000, completionTokens: 2 });
});
