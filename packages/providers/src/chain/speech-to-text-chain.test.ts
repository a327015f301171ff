// Guards that what a caller says is heard, whichever recogniser hears it: what was said is heard again by the next, and no final comes twice or never.
import { describe, expect, it } from 'vitest';
import type { SpeechToTextEvent, SpeechToTextStream } from '../speech-to-text.ts';
import { createHandClock, settle } from '../testing/hand-clock.ts';
import { scriptedEars } from '../testing/scripted-providers.ts';
import { silenceOf } from '../testing/sound.ts';
import type { ProviderEvent } from './events.ts';
import { alwaysUp, type Health } from './health.ts';
import { speechToTextChain } from './speech-to-text-chain.ts';

const frame = silenceOf(20);
const write = (stream: SpeechToTextStream, ms: number) => {
  for (let at = 0; at < ms; at += 20) stream.write(frame);
};

/** A health that a test turns up and down. */
function switchable(provider: string): Health & { isUp: boolean; recover(): void } {
  const listeners = new Set<() => void>();
  const health = {
    ...alwaysUp(provider),
    isUp: true,
    onRecovered(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    recover() {
      health.isUp = true;
      for (const listener of listeners) listener();
    },
  };
  return health;
}

async function start() {
  const clock = createHandClock();
  const reports: ProviderEvent[] = [];
  const events: SpeechToTextEvent[] = [];
  const live = scriptedEars('live');
  const late = scriptedEars('late', { hasInterims: false, needsVoiceActivity: true });
  const local = scriptedEars('local', { hasFreeText: false, needsVoiceActivity: true });
  const liveHealth = switchable('live');
  const chain = speechToTextChain({
    members: [
      { stt: live, health: liveHealth },
      { stt: late, health: alwaysUp('late') },
      { stt: local, health: alwaysUp('local') },
    ],
    clock,
    onEvent: (event) => void reports.push(event),
  });
  const calling = new AbortController();
  const open = () =>
    chain.open({
      language: 'hi',
      keyTerms: ['Rao'],
      onEvent: (event) => void events.push(event),
      callId: 'call-1',
      signal: calling.signal,
    });
  const told = (ears: typeof live) => ears.streams.map((stream) => stream.told);
  return {
    ...{ clock, reports, events, live, late, local, liveHealth, chain, open, calling, told },
    switches: () => reports.filter((event) => event.kind === 'switched' || event.kind === 'reopened'),
  };
}

describe('a call', () => {
  it('is heard by the first, who is told all', async () => {
    const { open, live, late, events, chain, told } = await start();
    expect(chain.capabilities).toMatchObject({ hasFreeText: true, needsVoiceActivity: true });
    const stream = await open();
    stream.expect({ grammar: 'g', language: 'hi' });
    write(stream, 200);
    stream.speechStarted(250);
    live.streams[0]?.hear('kal');
    write(stream, 400);
    stream.finalize(300);
    live.streams[0]?.settle('kal subah');
    expect(told(live)).toEqual([['expect g', 'speech 250', 'finalize 300']]);
    expect(live.streams[0]?.bytes).toBe(4_800);
    expect(events.map(({ kind }) => kind)).toEqual(['interim', 'final']);
    expect(late.streams).toEqual([]);
    await stream.close();
  });

  it('goes on with the same where only the connection was lost: what was said is sent again', async () => {
    const { open, live, events, switches, clock, told } = await start();
    const stream = await open();
    stream.expect({ grammar: 'g', language: 'hi' });
    write(stream, 3_000);
    stream.speechStarted(250);
    write(stream, 1_500);
    live.streams[0]?.fail('closed');
    write(stream, 100);
    await settle();
    expect(live.streams.length).toBe(2);
    expect(live.streams[0]?.isClosed).toBe(true);
    expect(told(live)[1]).toEqual(['expect g', 'speech 0']);
    // A second from before the speech, all of it, and what was said meanwhile.
    expect(live.streams[1]?.bytes).toBe(2_600 * 8);
    write(stream, 100);
    stream.finalize(100);
    live.streams[1]?.settle('kal', 1_000);
    expect(events).toMatchObject([{ kind: 'final', text: 'kal', words: [{ startMs: 3_000, endMs: 3_100 }] }]);
    expect(switches()).toMatchObject([{ kind: 'reopened', provider: 'live', reason: 'closed', callId: 'call-1' }]);
    await stream.close();
    expect(clock.timers).toBe(0);
  });

  it('is taken over by the next where the final does not come, within a second', async () => {
    const { open, live, late, events, switches, clock, told } = await start();
    const stream = await open();
    stream.speechStarted(250);
    write(stream, 800);
    stream.finalize(300);
    await clock.pass(899);
    expect(late.streams).toEqual([]);
    write(stream, 100);
    await clock.pass(1);
    expect(told(late)).toEqual([['speech 0', 'finalize -']]);
    expect(late.streams[0]?.bytes).toBe(7_200);
    late.streams[0]?.settle('kal');
    live.streams[0]?.settle('kal subah');
    expect(events.map(({ kind }) => kind)).toEqual(['switched', 'final']);
    expect(switches()).toMatchObject([{ from: 'live', to: 'late', reason: 'timeout' }]);
    await stream.close();
  });

  it('that asks for a second final does not give the first more time, nor the second less', async () => {
    const { open, live, late, clock } = await start();
    const stream = await open();
    stream.speechStarted(250);
    stream.finalize(300);
    await clock.pass(600);
    stream.finalize(300);
    await clock.pass(200);
    live.streams[0]?.settle('kal');
    await clock.pass(699);
    expect(late.streams.length).toBe(0);
    await clock.pass(1);
    expect(late.streams.length).toBe(1);
    late.streams[0]?.settle('subah');
    await settle();
    stream.finalize(300);
    await clock.pass(600);
    stream.finalize(300);
    await clock.pass(299);
    expect(late.streams.length).toBe(1);
    await clock.pass(1);
    expect(late.streams.length).toBe(2);
    await stream.close();
  });

  it('falls to the local recogniser, and says that it hears no free speech any more', async () => {
    const { open, live, late, local, events, told } = await start();
    const stream = await open();
    stream.expect({ grammar: 'yes | no', language: 'hi' });
    late.openings.push('server');
    stream.speechStarted(250);
    write(stream, 400);
    live.streams[0]?.fail('timeout');
    await settle();
    expect(events).toMatchObject([
      { kind: 'switched', from: 'live', to: 'local', capabilities: { hasFreeText: false } },
    ]);
    expect(told(local)).toEqual([['expect yes | no', 'speech 0']]);
    await stream.close();
  });

  it('begins with the next where the first cannot be had, and says so', async () => {
    const { open, live, late, events, switches, clock } = await start();
    live.openings.push('hang');
    const opening = open();
    await clock.pass(900);
    const stream = await opening;
    expect(late.streams.length).toBe(1);
    expect(events).toMatchObject([{ kind: 'switched', from: 'live', to: 'late' }]);
    expect(switches()).toMatchObject([{ from: 'live', to: 'late', reason: 'timeout' }]);
    await stream.close();
  });

  it('goes back to the first when it is well again, between two utterances', async () => {
    const { open, live, late, liveHealth, events, switches } = await start();
    liveHealth.isUp = false;
    const stream = await open();
    expect(events).toMatchObject([{ kind: 'switched', to: 'late' }]);
    stream.speechStarted(250);
    write(stream, 200);
    liveHealth.recover();
    await settle();
    expect(live.streams).toEqual([]);
    stream.finalize(100);
    late.streams[0]?.settle('haan');
    await settle();
    expect(live.streams.length).toBe(1);
    expect(late.streams[0]?.isClosed).toBe(true);
    expect(switches().at(-1)).toMatchObject({ from: 'late', to: 'live', reason: 'recovered' });
    await stream.close();
  });

  it('that nobody can hear is told, each final that is due comes as not made out, and hearing comes back', async () => {
    const { open, live, late, local, liveHealth, events } = await start();
    const stream = await open();
    stream.speechStarted(250);
    stream.finalize(100);
    late.openings.push('server');
    local.openings.push('busy');
    liveHealth.isUp = false;
    live.streams[0]?.fail('timeout');
    await settle();
    expect(events).toMatchObject([
      { kind: 'failure', isFatal: true, failure: { provider: 'local', reason: 'busy' } },
      { kind: 'final', text: '', isRejected: true },
    ]);
    stream.speechStarted(250);
    await settle();
    expect(events.at(-1)).toMatchObject({ kind: 'switched', to: 'late' });
    await stream.close();
  });

  it('loses an utterance that the last one could not make out, and no more than that', async () => {
    const { open, live, late, local, events, switches, clock } = await start();
    const stream = await open();
    late.openings.push('server');
    live.streams[0]?.fail('timeout');
    await settle();
    stream.speechStarted(250);
    stream.finalize(100);
    await clock.pass(4_900);
    local.streams[0]?.fail('timeout', { isFatal: false });
    expect(events.slice(1)).toMatchObject([{ kind: 'failure', failure: { reason: 'timeout' } }]);
    expect(local.streams[0]?.isClosed).toBe(false);
    stream.speechStarted(250);
    stream.finalize(100);
    local.streams[0]?.settle('yes');
    expect(events.at(-1)).toMatchObject({ kind: 'final', text: 'yes' });
    expect(switches()).toHaveLength(1);
    await stream.close();
    expect(clock.timers).toBe(0);
  });

  it('whose recogniser goes with two finals due has both answered by the next: all that was said, and nothing', async () => {
    const { open, live, late, local, liveHealth, events, switches, clock, told } = await start();
    const stream = await open();
    stream.speechStarted(250);
    write(stream, 600);
    stream.finalize(300);
    stream.speechStarted(250);
    write(stream, 600);
    stream.finalize(300);
    liveHealth.isUp = false;
    live.streams[0]?.fail('timeout');
    await settle();
    expect(told(late)).toEqual([['speech 0', 'finalize -']]);
    late.streams[0]?.settle('kal subah');
    expect(events).toMatchObject([
      { kind: 'switched', to: 'late' },
      { kind: 'final', text: 'kal subah' },
      { kind: 'final', text: '', isRejected: false },
    ]);
    await clock.pass(10_000);
    expect([switches().length, local.streams.length, clock.timers]).toEqual([1, 0, 0]);
    await stream.close();
  });

  it('goes back to the first from the last one too, after two finals were due at the switch', async () => {
    const { open, live, late, local, switches } = await start();
    const stream = await open();
    stream.speechStarted(250);
    stream.finalize(300);
    stream.finalize(300);
    late.openings.push('server');
    live.streams[0]?.fail('timeout');
    await settle();
    local.streams[0]?.settle('haan');
    await settle();
    expect(switches().at(-1)).toMatchObject({ from: 'local', to: 'live', reason: 'recovered' });
    await stream.close();
  });

  it('whose last recogniser makes nothing of what was two turns has both answered', async () => {
    const { open, live, late, local, events } = await start();
    const stream = await open();
    stream.finalize(300);
    stream.finalize(300);
    late.openings.push('server');
    live.streams[0]?.fail('timeout');
    await settle();
    local.streams[0]?.fail('timeout', { isFatal: false });
    expect(events.slice(1)).toMatchObject([{ kind: 'failure' }, { kind: 'final', text: '' }]);
    await stream.close();
  });

  it('is not heard again where one of two finals had come', async () => {
    const { open, live, late } = await start();
    const stream = await open();
    stream.speechStarted(250);
    write(stream, 2_000);
    stream.finalize(300);
    write(stream, 500);
    stream.finalize(300);
    live.streams[0]?.settle('kal');
    live.streams[0]?.fail('timeout');
    await settle();
    // What came after the first turn, and a little before.
    expect(late.streams[0]?.bytes).toBe(600 * 8);
    await stream.close();
  });

  it('that goes on before the final has come is heard wholly by whoever takes over', async () => {
    const { open, live, late, liveHealth } = await start();
    const stream = await open();
    stream.speechStarted(250);
    write(stream, 2_000);
    stream.finalize(300);
    stream.speechStarted(200);
    write(stream, 400);
    live.streams[0]?.settle('kal');
    write(stream, 2_600);
    liveHealth.isUp = false;
    live.streams[0]?.fail('timeout');
    await settle();
    expect(late.streams[0]?.bytes).toBe(3_200 * 8);
    stream.finalize(300);
    late.streams[0]?.settle('subah');
    write(stream, 2_000);
    late.streams[0]?.fail('closed');
    await settle();
    expect(late.streams[1]?.bytes).toBe(1_000 * 8);
    await stream.close();
  });

  it('is taken over in the language that it has come to', async () => {
    const { open, live, late } = await start();
    const stream = await open();
    expect(live.languages).toEqual(['hi']);
    stream.expect({ grammar: 'g', language: 'en' });
    live.streams[0]?.fail('timeout');
    await settle();
    expect(late.languages).toEqual(['en']);
    await stream.close();
  });

  it('is heard on where it could only not be told what to expect', async () => {
    const { open, live, late, events } = await start();
    const stream = await open();
    live.streams[0]?.fail('failed', { operation: 'expect', isFatal: false });
    await settle();
    expect(events).toMatchObject([{ kind: 'failure', failure: { operation: 'expect' } }]);
    expect([live.streams[0]?.isClosed, late.streams.length]).toEqual([false, 0]);
    await stream.close();
  });

  it('loses no utterance to one that could not make it out for want of an answer', async () => {
    const { open, live, late, events, told } = await start();
    const stream = await open();
    stream.speechStarted(250);
    write(stream, 400);
    stream.finalize(200);
    live.streams[0]?.fail('server', { isFatal: false });
    await settle();
    expect(told(late)).toEqual([['speech 0', 'finalize -']]);
    late.streams[0]?.settle('haan');
    expect(events.map(({ kind }) => kind)).toEqual(['switched', 'final']);
    await stream.close();
  });
});

describe('the end of a call', () => {
  it('closes whatever listens, and leaves no timer', async () => {
    const { open, live, clock, events } = await start();
    const stream = await open();
    stream.speechStarted(250);
    stream.finalize(100);
    await Promise.all([stream.close(), stream.close()]);
    live.streams[0]?.settle('too late');
    stream.write(frame);
    stream.finalize();
    expect(live.streams[0]?.isClosed).toBe(true);
    expect(events).toEqual([]);
    expect(clock.timers).toBe(0);
  });

  it('in the middle of taking over leaves nothing open', async () => {
    const { open, live, late, clock, calling } = await start();
    const stream = await open();
    late.openings.push('hang');
    live.streams[0]?.fail('timeout');
    await settle();
    calling.abort();
    await stream.close();
    expect(late.streams).toEqual([]);
    expect(clock.timers).toBe(0);
  });
});
