// Guards that greetings are spoken before anybody rings: in each language, by day and when the clinic is closed, and anew once their words are others.
import { findClinicByNumber, getPhoneSettings, savePhoneSettings } from '@vaani/clinic';
import { createLogger } from '@vaani/observability';
import { expect, it } from 'vitest';
import { demoNumbers } from '../../../prisma/seed.ts';
import { createWarmGreetings } from './call/warm-greetings.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { phoneLines } from './testing/phone-lines.ts';
import { quickVoice } from './testing/stand-ins.ts';

const lines = phoneLines();
const logger = createLogger({ service: 'greetings-test', destination: { write: () => undefined } });

it('of every clinic once, and again where the settings say other words', async () => {
  const { deps } = lines.world;
  const tts = quickVoice();
  const greetings = createWarmGreetings({ deps, tts, logger, most: 1 });
  await greetings.warm();
  // Three languages, each by day and when it is closed.
  const before = tts.said.length;
  expect(tts.said.filter((text) => /बंद है|closed/.test(text))).toHaveLength(3);
  await greetings.warm();
  expect(tts.said).toHaveLength(before);

  const clinic = await findClinicByNumber(deps, demoNumbers.asha);
  const ctx = { ...deps, clinicId: clinic?.clinicId ?? '', actor: { kind: 'system' as const } };
  await savePhoneSettings(ctx, { ...(await getPhoneSettings(ctx)), afterHoursEn: 'We are on holiday today.' });
  const clock = createManualClock();
  const stop = greetings.keepWarm(clock);
  clock.pass(60_000);
  await expect.poll(() => tts.said.slice(before).join(' ')).toMatch(/We are on holiday today\..*\?/);
  // Only what has changed.
  expect(tts.said.slice(before).join(' ')).not.toMatch(/\p{Script=Devanagari}/u);
  stop();
  expect(clock.timers).toBe(0);
});
