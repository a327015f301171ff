// Guards a caller on their way to a person against whatever goes wrong on it: Twilio's interface, phones that cannot be rung, a caller or a worker that leaves in the middle.
import { findCallBySid, getCallState } from '@vaani/clinic';
import { type Fault, inOrder } from '@vaani/sandbox';
import { describe, expect, it } from 'vitest';
import { createPhone } from './testing/phone.ts';
import { entry, type PhoneLine } from './testing/phone-line.ts';
import { phoneLines } from './testing/phone-lines.ts';

const [desk, nurse, own] = ['+912066000011', '+912066000013', '+912066000099'];
const patient = { timeout: 20_000 };
const away: Fault = { kind: 'server-error', status: 503, isTaken: false };
const warm = { isWarm: true };

const lines = phoneLines();
const { lineWith } = lines;
let callers = 0;
const somebody = (): string => `+9160004${String(10_000 + callers++)}`;

async function asking(on: PhoneLine, from = somebody()): Promise<string> {
  const sid = await on.talk(from);
  on.twilio.press(sid, '0');
  return sid;
}
const isInRoom = (on: PhoneLine, sid: string) =>
  on.twilio.conferences().some(({ participants }) => participants.some(({ callSid }) => callSid === sid));
const told = (words: string) => lines.world.log.filter((line) => line.includes(words)).length;

describe('Twilio’s interface fails', () => {
  it('between two people: the caller is brought out of their room as soon as it answers again', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk, warm)], ringMs: 1_500 });
    on.plans.set(desk, 'busy');
    const sid = await asking(on);
    await expect.poll(() => on.callTo(desk)?.status, patient).toBe('ringing');
    const before = told('could not be brought out');
    on.fault(away);
    await expect.poll(() => told('could not be brought out'), patient).toBeGreaterThan(before);
    expect(isInRoom(on, sid)).toBe(true);
    on.fault(null);
    await expect.poll(() => on.callTo(own)?.status, patient).toBe('in-progress');
    expect(await on.steps(sid)).toEqual(['Desk: busy', 'Clinic: ringing']);
    expect(on.twilio.calls().filter(({ to }) => to === own)).toHaveLength(1);
  });

  it('to answer, though it did what it was told: the phone that the caller is put through to is not rung again', async () => {
    let isBroken = false;
    const on = await lineWith({
      directory: [entry('Desk', desk, warm)],
      ringMs: 300,
      faults: {
        next: (operation) => (isBroken && operation === 'calls.update' ? { kind: 'close', isTaken: true } : null),
      },
    });
    on.plans.set(desk, 'busy');
    const sid = await on.talk(somebody());
    on.twilio.press(sid, '0');
    await expect.poll(() => isInRoom(on, sid), patient).toBe(true);
    isBroken = true;
    await expect.poll(() => on.callTo(own)?.status, patient).toBe('in-progress');
    await expect.poll(() => told('came out of their room after all'), patient).toBe(1);
    expect(on.callTo(own)?.status).toBe('in-progress');
    expect(on.twilio.calls().filter(({ to }) => to === own)).toHaveLength(1);
  });

  it('at one phone of a group, after the others are busy already: the next is rung all the same', async () => {
    const group = { ...warm, group: 'Desk' };
    let placed = 0;
    const on = await lineWith({
      directory: [entry('One', desk, group), entry('Two', nurse, group)],
      faults: inOrder([null, away], 'calls.create'),
      latency: {
        next: (operation) => ({ beforeMs: 0, afterMs: operation === 'calls.create' && placed++ > 0 ? 1_500 : 0 }),
      },
    });
    on.plans.set(desk, 'busy').set(nurse, 'busy');
    const sid = await asking(on);
    await expect.poll(() => on.steps(sid), patient).toEqual(['Desk: failed', 'Clinic: ringing']);
    await expect.poll(() => on.callTo(own)?.status, patient).toBe('in-progress');
  });

  it('to place any call: the caller is not left in their room', async () => {
    const on = await lineWith({
      directory: [entry('Desk', desk, warm)],
      faults: inOrder([away], 'calls.create'),
    });
    const sid = await asking(on);
    await expect.poll(() => on.callTo(own)?.status, patient).toBe('in-progress');
    expect(await on.steps(sid)).toEqual(['Desk: failed', 'Clinic: ringing']);
  });
});

describe('Twilio’s interface is slow', () => {
  const slow = { next: (operation: string) => ({ beforeMs: operation === 'calls.create' ? 3_000 : 0, afterMs: 0 }) };

  it('to ring: the caller hears music meanwhile, and is not taken for one without a database', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk, warm)], latency: slow });
    on.plans.set(desk, { answer: 'human', keys: ['1'] });
    const sid = await asking(on);
    await expect.poll(() => on.call(sid).heard.at(-1), patient).toMatch(/^200 audio\/wav .*hold-music/);
    expect(on.callTo(desk)).toBeUndefined();
    await expect.poll(() => on.steps(sid), patient).toEqual(['Desk: accepted']);
    expect(on.callTo(own)).toBeUndefined();
  });

  it('and the caller leaves before a phone rings: it is not rung, or no longer, and somebody rings back', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk, warm)], latency: slow, ringMs: 60_000 });
    const sid = await asking(on);
    await expect.poll(() => isInRoom(on, sid), patient).toBe(true);
    expect(on.callTo(desk)).toBeUndefined();
    await on.twilio.end(sid);
    await expect.poll(() => on.steps(sid), patient).toEqual(['Desk: gone']);
    await expect.poll(() => on.callback(sid), patient).toMatchObject({ reason: 'Hung up while waiting for a person.' });
    // What was asked for by then is taken back; what was not is not asked for.
    await expect.poll(() => on.callTo(desk)?.status ?? 'completed', patient).toBe('completed');
  });
});

describe('a worker that stops', () => {
  it('stays until Twilio has asked where its caller goes, and takes nobody new meanwhile', async () => {
    const on = await lineWith();
    const phone = createPhone(lines.world, on.worker);
    const call = await phone.call(somebody());
    await expect.poll(() => call.client.lastHeardAtMs, patient).not.toBeNull();
    const closing = on.worker.close();
    expect(await call.closed).toBe(1000);
    // All that it had to write is written.
    const outcome = async () => {
      const found = await findCallBySid(lines.world.deps, call.door.callSid);
      return (await getCallState(on.ctx, found?.callId ?? ''))?.outcome;
    };
    await expect.poll(outcome, patient).toBe('failed');
    expect((await fetch(`${on.worker.voiceUrl}/ready`)).status).toBe(503);
    expect((await phone.ring(somebody())).action).toMatchObject({ verb: 'dial', phone: own });
    expect(await phone.afterStream(call)).toMatchObject({ verb: 'dial', phone: own });
    await closing;
  });

  it('rings those for them who are told first what it is about', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk, { ...warm, reasons: ['trouble'] })], ringMs: 60_000 });
    const sid = await on.talk(somebody());
    await on.worker.close();
    expect(isInRoom(on, sid)).toBe(true);
    expect(on.callTo(desk)?.status).toBe('ringing');
  });
});
