// Guards who writes the summary of a call: a model over the real wire, and the rules whenever it cannot.
import type { CallFacts } from '@vaani/clinic';
import { seededRandom, systemClock } from '@vaani/config';
import { createLogger, createMetrics } from '@vaani/observability';
import { createThinking } from '@vaani/providers';
import { summariseByRules } from '@vaani/receptionist';
import { type Fault, namedFaults, receptionist, startOpenai, untilTold } from '@vaani/sandbox';
import { afterEach, expect, it } from 'vitest';
import { createHandClock } from '../../../packages/providers/src/testing/hand-clock.ts';
import { createSummariser, summaryDeadlines } from './summariser.ts';

const facts: CallFacts = {
  outcome: 'abandoned',
  language: 'en',
  turns: [
    { who: 'agent', text: 'Asha Clinic, good morning.', isUnclear: false },
    { who: 'caller', text: 'I want to see Doctor Rao because of my knee', isUnclear: false },
    { who: 'caller', text: 'thanks', isUnclear: false },
  ],
  appointments: [],
};

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(fault: Fault | null = null, policy = receptionist) {
  const faults = untilTold();
  faults.set(fault);
  const openai = await startOpenai({ apiKey: 'sk', clock: systemClock, policy, faults });
  const accounts = {
    openai: {
      ...{ apiKey: 'sk', apiUrl: openai.url, model: 'gpt-4o', transcriptionModel: 'none' },
      ...{ speechModel: 'none', voice: 'none' },
    },
    secondModel: null,
  };
  // Deadlines pass when the test says so: a busy machine makes nothing fail.
  const clock = createHandClock();
  const thinking = createThinking({
    ...{ accounts: () => accounts, clock, random: seededRandom(1), deadlines: summaryDeadlines },
    onEvent: () => undefined,
  });
  closing.push(openai.close, () => thinking?.close());
  const lines: string[] = [];
  const logger = createLogger({ service: 'test', destination: { write: (line) => void lines.push(line) } });
  const metrics = createMetrics({ service: 'test', hasProcessMetrics: false });
  const summarise = createSummariser({ model: thinking?.model ?? null, clock, logger, metrics });
  const by = async () => /by="(\w+)"[^}]*\} 1/.exec((await metrics.expose()).text)?.[1];
  return { openai, clock, lines, by, summarise: (of = facts) => summarise(of, new AbortController().signal) };
}

it('asks the model, and counts its tokens', async () => {
  const { summarise, by, openai } = await start();
  const { summary, mood, tokens } = await summarise();
  expect(summary).toBe(
    'The caller hung up before anything was settled. The caller said: I want to see Doctor Rao because of my knee',
  );
  expect(mood).toBe('positive');
  expect(tokens.openai?.completionTokens).toBeGreaterThan(0);
  expect(tokens.openai?.promptTokens).toBeGreaterThan(0);
  expect(openai.chats()).toHaveLength(1);
  expect(await by()).toBe('model');
});

it.each(Object.entries(namedFaults).filter(([name]) => name !== 'slow'))(
  'goes by the rules where the model fails: %s',
  async (_, fault) => {
    const { summarise, clock, lines, by } = await start(fault);
    let isOver = false;
    const done = summarise().finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await clock.pass(1_000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await done).toEqual({ ...summariseByRules(facts), tokens: {} });
    expect(await by()).toBe('rules');
    expect(lines.join('')).not.toMatch(/Rao|knee/);
  },
);

it('goes by the rules where the model writes what is no summary, and counts what that took', async () => {
  const { summarise, by } = await start(null, () => ({ text: 'A nice call.' }));
  const { tokens, ...summary } = await summarise();
  expect(summary).toEqual(summariseByRules(facts));
  expect(tokens.openai?.completionTokens).toBeGreaterThan(0);
  expect(await by()).toBe('rules');
});

it('asks no model about a call in which the caller said nothing', async () => {
  const { summarise, openai } = await start();
  const turns = facts.turns.map((turn) => (turn.who === 'caller' ? { ...turn, text: '', isUnclear: true } : turn));
  expect((await summarise({ ...facts, turns })).summary).toMatch(/hard to understand/);
  expect(openai.chats()).toEqual([]);
});
