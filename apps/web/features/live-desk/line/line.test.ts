// Guards the one line of a browser: a refusal is told, a lost one is opened again while the caller waits, a new one ends the one before.
import { expect, it } from 'vitest';
import { LineFailure } from '../../voice-line/line-failure.ts';
import type { VoiceLineEvent, VoiceLineOptions } from '../../voice-line/open-voice-line.ts';
import { createLine, type LineDeps, type LineState } from './line.ts';

const callId = '018f6a00-0000-7000-8000-0000000000c1';

function desk(over: Partial<LineDeps> = {}) {
  const states: LineState[] = [];
  const handedBack: string[] = [];
  const pauses: number[] = [];
  const opened: (VoiceLineOptions & { isClosed: boolean; isMuted: boolean })[] = [];
  const ticket = async () => ({ url: 'wss://worker.test/api/v1/voice/desk', ticket: `t${opened.length}` });
  const line = createLine({
    onState: (state) => void states.push(state),
    tickets: { listen: ticket, 'take-over': ticket, 'call-back': ticket },
    async open(options) {
      const one = { ...options, isClosed: false, isMuted: false };
      opened.push(one);
      return {
        mute: (isMuted) => {
          one.isMuted = isMuted;
        },
        sendText: () => undefined,
        sendKey: () => undefined,
        close: () => {
          one.isClosed = true;
        },
      };
    },
    askMicrophone: async () => undefined,
    handBack: (id) => void handedBack.push(id),
    now: () => 1_000,
    wait: async (ms) => void pauses.push(ms),
    ...over,
  });
  const last = () => states.at(-1);
  const tell = (event: VoiceLineEvent) => opened.at(-1)?.onEvent(event);
  return { line, states, opened, handedBack, pauses, last, tell };
}
const ready = { event: 'ready', purpose: 'take-over' } as const;

it('opens, mutes and closes', async () => {
  const { line, opened, last, tell } = desk();
  await line.open('take-over', callId);
  expect(last()).toMatchObject({ phase: 'connecting', callId });
  expect(opened[0]?.hasMicrophone).toBe(true);
  tell(ready);
  expect(last()).toMatchObject({ phase: 'open', isMuted: false, since: 1_000 });
  line.mute(true);
  expect(last()).toMatchObject({ phase: 'open', isMuted: true });
  expect(opened[0]?.isMuted).toBe(true);
  line.close();
  expect(last()).toEqual({ phase: 'off' });
  expect(opened[0]?.isClosed).toBe(true);
  expect(opened[0]?.signal.aborted).toBe(true);
});

it('listens without a microphone, and does not ask for one', async () => {
  const { line, opened } = desk({ askMicrophone: () => Promise.reject(new LineFailure('microphone-denied')) });
  await line.open('listen', callId);
  expect(opened[0]?.hasMicrophone).toBe(false);
});

it('touches no call where there is no microphone', async () => {
  const asked: string[] = [];
  const ticket = async (id: string) => {
    asked.push(id);
    return { url: '', ticket: '' };
  };
  const { line, last } = desk({
    askMicrophone: () => Promise.reject(new LineFailure('microphone-denied')),
    tickets: { listen: ticket, 'take-over': ticket, 'call-back': ticket },
  });
  await line.open('take-over', callId);
  expect(last()).toMatchObject({ phase: 'failed', fault: 'microphone-denied' });
  expect(asked).toEqual([]);
});

it('says why the worker refused', async () => {
  const { line, last } = desk({ open: () => Promise.reject(new LineFailure('refused', 'The call is over.')) });
  await line.open('listen', callId);
  expect(last()).toMatchObject({ phase: 'failed', fault: 'refused', sentence: 'The call is over.' });
});

it('opens a take-over again at once when it is lost, and not for ever', async () => {
  const { line, opened, last, tell, pauses } = desk();
  await line.open('take-over', callId);
  tell(ready);
  for (const tries of [2, 3, 4, 5, 6, 7]) {
    tell({ event: 'lost' });
    expect(last()).toMatchObject({ phase: 'again' });
    await expect.poll(() => opened.length).toBe(tries);
    tell(ready);
    expect(last()).toMatchObject({ phase: 'open' });
  }
  tell({ event: 'lost' });
  expect(last()).toMatchObject({ phase: 'failed', fault: 'lost' });
  expect(opened).toHaveLength(7);
  expect(pauses[0]).toBe(0);
});

it('keeps trying while the network is away, for less than the caller hears music', async () => {
  const pauses: number[] = [];
  /** The network is back with this pause. */
  let isBackAt = 4;
  const { line, states, opened, last, tell } = desk({
    askMicrophone: async () => {
      if (pauses.length > 0 && pauses.length < isBackAt) throw new LineFailure('unreachable');
    },
    wait: async (ms) => void pauses.push(ms),
  });
  await line.open('take-over', callId);
  tell(ready);
  tell({ event: 'lost' });
  await expect.poll(() => opened.length).toBe(2);
  expect(pauses).toHaveLength(4);
  expect(new Set(states.slice(2).map(({ phase }) => phase))).toEqual(new Set(['again']));
  tell(ready);
  expect(last()).toMatchObject({ phase: 'open' });
  isBackAt = Number.POSITIVE_INFINITY;
  tell({ event: 'lost' });
  await expect.poll(() => last()).toMatchObject({ phase: 'failed', fault: 'lost' });
  expect(pauses.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(10_000);
});

it('a line that stood for long has all its tries again', async () => {
  let now = 0;
  const { line, opened, last, tell } = desk({ now: () => now });
  await line.open('take-over', callId);
  for (let losses = 1; losses <= 20; losses++) {
    tell(ready);
    now += 10_000;
    tell({ event: 'lost' });
    await expect.poll(() => opened.length).toBe(losses + 1);
  }
  expect(last()).toMatchObject({ phase: 'again' });
});

it('a worker that refuses whoever comes back is not asked again', async () => {
  let isOver = false;
  const { line, last, tell, pauses } = desk({
    askMicrophone: async () => {
      if (isOver) throw new LineFailure('refused', 'The call is over.');
    },
  });
  await line.open('take-over', callId);
  tell(ready);
  isOver = true;
  tell({ event: 'lost' });
  await expect.poll(() => last()).toMatchObject({ phase: 'failed', fault: 'refused', sentence: 'The call is over.' });
  expect(pauses).toEqual([0]);
});

it('learns the call of a call-back, and keeps it when it is over', async () => {
  const { line, last, tell } = desk();
  await line.open('call-back', 'promise');
  expect(last()).toMatchObject({ phase: 'connecting', callId: null, objectId: 'promise' });
  tell({ event: 'ready', purpose: 'call-back', callId });
  tell({ event: 'ended', sentence: 'They hung up.' });
  expect(last()).toMatchObject({ phase: 'over', callId, objectId: 'promise', sentence: 'They hung up.' });
});

it('a new one ends the one before, whose news is no news any more', async () => {
  const { line, opened, last } = desk();
  await line.open('listen', callId);
  await line.open('take-over', callId);
  expect(opened[0]?.isClosed).toBe(true);
  opened[0]?.onEvent({ event: 'lost' });
  expect(last()).toMatchObject({ purpose: 'take-over', phase: 'connecting' });
});

it('one that is closed while its ticket is fetched is not opened', async () => {
  const { promise, resolve } = Promise.withResolvers<{ url: string; ticket: string }>();
  const ticket = () => promise;
  const { line, opened, last } = desk({ tickets: { listen: ticket, 'take-over': ticket, 'call-back': ticket } });
  const opening = line.open('listen', callId);
  line.close();
  resolve({ url: '', ticket: '' });
  await opening;
  expect(opened).toEqual([]);
  expect(last()).toEqual({ phase: 'off' });
});

it('gives back the call that one speaks in before one goes to another, and hangs up on nobody', async () => {
  const { line, opened, handedBack, tell } = desk();
  await line.open('take-over', callId);
  tell(ready);
  expect(opened[0]?.isLeaving).toBe(true);
  await line.open('take-over', 'another');
  expect(handedBack).toEqual([callId]);
  await line.open('listen', 'a third');
  expect(handedBack).toEqual([callId]);
});
