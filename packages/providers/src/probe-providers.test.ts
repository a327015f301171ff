// Guards what the desk is told when somebody tries the providers: how soon each answers, or what kind of failure it was, and that none is waited for long.
import { expect, it } from 'vitest';
import { type Probed, probeProviders } from './probe-providers.ts';
import { createHandClock } from './testing/hand-clock.ts';
import { scriptedEars, scriptedModel, scriptedVoice } from './testing/scripted-providers.ts';

const chunk = { audio: new Uint8Array(160) };
const done = { kind: 'done', finish: 'stop', usage: null, provider: 'm', model: 'm-1' } as const;

async function probe(of: Parameters<typeof probeProviders>[0], clock = createHandClock()) {
  let found: Probed[] | undefined;
  const stop = new AbortController();
  void probeProviders(of, clock, stop.signal).then((probed) => {
    found = probed;
  });
  return { clock, found: () => found };
}

it('times the words of a sound, the first token and the first sound of a word', async () => {
  const clock = createHandClock();
  const ears = scriptedEars('ears');
  const model = scriptedModel('mind', clock, [[{ afterMs: 200, give: { kind: 'text', text: 'o' } }, { give: done }]]);
  const voice = scriptedVoice('voice', clock, [
    [
      { afterMs: 90, give: chunk },
      { afterMs: 500, give: chunk },
    ],
  ]);
  const { found } = await probe({ hearing: [ears], thinking: [model], speaking: [voice] }, clock);
  await clock.pass(150);
  expect(ears.streams[0]).toMatchObject({ bytes: 4_000, told: ['speech 0', 'finalize -'] });
  ears.streams[0]?.settle('');
  await clock.pass(1_000);
  expect(found()).toEqual([
    { stage: 'hearing', provider: 'ears', isUp: true, ms: 150 },
    { stage: 'thinking', provider: 'mind', isUp: true, ms: 200 },
    { stage: 'speaking', provider: 'voice', isUp: true, ms: 90 },
  ]);
  expect(model.asked[0]).toMatchObject({ maxTokens: 1, tools: [] });
  expect([model.open, ears.streams[0]?.isClosed]).toEqual([0, true]);
});

it('tells what went wrong with each, and waits for none that hangs', async () => {
  const clock = createHandClock();
  const refusing = scriptedEars('refusing');
  refusing.openings.push('unauthorised');
  const deaf = scriptedEars('deaf');
  const hanging = scriptedModel('hanging', clock, [[{ hang: true }]]);
  const busy = scriptedVoice('busy', clock, [[{ afterMs: 10, fail: 'busy' }]]);
  const silent = scriptedVoice('silent', clock, [[]]);
  const { found } = await probe({ hearing: [refusing, deaf], thinking: [hanging], speaking: [busy, silent] }, clock);
  await clock.pass(5_900);
  expect(found()).toBeUndefined();
  await clock.pass(200);
  expect(found()?.map((one) => [one.provider, one.isUp ? one.ms : one.reason])).toEqual([
    ['refusing', 'unauthorised'],
    ['deaf', 'timeout'],
    ['hanging', 'timeout'],
    ['busy', 'busy'],
    ['silent', 'failed'],
  ]);
  expect(deaf.streams[0]?.isClosed).toBe(true);
  expect(clock.timers).toBe(0);
});
