// Guards that a turn gets its reply while any model may answer, within a second, and that no word and no tool call comes twice.
import { describe, expect, it } from 'vitest';
import type { ModelEvent, ModelRequest } from '../language-model.ts';
import { createHandClock } from '../testing/hand-clock.ts';
import { type Step, scriptedModel } from '../testing/scripted-providers.ts';
import type { ProviderEvent } from './events.ts';
import { alwaysUp, type Health } from './health.ts';
import { languageModelChain } from './language-model-chain.ts';

const text = (said: string, afterMs = 0): Step<ModelEvent> => ({ afterMs, give: { kind: 'text', text: said } });
const done: Step<ModelEvent> = {
  give: { kind: 'done', finish: 'stop', usage: null, provider: 'x', model: 'x' },
};

function start(scripts: Record<string, Step<ModelEvent>[][]>, health: Partial<Record<string, Health>> = {}) {
  const clock = createHandClock();
  const events: ProviderEvent[] = [];
  const models = Object.entries(scripts).map(([name, steps]) => scriptedModel(name, clock, steps));
  const chain = languageModelChain({
    members: models.map((model) => ({ model, health: health[model.name] ?? alwaysUp(model.name) })),
    clock,
    onEvent: (event) => void events.push(event),
  });
  const said: string[] = [];
  const kinds: string[] = [];
  let outcome: unknown = 'pending';
  const ask = (over: Partial<ModelRequest> = {}) => {
    const request: ModelRequest = {
      messages: [{ role: 'user', content: 'Namaste' }],
      tools: [],
      callId: 'call-1',
      signal: new AbortController().signal,
      ...over,
    };
    void (async () => {
      for await (const event of chain.stream(request)) {
        kinds.push(event.kind);
        if (event.kind === 'text') said.push(event.text);
      }
      outcome = 'ended';
    })().catch((error: unknown) => {
      outcome = error;
    });
  };
  const switches = () => events.filter((event) => event.kind === 'switched');
  return { clock, events, models, ask, said, kinds, switches, outcome: () => outcome };
}

describe('a reply', () => {
  it('comes from the first model, and the second is not asked', async () => {
    const { ask, clock, said, models, events, outcome } = start({ one: [[text('Hello', 300), done]], two: [] });
    ask();
    await clock.pass(300);
    expect(said).toEqual(['Hello']);
    await clock.pass(0);
    expect(outcome()).toBe('ended');
    expect(models[1]?.asked).toEqual([]);
    expect(events).toEqual([
      {
        ...{ kind: 'measured', stage: 'thinking', provider: 'one', operation: 'first-token' },
        ...{ ms: 300, isOk: true, callId: 'call-1' },
      },
    ]);
    expect(clock.timers).toBe(0);
  });

  it('comes from the second at once where the first fails, and it is told', async () => {
    const { ask, clock, said, switches } = start({ one: [[{ fail: 'server' }]], two: [[text('Hello'), done]] });
    ask();
    await clock.pass(0);
    expect(said).toEqual(['Hello']);
    expect(switches()).toEqual([
      { kind: 'switched', stage: 'thinking', from: 'one', to: 'two', reason: 'server', callId: 'call-1' },
    ]);
  });

  it('is raced for where the first is slow: whoever speaks first is heard, the other is ended', async () => {
    const slow = start({ one: [[text('late', 1_200), done]], two: [[text('two', 800), done]] });
    slow.ask();
    await slow.clock.pass(899);
    expect(slow.models[1]?.asked.length).toBe(0);
    await slow.clock.pass(1);
    expect(slow.models[1]?.asked.length).toBe(1);
    await slow.clock.pass(300);
    expect(slow.said).toEqual(['late']);
    expect(slow.models.map(({ open }) => open)).toEqual([0, 0]);
    expect(slow.switches()).toEqual([]);

    const hung = start({ one: [[{ hang: true }]], two: [[text('two', 300), done]] });
    hung.ask();
    await hung.clock.pass(1_200);
    expect(hung.said).toEqual(['two']);
    expect(hung.models.map(({ open }) => open)).toEqual([0, 0]);
    expect(hung.switches()).toMatchObject([{ from: 'one', to: 'two', reason: 'timeout' }]);
    expect(hung.clock.timers).toBe(0);
  });

  it('that came too late counts against whoever was asked first, so that one who hangs is not waited for each time', async () => {
    const failures: string[] = [];
    const one: Health = { ...alwaysUp('one'), failed: ({ reason }) => void failures.push(reason) };
    const slow = start({ one: [[text('late', 1_200), done]], two: [[text('two', 800), done]] }, { one });
    slow.ask();
    await slow.clock.pass(1_200);
    expect(failures).toEqual([]);
    const hung = start({ one: [[{ hang: true }]], two: [[text('two', 300), done]] }, { one });
    hung.ask();
    await hung.clock.pass(1_200);
    expect(failures).toEqual(['timeout']);
    expect(hung.events).toContainEqual(expect.objectContaining({ kind: 'measured', provider: 'one', isOk: false }));
  });

  it('that breaks off goes on with the next, who knows what was said', async () => {
    const { ask, clock, said, models, switches, outcome } = start({
      one: [[text('Dr Rao is free'), text(' at', 100), { afterMs: 100, fail: 'closed' }]],
      two: [[text(' ten.', 50), done]],
    });
    ask();
    await clock.pass(250);
    expect(said.join('')).toBe('Dr Rao is free at ten.');
    expect(models[1]?.asked[0]?.messages).toMatchObject([
      { role: 'user' },
      { role: 'assistant', content: 'Dr Rao is free at' },
      { role: 'system', content: expect.stringContaining('do not repeat') },
    ]);
    expect(switches()).toMatchObject([{ from: 'one', to: 'two', reason: 'closed' }]);
    expect(outcome()).toBe('ended');
  });

  it('that stalls counts as broken off', async () => {
    const { ask, clock, said } = start({
      one: [[text('Dr Rao'), { hang: true }]],
      two: [[text(' is free.'), done]],
    });
    ask();
    await clock.pass(2_000);
    expect(said.join('')).toBe('Dr Rao is free.');
  });

  it('that has asked for a tool is not asked for again', async () => {
    const call: Step<ModelEvent> = {
      give: { kind: 'tool-call', index: 0, call: { id: 'c', name: 'book', arguments: '{}' } },
    };
    const { ask, clock, models, kinds, outcome } = start({ one: [[call, { fail: 'closed' }]], two: [[call, done]] });
    ask();
    await clock.pass(10);
    expect(kinds).toEqual(['tool-call']);
    expect(models[1]?.asked).toEqual([]);
    expect(outcome()).toMatchObject({ provider: 'one', reason: 'closed' });
  });
});

describe('where nobody answers', () => {
  it('the failure comes within the deadline, and says that nobody is left', async () => {
    const { ask, clock, switches, outcome } = start({ one: [[{ hang: true }]], two: [[{ hang: true }]] });
    ask();
    await clock.pass(2_499);
    expect(outcome()).toBe('pending');
    await clock.pass(1);
    expect(outcome()).toMatchObject({ reason: 'timeout' });
    expect(switches()).toMatchObject([{ to: null, reason: 'timeout' }]);
    expect(clock.timers).toBe(0);
  });

  it('who is known to be down is not asked, and the rules can think at once', async () => {
    const downOne: Health = { ...alwaysUp('one'), isUp: false };
    const { ask, clock, models, outcome } = start({ one: [[text('x'), done]] }, { one: downOne });
    ask();
    await clock.pass(0);
    expect(outcome()).toMatchObject({ provider: 'chain', reason: 'busy' });
    expect(models[0]?.asked).toEqual([]);
  });

  it('and the caller has left, nothing comes and nothing stays', async () => {
    const { ask, clock, models, outcome } = start({ one: [[{ hang: true }]], two: [[{ hang: true }]] });
    const leaving = new AbortController();
    ask({ signal: leaving.signal });
    await clock.pass(1_000);
    leaving.abort();
    await clock.pass(0);
    expect(outcome()).toBe('ended');
    expect(models.map(({ open }) => open)).toEqual([0, 0]);
    expect(clock.timers).toBe(0);
  });
});
