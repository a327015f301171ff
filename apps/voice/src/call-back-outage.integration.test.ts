// Guards a call-back in which a person speaks, and whose database is lost while the phone begins to ring: nobody picks up a call that nobody is in.
import { leaveCallback, listAttempts, requestCallInPerson, ticketFor } from '@vaani/clinic';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, personOf } from './testing/desk.ts';
import { type PhoneLine, startPhoneLine } from './testing/phone-line.ts';
import { startVoiceWorld, type VoiceWorld } from './testing/voice-world.ts';
import { wireTo } from './testing/wire.ts';

const phone = '+916000540001';
const patient = { timeout: 20_000 };
let world: VoiceWorld;
let postgres: Awaited<ReturnType<typeof wireTo>>;
let on: PhoneLine;

beforeAll(async () => {
  world = await startVoiceWorld({
    async databaseUrl(url) {
      postgres = await wireTo(url);
      return postgres.url;
    },
  });
  on = await startPhoneLine(world, {
    ringMs: 60_000,
    onRequest(operation) {
      if (operation === 'calls.create') postgres.cut();
    },
  });
}, 120_000);
afterAll(async () => {
  await on.close();
  await world.close();
  await postgres.close();
});

it('the phone stops ringing, the browser is told, and the attempt has failed once that can be written', async () => {
  const { callbackId } = await leaveCallback(on.ctx, { phone, reason: 'about the fee' });
  const userId = await on.ctx.db.withTenant(on.ctx.clinicId, async ({ tx }) => {
    const found = await tx.membership.findFirst({ where: { role: 'receptionist' }, select: { userId: true } });
    return found?.userId ?? '';
  });
  const asha = personOf(world, on.ctx.clinicId, 'Asha', userId);
  const { attemptId } = await requestCallInPerson(asha.ctx, { callbackId });
  const url = `${on.worker.voiceUrl.replace(/^http/, 'ws')}/api/v1/voice/desk`;
  const { ticket } = await ticketFor(asha.ctx, url, { attemptId, purpose: 'call-back' });
  const browser = await openBrowser(url, { ticket });
  await browser.closed;
  expect(browser.messages.at(-1)).toEqual({ event: 'refused', sentence: 'The call could not be placed.' });
  await expect.poll(() => on.callTo(phone)?.status, patient).toBe('completed');
  postgres.mend();
  const attempts = async () => (await listAttempts(on.ctx, callbackId)).map(({ status }) => status);
  await expect.poll(() => attempts().catch(() => []), patient).toEqual(['failed']);
});
