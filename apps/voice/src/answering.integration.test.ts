// Guards the clinic's switch: who answers when, with what first words, and what becomes of calls that the AI does not answer.
import { endCall, findCallBySid, getCallState, startCall } from '@vaani/clinic';
import { createTwilioDoor } from '@vaani/sandbox';
import { describe, expect, it } from 'vitest';
import { demoNumbers } from '../../../prisma/seed.ts';
import { entry, type PhoneLine } from './testing/phone-line.ts';
import { phoneLines } from './testing/phone-lines.ts';

const [own, desk] = ['+912066000099', '+912066000011'];
const patient = { timeout: 15_000 };

const lines = phoneLines();
const { lineWith } = lines;
let callers = 0;
const somebody = (): string => `+9160002${String(20_000 + callers++)}`;
const stateOf = async (on: PhoneLine, sid: string) => {
  const found = await findCallBySid(lines.world.deps, sid);
  return found === null ? null : getCallState(on.ctx, found.callId);
};
const dialOf = (on: PhoneLine, sid: string) => on.call(sid).instructions.find((twiml) => twiml.includes('<Dial'));

/** The clinic is closed today: a holiday, as the settings page would write it. */
async function closed<T>(on: PhoneLine, work: () => Promise<T>): Promise<T> {
  const owner = { clinicId: on.ctx.clinicId, date: new Date('2026-11-23'), name: 'Diwali', id: on.ctx.clinicId };
  await on.ctx.db.withTenant(on.ctx.clinicId, ({ tx }) => tx.holiday.create({ data: owner, select: { id: true } }));
  try {
    return await work();
  } finally {
    await on.ctx.db.withTenant(on.ctx.clinicId, ({ tx }) => tx.holiday.deleteMany({ where: { id: owner.id } }));
  }
}

describe('always', () => {
  it('the AI answers; on a holiday it says first that the clinic is closed, and can book all the same', async () => {
    const on = await lineWith({ settings: { afterHoursHi: 'आज क्लिनिक में छुट्टी है।' } });
    await closed(on, async () => {
      await on.talk(somebody());
      expect(on.voice.said.join(' ')).toMatch(/लिखी जाती है.*आज क्लिनिक में छुट्टी है।.*क्या मदद करूँ/);
    });
  });
});

describe('after hours', () => {
  it('the clinic’s phone takes what comes while it is open, and the call is written down', async () => {
    const on = await lineWith({ settings: { answers: 'after-hours' } });
    const sid = await on.ring(somebody());
    await expect.poll(() => on.callTo(own)?.status, patient).toBe('in-progress');
    expect(await stateOf(on, sid)).toMatchObject({ isOver: true, outcome: 'transferred' });
    expect(on.voice.said).toEqual([]);
    await on.twilio.end(on.callTo(own)?.sid ?? '');
    await expect.poll(() => on.call(sid).status, patient).toBe('completed');
    expect(await on.callback(sid)).toBeNull();
  });

  it('nobody picks up there: somebody rings back, and nobody else is bothered', async () => {
    const on = await lineWith({ settings: { answers: 'after-hours' }, directory: [entry('Desk', desk)] });
    on.plans.set(own, 'no-answer');
    const from = somebody();
    const sid = await on.ring(from);
    await expect.poll(() => on.call(sid).heard.join(' '), patient).toMatch(/ring you back/);
    expect(on.callTo(desk)).toBeUndefined();
    expect(await on.callback(sid)).toMatchObject({ status: 'open', phone: from });
  });

  it('the AI answers when it is closed', async () => {
    const on = await lineWith({ settings: { answers: 'after-hours' } });
    await closed(on, async () => {
      await on.talk(somebody());
      expect(on.voice.said.join(' ')).toMatch(/अभी बंद है/);
      expect(on.callTo(own)).toBeUndefined();
    });
  });
});

describe('when nobody picks up', () => {
  it('the clinic’s phone rings as often as the clinic says; picked up, the call is written down as theirs', async () => {
    const on = await lineWith({ settings: { answers: 'no-answer', afterRings: 3 } });
    const sid = await on.ring(somebody());
    await expect.poll(() => on.callTo(own)?.status, patient).toBe('in-progress');
    expect(dialOf(on, sid)).toContain('timeout="15"');
    expect(await stateOf(on, sid)).toBeNull();
    await on.twilio.end(on.callTo(own)?.sid ?? '');
    await expect.poll(() => stateOf(on, sid), patient).toMatchObject({ isOver: true, outcome: 'transferred' });
    await expect.poll(() => on.call(sid).status, patient).toBe('completed');
    expect(on.voice.said).toEqual([]);
  });

  it.each(['no-answer', 'busy'] as const)('%s there: the AI answers', async (answer) => {
    const on = await lineWith({ settings: { answers: 'no-answer' } });
    on.plans.set(own, answer);
    const sid = await on.talk(somebody());
    expect(on.voice.said.join(' ')).toMatch(/क्या मदद करूँ/);
    expect(await stateOf(on, sid)).toMatchObject({ isOver: false });
  });

  it('a caller who rings off meanwhile was missed, and is rung back', async () => {
    const on = await lineWith({ settings: { answers: 'no-answer' }, ringMs: 400 });
    on.plans.set(own, 'no-answer');
    const from = somebody();
    const sid = await on.ring(from);
    await expect.poll(() => on.callTo(own)?.status, patient).toBe('ringing');
    // What Twilio asks of a call whose caller has gone.
    await on.twilio.end(sid);
    const params = { CallSid: sid, From: from, To: demoNumbers.asha, CallStatus: 'completed' };
    const door = createTwilioDoor({ authToken: lines.world.authToken, callSid: sid });
    const url = `${on.worker.voiceUrl}/api/v1/voice/after-ring`;
    for (let times = 0; times < 2; times++)
      expect(await door.post(url, { ...params, DialCallStatus: 'no-answer' })).toEqual({ verb: 'hangup' });
    expect(await stateOf(on, sid)).toMatchObject({ outcome: 'abandoned' });
    expect(await on.callback(sid)).toMatchObject({ phone: from, reason: 'missed call' });
  });

  it('a call that the clinic’s phone forwarded because nobody picked up is answered at once', async () => {
    const on = await lineWith({ settings: { answers: 'no-answer' } });
    const sid = await on.ring(somebody(), { forwardedFrom: own });
    await expect.poll(() => on.voice.said.join(' '), patient).toMatch(/क्या मदद करूँ/);
    expect(dialOf(on, sid)).toBeUndefined();
  });
});

describe('never', () => {
  it('the call is passed on and written down', async () => {
    const on = await lineWith({ settings: { answers: 'never' } });
    const sid = await on.ring(somebody());
    await expect.poll(() => on.callTo(own)?.status, patient).toBe('in-progress');
    expect(await stateOf(on, sid)).toMatchObject({ outcome: 'transferred' });
    expect(on.voice.said).toEqual([]);
  });

  it('where passing it on would bring it back, somebody rings back', async () => {
    const on = await lineWith({ settings: { answers: 'never' } });
    const from = somebody();
    const sid = await on.ring(from, { forwardedFrom: own });
    await expect.poll(() => on.call(sid).heard.join(' '), patient).toMatch(/ring you back/);
    expect(on.callTo(own)).toBeUndefined();
    expect(await on.callback(sid)).toMatchObject({ phone: from });
  });
});

describe('a call that comes back', () => {
  it('a second call of a caller whom we are just putting through is answered, and dials nobody', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk)] });
    const from = somebody();
    const first = await on.talk(from);
    on.twilio.press(first, '0');
    await expect.poll(() => on.callTo(desk)?.status, patient).toBe('in-progress');
    // The desk's phone forwards to us.
    const second = await on.talk(from);
    on.twilio.press(second, '0');
    await expect.poll(() => on.call(second).status, patient).toBe('completed');
    expect(on.twilio.calls().filter(({ to }) => to === desk)).toHaveLength(1);
    expect(on.callTo(own)).toBeUndefined();
    expect(await on.callback(second)).toMatchObject({ status: 'open', phone: from });
  });
});

describe('the month’s money', () => {
  it('when it is spent calls go to people, and that is counted', async () => {
    const on = await lineWith({ settings: { monthlyCapPaise: 100_000 } });
    const spend = async (costPaise: number) => {
      const { callId } = await startCall(on.ctx, {
        ...{ direction: 'inbound', from: null, to: demoNumbers.asha, language: 'hi' },
      });
      await endCall(on.ctx, callId, { outcome: 'informed', durationMs: 1_000, language: 'hi', costPaise });
    };
    await spend(100_000);
    const sid = await on.ring(somebody());
    await expect.poll(() => on.callTo(own)?.status, patient).toBe('in-progress');
    expect(await stateOf(on, sid)).toMatchObject({ outcome: 'transferred' });
    expect(on.voice.said).toEqual([]);
    const metrics = await (await fetch(`${on.worker.voiceUrl}/metrics`)).text();
    expect(metrics).toMatch(/voice_calls_over_cap_total(\{[^}]*\})? 1/);
  });
});

describe('a phone that rings once a minute', () => {
  it('is not answered after an hour of it, while others are', async () => {
    const on = await lineWith({});
    const from = somebody();
    for (let times = 0; times < 60; times++)
      await startCall(on.ctx, { ...{ direction: 'inbound', from, to: demoNumbers.asha, language: 'hi' } });
    const sid = await on.ring(from);
    await expect.poll(() => on.call(sid).status, patient).toBe('failed');
    expect(on.call(sid).instructions[0]).toContain('<Reject');
    expect(await stateOf(on, sid)).toBeNull();
    await on.talk(somebody());
  });
});

describe('a caller who says nothing', () => {
  it('is asked, and let go without a person having been rung', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk)] });
    const sid = await on.talk('anonymous');
    await expect.poll(() => on.call(sid).status, { timeout: 60_000 }).toBe('completed');
    expect(on.voice.said.join(' ')).toMatch(/आवाज़ नहीं आ रही/);
    expect(on.callTo(desk)).toBeUndefined();
    await expect.poll(() => stateOf(on, sid)).toMatchObject({ outcome: 'abandoned', from: null });
    expect(await on.callback(sid)).toBeNull();
  }, 90_000);
});
