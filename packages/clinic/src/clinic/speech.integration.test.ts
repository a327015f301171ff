// Guards how the AI speaks for a clinic, on a real database: who may set it, what is refused, and that calls see it at once.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, type TestClinic, testClinic } from '../testing/index.ts';
import { getClinicProfile } from './profile.ts';
import type { SpeechSettings } from './speech-schema.ts';
import { getSpeechSettings, saveSpeechSettings } from './speech-settings.ts';

let house: House;
let clinic: TestClinic;
let other: TestClinic;
beforeAll(async () => {
  house = await startHouse('2026-11-23T05:30:00Z');
  clinic = await testClinic(house, { domain: 'speech.test' });
  other = await testClinic(house, { domain: 'elsewhere.test' });
});
afterAll(() => house.close());

const admin = () => house.as(clinic.clinicId, clinic.admin);
const speech: SpeechSettings = {
  hi: {
    greeting: 'आशा क्लिनिक में नमस्कार।',
    tone: 'formal',
    voices: { cartesia: '28ca2041-5dda-42df-8123-f58ea9c3da00' },
  },
  en: { tone: 'brief' },
};

it('is empty at first; what is saved is audited, no other clinic’s, and known to the next call', async () => {
  expect(await getSpeechSettings(admin())).toEqual({});
  expect((await getClinicProfile(house.as(clinic.clinicId))).speech).toEqual({});
  await saveSpeechSettings(admin(), speech);
  expect(await getSpeechSettings(admin())).toEqual(speech);
  expect((await getClinicProfile(house.as(clinic.clinicId))).speech).toEqual(speech);
  expect((await getClinicProfile(house.as(other.clinicId))).speech).toEqual({});
  const { rows } = await house.owner.query<{ fields: string[] }>(
    `SELECT fields FROM audit_entries WHERE action = 'settings.speech' AND clinic_id = $1`,
    [clinic.clinicId],
  );
  expect(rows.map(({ fields }) => fields.toSorted())).toEqual([['en', 'hi']]);
});

it.each([
  [{ en: { greeting: ' ' } }, 'en.greeting'],
  [{ en: { greeting: 'x'.repeat(201) } }, 'en.greeting'],
  [{ hi: { tone: 'shouting' } }, 'hi.tone'],
  [{ hi: { voices: { cartesia: 'a voice' } } }, 'hi.voices.cartesia'],
  [{ ta: {} }, ''],
])('%j is refused', async (request, field) => {
  const refused = saveSpeechSettings(admin(), request as SpeechSettings);
  await expect(refused).rejects.toMatchObject({ code: 'bad-input', field });
});

it('is the admin’s', async () => {
  const doctor = house.as(clinic.clinicId, clinic.doctor);
  await expect(saveSpeechSettings(doctor, speech)).rejects.toMatchObject({ code: 'not-allowed' });
});
