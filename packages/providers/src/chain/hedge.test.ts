// Guards a slow model's answer: asked a second time only when it is late by what is usual, heard once, and paid for twice.
import { describe, expect, it } from 'vitest';
import type { ModelEvent } from '../language-model.ts';
import { createHandClock } from '../testing/hand-clock.ts';
import { type Step, scriptedModel } from '../testing/scripted-providers.ts';
import type { ProviderEvent } from './events.ts';
import { hedgedModel } from './hedge.ts';
import { createWaits } from './waits.ts';

const text = (said: string, afterMs = 0): Step<ModelEvent> => ({ afterMs, give: { kind: 'text', text: said } });
const done: Step<ModelEvent> = {
  give: {
    kind: 'done',
    finish: 'stop',
    usage: { promptTokens: 100, cachedTokens: 80, completionTokens: 5 },
    provider: 'slow',
    model: 'slow-1',
  },
};

/** A model whose answers usually take 300 ms. */
function start(...scripts: Step<ModelEvent>[][]) {
  return startWith({ usual: () => 300 }, ...scripts);
}

function startWith(how: { usual: (time: number) => number; isUrgent?: boolean }, ...scripts: Step<ModelEvent>[][]) {
  const clock = createHandClock();
  const waits = createWaits();
  for (let time = 0; time < 20; time++) {
    waits.answered(how.usual(time));
    waits.asked(false);
  }
  const model = scriptedModel('slow', clock, scripts);
  const events: ProviderEvent[] = [];
  const hedged = hedgedModel({ model, clock, waits, onEvent: (event) => void events.push(event) });
  const said: string[] = [];
  const aborting = new AbortController();
  let outcome: unknown = 'pending';
  let usage: unknown;
  void (async () => {
    for await (const event of hedged.stream({
      ...{ messages: [], tools: [], callId: 'c', signal: aborting.signal },
      isUrgent: how.isUrgent ?? false,
    })) {
      if (event.kind === 'text') said.push(event.text);
      if (event.kind === 'done') usage = event.usage;
    }
    outcome = 'ended';
  })().catch((error: unknown) => {
    outcome = error;
  });
  return { clock, waits, model, events, said, aborting, usage: () => usage, outcome: () => outcome };
}

describe('an answer', () => {
  it('that comes as usual is asked for once', async () => {
    const { clock, model, events, said, usage } = start([text('Hello', 340), done]);
    await clock.pass(1_000);
    expect(said).toEqual(['Hello']);
    expect(model.asked).toHaveLength(1);
    expect(events).toEqual([]);
    expect(usage()).toEqual({ promptTokens: 100, cachedTokens: 80, completionTokens: 5 });
    expect(clock.timers).toBe(0);
  });

  it('that is late is asked for again, and the second is heard where it is first', async () => {
    const { clock, model, events, said, usage, outcome } = start(
      [text('late', 2_000), done],
      [text('Hello', 200), done],
    );
    await clock.pass(349);
    expect(model.asked).toHaveLength(1);
    await clock.pass(1);
    expect(model.asked).toHaveLength(2);
    await clock.pass(200);
    expect(said).toEqual(['Hello']);
    expect(outcome()).toBe('ended');
    expect(events).toEqual([{ kind: 'hedged', stage: 'thinking', provider: 'slow', hasWon: true, callId: 'c' }]);
    expect(usage()).toEqual({ promptTokens: 200, cachedTokens: 160, completionTokens: 5 });
    expect(model.open).toBe(0);
    expect(clock.timers).toBe(0);
  });

  it('that is waited for is asked for twice at once where answers lie far apart', async () => {
    const usual = (time: number) => 100 + 40 * time;
    const waited = startWith({ usual, isUrgent: true }, [text('late', 900), done], [text('Hello', 200), done]);
    await waited.clock.pass(0);
    expect(waited.model.asked).toHaveLength(2);
    await waited.clock.pass(200);
    expect(waited.said).toEqual(['Hello']);
    expect(waited.events).toMatchObject([{ hasWon: true }]);
    const ahead = startWith({ usual }, [text('Hello', 200), done]);
    await ahead.clock.pass(1_000);
    expect(ahead.model.asked).toHaveLength(1);
  });

  it('is the first’s where the second is no faster, or fails', async () => {
    const slower = start([text('Hello', 400), done], [text('late', 400), done]);
    await slower.clock.pass(2_000);
    expect(slower.said).toEqual(['Hello']);
    expect(slower.events).toMatchObject([{ hasWon: false }]);
    const failing = start([text('Hello', 600), done], [{ afterMs: 10, fail: 'server' }]);
    await failing.clock.pass(2_000);
    expect(failing.said).toEqual(['Hello']);
  });

  it('that fails is not asked for again here: that is for whoever stands behind', async () => {
    const { clock, model, outcome } = start([{ afterMs: 100, fail: 'server' }]);
    await clock.pass(1_000);
    expect(outcome()).toMatchObject({ reason: 'server' });
    expect(model.asked).toHaveLength(1);
  });

  it('that nobody waits for any more leaves nothing behind', async () => {
    const { clock, model, aborting, outcome } = start([{ hang: true }], [{ hang: true }]);
    await clock.pass(400);
    expect(model.open).toBe(2);
    aborting.abort();
    await clock.pass(0);
    expect(outcome()).toBe('ended');
    expect(model.open).toBe(0);
    expect(clock.timers).toBe(0);
  });
});

/** Of a model that always takes as long. */
function createSteady() {
  const waits = createWaits();
  for (let time = 0; time < 20; time++) waits.answered(300);
  return waits;
}

describe('what is late', () => {
  it('is not known before ten answers, and follows what is usual', () => {
    const waits = createWaits();
    for (let time = 0; time < 9; time++) waits.answered(500);
    expect(waits.boundMs()).toBeNull();
    waits.answered(500);
    expect(waits.boundMs()).toBe(550);
    for (let time = 0; time < 50; time++) waits.answered(100 + 10 * time);
    expect(waits.boundMs()).toBe(400);
  });
  it('is at once where somebody waits and a model’s times lie far apart, up to its own share', () => {
    const waits = createWaits();
    for (let time = 0; time < 50; time++) waits.answered(300 + 20 * time);
    expect(waits.boundMs(true)).toBe(0);
    expect(waits.boundMs(false)).toBeGreaterThan(800);
    for (let time = 0; time < 30; time++) waits.asked(true);
    expect(waits.boundMs(true)).toBeNull();
    expect(createSteady().boundMs(true)).toBe(350);
  });
  it('is nothing any more once too many were asked for twice', () => {
    const waits = createWaits();
    for (let time = 0; time < 20; time++) waits.answered(500);
    for (let time = 0; time < 20; time++) waits.asked(time % 2 === 0);
    expect(waits.boundMs()).toBeNull();
    for (let time = 0; time < 20; time++) waits.asked(false);
    expect(waits.boundMs()).toBe(550);
  });
});
