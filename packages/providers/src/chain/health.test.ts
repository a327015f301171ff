// Guards when a provider is not asked any more, and that it is asked again once a probe says that it is back.
import { seededRandom } from '@vaani/config';
import { afterEach, describe, expect, it } from 'vitest';
import { type FailureReason, ProviderFailure } from '../failure.ts';
import { createHandClock, settle } from '../testing/hand-clock.ts';
import type { ProviderEvent } from './events.ts';
import { createHealth, type Health } from './health.ts';

let health: Health | undefined;
afterEach(() => health?.close());

function start() {
  const clock = createHandClock();
  const events: ProviderEvent[] = [];
  let isBack = false;
  let probes = 0;
  const made = createHealth({
    stage: 'thinking',
    provider: 'openai',
    clock,
    random: seededRandom(1),
    onEvent: (event) => void events.push(event),
    async probe() {
      probes += 1;
      if (!isBack) throw new Error('still away');
    },
  });
  health = made;
  return {
    clock,
    events,
    health: made,
    fail: async (reason: FailureReason, retryAfterMs?: number) => {
      made.failed(
        new ProviderFailure({
          ...{ provider: 'openai', operation: 'think', message: 'x', isRetryable: true, reason, retryAfterMs },
        }),
      );
      await settle();
    },
    comeBack: () => {
      isBack = true;
    },
    probes: () => probes,
  };
}

describe('a provider', () => {
  it('is asked until three failures in a row', async () => {
    const { health, fail, events } = start();
    await fail('timeout');
    await fail('server');
    health.succeeded();
    await settle();
    await fail('server');
    await fail('closed');
    expect(health.isUp).toBe(true);
    await fail('timeout');
    expect(health.isUp).toBe(false);
    expect(events).toEqual([{ kind: 'down', stage: 'thinking', provider: 'openai', reason: 'timeout' }]);
  });

  it('is not blamed for what we asked wrongly', async () => {
    const { health, fail, events } = start();
    for (let index = 0; index < 10; index++) await fail('refused');
    expect(health.isUp).toBe(true);
    expect(events).toEqual([]);
  });

  it('is probed in the background, later and later, and asked again when it is back', async () => {
    const { health, fail, clock, probes, comeBack, events } = start();
    let told = 0;
    health.onRecovered(() => {
      told += 1;
    });
    for (let index = 0; index < 3; index++) await fail('server');
    await clock.pass(4_900);
    expect(probes()).toBe(0);
    await clock.pass(1_700);
    expect(probes()).toBe(1);
    await clock.pass(60_000);
    expect(probes()).toBeGreaterThanOrEqual(3);
    expect(probes()).toBeLessThanOrEqual(4);
    expect(health.isUp).toBe(false);
    comeBack();
    await clock.pass(80_000);
    expect(health.isUp).toBe(true);
    expect(told).toBe(1);
    expect(events.at(-1)).toMatchObject({ kind: 'recovered', provider: 'openai' });
    expect(clock.timers).toBe(0);
    for (let index = 0; index < 3; index++) await fail('server');
    expect(health.isUp).toBe(false);
  });

  it('that is asked too much of rests for as long as it says', async () => {
    const { health, fail, clock, comeBack } = start();
    comeBack();
    await fail('busy', 8_000);
    expect(health.isUp).toBe(false);
    await clock.pass(7_900);
    expect(health.isUp).toBe(false);
    await clock.pass(2_600);
    expect(health.isUp).toBe(true);
  });

  it('whose key is not good is not asked again with it at once', async () => {
    const { health, fail, clock, probes } = start();
    await fail('unauthorised');
    expect(health.isUp).toBe(false);
    await clock.pass(29_000);
    expect(probes()).toBe(0);
    await clock.pass(11_000);
    expect(probes()).toBe(1);
  });

  it('leaves no timer behind', async () => {
    const { health, fail, clock } = start();
    await fail('busy');
    health.close();
    expect(clock.timers).toBe(0);
    await fail('unauthorised');
    expect(clock.timers).toBe(0);
  });
});
