// Guards what the desk does with calls by way of Twilio: hands a caller to somebody it chose, takes them back where nobody comes, and rings patients in whose calls a person speaks.
import {
  leaveCallback,
  listAttempts,
  listTransferTargets,
  requestCall,
  requestCallInPerson,
  ticketFor,
} from '@vaani/clinic';
import { describe, expect, it } from 'vitest';
import { type Browser, callOf, openBrowser, personOf } from './testing/desk.ts';
import { abroad, entry, type PhoneLine } from './testing/phone-line.ts';
import { phoneLines } from './testing/phone-lines.ts';

const [desk, nurse, own] = ['+912066000011', '+912066000013', '+912066000099'];
const patient = { timeout: 15_000 };

const lines = phoneLines();
const { lineWith } = lines;
let callers = 0;
const somebody = (): string => `+9160003${String(10_000 + callers++)}`;

/** A call that the agent leads, and somebody at the desk who sees it. */
async function talking(on: PhoneLine) {
  const sid = await on.talk(somebody());
  const { callId, clinicId } = await callOf(lines.world, sid);
  return { sid, callId, asha: personOf(lines.world, clinicId, 'Asha') };
}
const entryOf = async (on: PhoneLine, label: string): Promise<string> => {
  const targets = await listTransferTargets(on.ctx);
  return targets.find((target) => target.label === label)?.entryId ?? '';
};

describe('a caller whom the desk hands on', () => {
  it('waits with music while the chosen one is told what it is about, and talks to them', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk), entry('Nurse', nurse)] });
    on.plans.set(nurse, { answer: 'human', keys: ['1'] });
    const { sid, callId, asha } = await talking(on);
    await asha.act(callId, { kind: 'transfer', entryId: await entryOf(on, 'Nurse') });
    await expect.poll(() => on.steps(sid), patient).toEqual(['Nurse: accepted']);
    expect(on.callTo(nurse)?.heard.join(' ')).toMatch(/रिसेप्शन ने आपको भेजा है.*1 दबाइए/);
    expect(on.callTo(desk)).toBeUndefined();
  });

  it('to an entry that is none of the directory is refused, and the agent keeps them', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk)] });
    const { sid, callId, asha } = await talking(on);
    await expect(asha.act(callId, { kind: 'transfer', entryId: asha.userId })).rejects.toMatchObject({
      ...{ code: 'conflict', sentence: 'There is no such entry in the directory.' },
    });
    expect(on.twilio.streamOf(sid)).toBeDefined();
  });

  it('and whom nobody takes comes back to the agent, which knows it; nobody else is rung', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk), entry('Nurse', nurse)] });
    on.plans.set(nurse, 'no-answer');
    const { sid, callId, asha } = await talking(on);
    await asha.act(callId, { kind: 'transfer', entryId: await entryOf(on, 'Nurse') });
    await expect.poll(() => on.voice.said.join(' '), patient).toMatch(/अभी कोई बात नहीं कर पा रहा है.*और कुछ मदद करूँ/);
    expect(await on.steps(sid)).toEqual(['Nurse: no_answer']);
    expect(on.callTo(desk)).toBeUndefined();
    expect(await on.callback(sid)).toMatchObject({ status: 'open' });
    // The same call is under way again, and the desk can act on it.
    await expect
      .poll(async () => (await on.ctx.live.calls.list(on.ctx.clinicId)).map((one) => one.callId))
      .toEqual([callId]);
    await asha.act(callId, { kind: 'transfer', entryId: await entryOf(on, 'Desk') });
    await expect.poll(() => on.callTo(desk) !== undefined, patient).toBe(true);
  });
});

describe('a caller who asked for a person', () => {
  it('and whom nobody takes comes back to the agent in the same call, once over', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk)] });
    on.plans.set(desk, 'busy').set(own, 'no-answer');
    const sid = await on.talk(somebody());
    on.twilio.press(sid, '0');
    await expect.poll(() => on.voice.said.join(' '), patient).toMatch(/हम आपको जल्दी ही वापस फ़ोन करेंगे/);
    expect(on.call(sid).status).toBe('in-progress');
    const { callId } = await callOf(lines.world, sid);
    await on.twilio.end(sid);
    await expect
      .poll(
        () =>
          on.ctx.db.withTenant(on.ctx.clinicId, async ({ tx }) => {
            const row = await tx.callLog.findFirst({ where: { id: callId }, select: { endedAt: true, outcome: true } });
            return row?.endedAt === null ? null : row?.outcome;
          }),
        patient,
      )
      .toBe('abandoned');
  });
});

describe('a call-back in which a person speaks', () => {
  /** Somebody of the clinic asks for it, and opens their line. */
  async function callBack(on: PhoneLine, phone: string): Promise<{ browser: Browser; callbackId: string }> {
    const { callbackId } = await leaveCallback(on.ctx, { phone, reason: 'about the fee' });
    const userId = await on.ctx.db.withTenant(on.ctx.clinicId, async ({ tx }) => {
      const found = await tx.membership.findFirst({ where: { role: 'receptionist' }, select: { userId: true } });
      return found?.userId ?? '';
    });
    const asha = personOf(lines.world, on.ctx.clinicId, 'Asha', userId);
    const { attemptId } = await requestCallInPerson(asha.ctx, { callbackId });
    const url = `${on.worker.voiceUrl.replace(/^http/, 'ws')}/api/v1/voice/desk`;
    const { ticket } = await ticketFor(asha.ctx, url, { attemptId, purpose: 'call-back' });
    return { browser: await openBrowser(url, { ticket }), callbackId };
  }
  const attempts = async (on: PhoneLine, callbackId: string) =>
    (await listAttempts(on.ctx, callbackId)).map(({ status }) => status);

  it('rings the patient, joins both, says nothing of the agent’s and writes nothing down', async () => {
    const on = await lineWith();
    const phone = somebody();
    const { browser, callbackId } = await callBack(on, phone);
    await expect.poll(() => browser.messages[0], patient).toEqual({ event: 'ready', purpose: 'call-back' });
    expect(on.callTo(phone)).toMatchObject({ direction: 'outbound-api', from: abroad });
    await expect.poll(() => browser.heard.length, patient).toBeGreaterThan(25);
    const stop = browser.speak(0x2a);
    const sid = on.callTo(phone)?.sid ?? '';
    await expect.poll(() => on.twilio.streamOf(sid)?.lastHeardAtMs ?? null, patient).not.toBeNull();
    stop();
    expect(on.voice.said).toEqual([]);
    expect(await on.ctx.live.calls.list(on.ctx.clinicId)).toMatchObject([{ state: 'staff', direction: 'outbound' }]);
    await expect(requestCall(on.ctx, { callbackId })).rejects.toMatchObject({ code: 'conflict' });
    browser.send({ event: 'hang-up' });
    expect(await browser.closed).toBe(1000);
    await on.twilio.end(sid);
    await expect.poll(() => attempts(on, callbackId), patient).toEqual(['answered']);
  });

  it('that a mailbox picks up is none that reached anybody, however long the person listens', async () => {
    const on = await lineWith({ detectionMs: 2_500 });
    const phone = somebody();
    on.plans.set(phone, 'machine');
    const { browser, callbackId } = await callBack(on, phone);
    await expect.poll(() => attempts(on, callbackId), patient).toEqual(['talking']);
    await expect.poll(() => attempts(on, callbackId), patient).toEqual(['voicemail']);
    // They hear it themselves, and hang up when they like.
    expect(on.callTo(phone)?.status).toBe('in-progress');
    browser.send({ event: 'hang-up' });
    expect(await browser.closed).toBe(1000);
    await expect.poll(() => on.callTo(phone)?.status, patient).toBe('completed');
    expect(await attempts(on, callbackId)).toEqual(['voicemail']);
    const row = await on.ctx.db.withTenant(on.ctx.clinicId, ({ tx }) =>
      tx.callback.findFirst({ where: { id: callbackId }, select: { status: true } }),
    );
    expect(row?.status).toBe('open');
  });

  it('is told that the phone is busy, and the callback is open again', async () => {
    const on = await lineWith();
    const phone = somebody();
    on.plans.set(phone, 'busy');
    const { browser, callbackId } = await callBack(on, phone);
    expect(await browser.closed).toBe(1000);
    expect(browser.messages.at(-1)).toEqual({ event: 'ended', sentence: 'The phone is busy.' });
    await expect.poll(() => attempts(on, callbackId), patient).toEqual(['busy']);
  });

  it('rings nobody any more when the browser leaves before anybody picks up', async () => {
    const on = await lineWith({ ringMs: 5_000 });
    const phone = somebody();
    const { browser, callbackId } = await callBack(on, phone);
    await expect.poll(() => browser.messages[0]?.event, patient).toBe('ready');
    browser.cut();
    await expect.poll(() => on.callTo(phone)?.status, patient).toMatch(/completed|canceled/);
    await expect.poll(() => attempts(on, callbackId), patient).toEqual(['failed']);
  });
});
