// Guards a caller's way from the AI to a person, with Twilio's real library and an emulated phone network: who is rung, what is heard, and that nobody is left hanging.
import { findClinicByNumber } from '@vaani/clinic';
import { describe, expect, it, onTestFinished } from 'vitest';
import { demoNumbers } from '../../../prisma/seed.ts';
import { entry, type PhoneLine } from './testing/phone-line.ts';
import { phoneLines } from './testing/phone-lines.ts';
import { wordyRecogniser } from './testing/stand-ins.ts';

const [desk, billing, nurse, own] = ['+912066000011', '+912066000012', '+912066000013', '+912066000099'];
const patient = { timeout: 15_000 };

const lines = phoneLines();
const { lineWith } = lines;

let callers = 0;
/** Each call is somebody else's: whoever rings again within seconds of being put through is taken for a call that came back. */
const somebody = (): string => `+9160002${String(10_000 + callers++)}`;

/** Somebody rings, asks for a person by key, and is on the way. */
async function asking(on: PhoneLine, from = somebody()): Promise<string> {
  const sid = await on.talk(from);
  on.twilio.press(sid, '0');
  return sid;
}

async function aReceptionist(): Promise<string | null> {
  const clinic = await findClinicByNumber(lines.world.deps, demoNumbers.asha);
  return lines.world.deps.db.withTenant(clinic?.clinicId ?? '', async ({ tx }) => {
    const found = await tx.membership.findFirst({ where: { role: 'receptionist' }, select: { userId: true } });
    return found?.userId ?? null;
  });
}
const ownPhone = (on: PhoneLine, phone: string | null) =>
  on.ctx.db.withTenant(on.ctx.clinicId, ({ tx }) =>
    tx.clinic.update({ where: { id: on.ctx.clinicId }, data: { ownPhone: phone }, select: { id: true } }),
  );

describe('a language that the agent does not speak', () => {
  it('leads to whoever speaks it, after it was said which we speak', async () => {
    const tamil = '+912066000014';
    const on = await lineWith({
      directory: [entry('Desk', desk), entry('Meena', tamil, { languages: ['ta'] })],
      stt: wordyRecogniser('எனக்கு தமிழ் மட்டும் தெரியும்'),
    });
    const sid = await on.talk(somebody());
    const words = await lines.world.voice.speak({ text: 'I speak only Tamil.', language: 'en', voice: 'caller' });
    await expect.poll(() => on.twilio.streamOf(sid)?.isAgentSilent, patient).toBe(true);
    await on.twilio.streamOf(sid)?.speak(words);
    await expect.poll(() => on.callTo(tamil)?.status, patient).toBe('in-progress');
    expect(on.voice.said.join(' ')).toMatch(/English|अंग्रेज़ी|इंग्लिश/);
    expect(await on.steps(sid)).toEqual(['Meena: ringing']);
    expect(on.callTo(desk)).toBeUndefined();
  });
});

describe('put through at once', () => {
  it('the caller talks to who picks up, and when they are done the call is over', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk)] });
    const sid = await asking(on);
    await expect.poll(() => on.callTo(desk)?.status, patient).toBe('in-progress');
    expect(on.callTo(desk)).toMatchObject({ parentSid: sid, from: '+12025550100' });
    await expect.poll(() => on.twilio.streamOf(sid)).toBeUndefined();
    await on.twilio.end(on.callTo(desk)?.sid ?? '');
    await expect.poll(() => on.call(sid).status, patient).toBe('completed');
    await expect.poll(() => on.steps(sid)).toEqual(['Desk: accepted']);
    expect(await on.callback(sid)).toBeNull();
  });

  it('busy, out, or not to be had: the next is rung, the clinic’s own phone last', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk), entry('Second', nurse)] });
    on.plans.set(desk, 'busy').set(nurse, 'no-answer');
    const sid = await asking(on);
    await expect.poll(() => on.callTo(own)?.status, patient).toBe('in-progress');
    expect(await on.steps(sid)).toEqual(['Desk: busy', 'Second: no_answer', 'Clinic: ringing']);
  });

  it('nobody at all: the agent takes the caller back and says that somebody rings back; that is written down with the reason', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk)] });
    on.plans.set(desk, 'no-answer').set(own, 'failed');
    const sid = await asking(on, '+916000100002');
    await expect.poll(() => on.voice.said.join(' '), patient).toMatch(/वापस फ़ोन करेंगे|ring you back/);
    expect(on.call(sid)).toMatchObject({ status: 'in-progress', heard: [] });
    expect(await on.steps(sid)).toEqual(['Desk: no_answer', 'Clinic: failed']);
    expect(await on.callback(sid)).toMatchObject({ status: 'open', phone: '+916000100002' });
    expect((await on.callback(sid))?.reason).toMatch(/could not be put through. \(asked\)/);
  });

  it('nobody who could even be rung: the agent takes the caller back in the same breath, once', async () => {
    const userId = await aReceptionist();
    const on = await lineWith({ directory: [entry('Asha, who is off duty', desk, { userId })] });
    await ownPhone(on, null);
    onTestFinished(async () => void (await ownPhone(on, own)));
    const sid = await asking(on);
    await expect.poll(() => on.voice.said.join(' '), patient).toMatch(/वापस फ़ोन करेंगे/);
    expect(on.call(sid)).toMatchObject({ status: 'in-progress', heard: [] });
    expect(await on.steps(sid)).toEqual([]);
    await expect.poll(() => on.callback(sid)).toMatchObject({ status: 'open' });
    // Asked for again, there is still nobody: Twilio's voice says so.
    await expect.poll(() => on.twilio.streamOf(sid)?.isAgentSilent, patient).toBe(true);
    on.twilio.press(sid, '0');
    await expect.poll(() => on.call(sid).status, patient).toBe('completed');
    expect(on.call(sid).heard.join(' ')).toMatch(/ring you back/);
  });

  it('and whose number is withheld keys it, to be rung back there', async () => {
    const on = await lineWith({ directory: [] });
    on.plans.set(own, 'busy');
    const sid = await asking(on, 'anonymous');
    await expect.poll(() => on.call(sid).heard.join(' '), patient).toMatch(/key in your ten digit number/);
    expect(await on.callback(sid)).toMatchObject({ phone: null });
    on.twilio.press(sid, '9820012345');
    await expect.poll(() => on.call(sid).status, patient).toBe('completed');
    expect(on.call(sid).heard.at(-1)).toMatch(/ring you on that number/);
    expect(await on.callback(sid)).toMatchObject({ status: 'open', phone: '+919820012345' });
  });

  it('an Indian number that is shown reaches no Indian phone: what is shown is the clinic’s setting', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk)], settings: { callerId: null } });
    const sid = await asking(on, somebody());
    await expect.poll(() => on.voice.said.join(' '), patient).toMatch(/वापस फ़ोन करेंगे/);
    expect(await on.steps(sid)).toEqual(['Desk: failed', 'Clinic: failed']);
  });

  it('where Twilio’s interface fails, by the way of the closed stream', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk)] });
    const sid = await on.talk(somebody());
    on.fault({ kind: 'server-error', status: 503, isTaken: false });
    on.twilio.press(sid, '0');
    await expect.poll(() => on.callTo(desk)?.status, patient).toBe('in-progress');
    expect(await on.steps(sid)).toEqual(['Desk: ringing']);
  });

  it('a group rings at once, and the first to pick up has the caller', async () => {
    const group = { group: 'Desk' };
    const on = await lineWith({ directory: [entry('One', desk, group), entry('Two', nurse, group)] });
    on.plans.set(desk, 'no-answer');
    const sid = await asking(on);
    await expect.poll(() => on.callTo(nurse)?.status, patient).toBe('in-progress');
    expect(on.callTo(desk)?.status).toBe('no-answer');
    expect(await on.steps(sid)).toEqual(['Desk: ringing']);
  });
});

describe('with a word first', () => {
  const warm = { isWarm: true };

  it('the caller hears music until somebody has listened and pressed 1; then they talk, until either is done', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk, warm)], ringMs: 300 });
    on.plans.set(desk, { answer: 'human', keys: ['1'] });
    const sid = await asking(on);
    await expect.poll(() => on.call(sid).heard.at(-1), patient).toMatch(/^200 audio\/wav .*hold-music/);
    await expect.poll(() => on.twilio.conferences()[0]?.participants.length, patient).toBe(2);
    const staff = on.callTo(desk);
    expect(staff?.heard[0]).toMatch(/कॉलर.*\d \d \d \d.*1 दबाइए/);
    expect(on.twilio.conferences()).toMatchObject([{ status: 'in-progress', participants: [{ callSid: sid }, {}] }]);
    expect(await on.steps(sid)).toEqual(['Desk: accepted']);
    await on.twilio.end(staff?.sid ?? '');
    await expect.poll(() => on.call(sid).status, patient).toBe('completed');
    expect(await on.callback(sid)).toBeNull();
  });

  it.each([
    ['presses another key', { answer: 'human' as const, keys: ['2'] }],
    ['presses nothing', { answer: 'human' as const, keys: [] }],
    ['is a machine', { answer: 'machine' as const, keys: [] }],
  ])('whoever %s has not taken the caller: the next is rung, who waits on', async (_, plan) => {
    const on = await lineWith({ directory: [entry('Desk', desk, warm), entry('Nurse', nurse, warm)] });
    on.plans.set(desk, plan).set(nurse, { answer: 'human', keys: ['1'] });
    const sid = await asking(on);
    await expect.poll(() => on.steps(sid), patient).toEqual(['Desk: declined', 'Nurse: accepted']);
    await expect.poll(() => on.twilio.conferences()[0]?.participants.length, patient).toBe(2);
    // One room for the whole wait.
    expect(on.twilio.conferences()).toHaveLength(1);
  });

  it('of a group one takes the caller, and the others are rung no more', async () => {
    const group = { ...warm, group: 'Desk' };
    const on = await lineWith({ directory: [entry('One', desk, group), entry('Two', nurse, group)] });
    on.plans.set(desk, { answer: 'human', keys: ['1'] }).set(nurse, { answer: 'human', keys: [] });
    const sid = await asking(on);
    await expect.poll(() => on.steps(sid), patient).toEqual(['Desk: accepted']);
    await expect.poll(() => on.callTo(nurse)?.status, patient).toBe('completed');
    await expect.poll(() => on.twilio.conferences()[0]?.participants.length, patient).toBe(2);
  });

  it('nobody takes them: out of the room they come back to the agent, which tells of the callback', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk, warm)] });
    on.plans.set(desk, 'busy').set(own, 'busy');
    const from = somebody();
    const sid = await asking(on, from);
    await expect.poll(() => on.voice.said.join(' '), patient).toMatch(/वापस फ़ोन करेंगे/);
    await expect.poll(() => on.steps(sid)).toEqual(['Desk: busy', 'Clinic: busy']);
    expect(await on.callback(sid)).toMatchObject({ status: 'open', phone: from });
  });

  it('a caller who hangs up while waiting is waited for no longer, and rung back', async () => {
    const on = await lineWith({ directory: [entry('Desk', desk, warm)], ringMs: 60_000 });
    const sid = await asking(on, somebody());
    await expect.poll(() => on.twilio.conferences()[0]?.status, patient).toBe('init');
    await expect.poll(() => on.callTo(desk)?.status, patient).toBe('ringing');
    await on.twilio.end(sid);
    await expect.poll(() => on.callTo(desk)?.status, patient).toBe('completed');
    await expect.poll(() => on.steps(sid)).toEqual(['Desk: gone']);
    await expect.poll(() => on.callback(sid)).toMatchObject({ reason: 'Hung up while waiting for a person.' });
  });

  it('without Twilio’s interface whoever is dialled is told first all the same', async () => {
    const on = await lineWith({
      directory: [entry('Desk', desk, warm), entry('Nurse', nurse, warm)],
      hasRest: false,
    });
    on.plans.set(desk, { answer: 'human', keys: [] }).set(nurse, { answer: 'human', keys: ['1'] });
    const sid = await asking(on);
    await expect.poll(() => on.steps(sid), patient).toEqual(['Desk: declined', 'Nurse: accepted']);
    expect(on.callTo(nurse)).toMatchObject({ status: 'in-progress', parentSid: sid });
    expect(on.callTo(desk)?.heard[0]).toMatch(/1 दबाइए/);
    await on.twilio.end(on.callTo(nurse)?.sid ?? '');
    await expect.poll(() => on.call(sid).status, patient).toBe('completed');
  });
});

describe('callbacks', () => {
  it.each(['twice', 'late'] as const)('that come %s change nothing', async (delivery) => {
    const warm = { isWarm: true };
    const on = await lineWith({
      directory: [
        entry('Desk', desk, warm),
        entry('Nurse', nurse),
        entry('Billing', billing, { reasons: ['billing'] }),
      ],
      deliveries: ({ kind, params }) =>
        delivery === 'late' && (kind !== 'status' || params.CallStatus === 'completed') ? 'once' : delivery,
    });
    on.plans.set(desk, { answer: 'human', keys: [] }).set(nurse, 'busy');
    const sid = await asking(on);
    await expect.poll(() => on.callTo(own)?.status, patient).toBe('in-progress');
    expect(await on.steps(sid)).toEqual(['Desk: declined', 'Nurse: busy', 'Clinic: ringing']);
    for (const phone of [desk, nurse, own])
      expect(
        on.twilio.calls().filter(({ to }) => to === phone),
        phone,
      ).toHaveLength(1);
    expect(on.callTo(billing)).toBeUndefined();
    await on.twilio.end(on.callTo(own)?.sid ?? '');
    await expect.poll(() => on.steps(sid), patient).toContain('Clinic: accepted');
    await expect.poll(() => on.call(sid).status).toBe('completed');
    expect(await on.callback(sid)).toBeNull();
  });
});

it('writes no number, name or reason of a caller into its log', () => {
  expect(lines.world.log.length).toBeGreaterThan(20);
  expect(lines.world.log.join('')).not.toMatch(/6000210|66000|9820012345|asked|Asha/);
});
