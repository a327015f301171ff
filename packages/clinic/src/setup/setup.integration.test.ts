// Guards the first run, on a real database without anybody: only whoever knows the code makes the first clinic, and only once.
import { membershipsOf } from '@vaani/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifySignIn } from '../people/sign-in.ts';
import { saveBranch } from '../settings/branches.ts';
import { saveDoctor } from '../settings/doctors.ts';
import { addPhoneNumber } from '../settings/phone-numbers.ts';
import { saveService } from '../settings/services.ts';
import { getWeekHours, saveWeekHours } from '../settings/week-hours.ts';
import { type House, startHouse } from '../testing/index.ts';
import { createFirstClinic, isUntouched } from './first-clinic.ts';
import { noteGreetingHeard } from './note-greeting.ts';
import { setupProgress } from './progress.ts';

let house: House;
beforeAll(async () => {
  house = await startHouse('2026-11-23T05:30:00Z');
});
afterAll(() => house.close());

const CODE = 'ABCD-EFGH-JKLM';
const wanted = {
  ...{ code: CODE, clinicName: 'New Clinic', zone: 'Asia/Kolkata', language: 'hi' as const },
  ...{ email: 'First@New.test', name: 'First', password: 'a long enough password' },
};

it('refuses who does not know the code, and everybody where there is none', async () => {
  const wrong = createFirstClinic(house.deps, { ...wanted, code: 'guess-guess' }, { code: CODE, address: 'a' });
  await expect(wrong).rejects.toMatchObject({ code: 'not-allowed', field: 'code' });
  const none = createFirstClinic(house.deps, wanted, { code: null, address: 'a' });
  await expect(none).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await isUntouched(house.deps)).toBe(true);
});

it('stops whoever guesses', async () => {
  const guess = () =>
    createFirstClinic(house.deps, { ...wanted, code: 'guess-guess' }, { code: CODE, address: 'guesser' });
  const answers = [];
  for (let tries = 0; tries < 11; tries++) answers.push(await guess().catch((error: { code: string }) => error.code));
  expect(answers.at(0)).toBe('not-allowed');
  expect(answers.at(-1)).toBe('busy');
});

it('makes one clinic, of two who try at once, and what is missing is listed until it is there', async () => {
  const both = await Promise.allSettled([
    createFirstClinic(house.deps, { ...wanted, code: CODE.toLowerCase() }, { code: CODE, address: 'b' }),
    createFirstClinic(house.deps, { ...wanted, email: 'other@new.test' }, { code: CODE, address: 'c' }),
  ]);
  const made = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(made).toHaveLength(1);
  const [{ clinicId, email } = { clinicId: '', email: '' }] = made;
  expect(await isUntouched(house.deps)).toBe(false);
  const entered = await verifySignIn(house.deps, { email, password: wanted.password, address: 'd' });
  if (!entered.ok) throw new Error('the first admin cannot sign in');
  expect(await membershipsOf(house.db, entered.user.id)).toMatchObject([{ clinicId, role: 'admin' }]);

  const admin = house.as(clinicId, { kind: 'staff', userId: entered.user.id, role: 'admin' });
  const open = async () => (await setupProgress(admin)).steps.filter(({ isDone }) => !isDone).map(({ step }) => step);
  expect(await open()).toHaveLength(11);
  const named = { name: 'Main', nameHindi: 'मुख्य' };
  const { branchId } = await saveBranch(admin, { ...named, address: '1 Road', isDefault: false });
  await saveService(admin, {
    ...{ ...named, durationMin: 15, feePaise: 50_000, bufferBeforeMin: 0, bufferAfterMin: 0, isDefault: false },
    ...{ isFollowUp: false, minimumNoticeMin: null, maximumAdvanceDays: null, isActive: true },
  });
  const { doctorId } = await saveDoctor(admin, {
    ...{ ...named, speciality: 'general', initials: 'M', branchId, gridMin: 15, capacity: 1, dailyCap: null },
    ...{ followUpDays: null, isActive: true, services: [] },
  });
  const { version } = await getWeekHours(admin, { doctorId });
  const windows = [{ weekday: 1, fromMin: 600, toMin: 700, branchId }];
  await saveWeekHours(admin, { doctorId, week: { windows, breaks: [] }, version });
  await addPhoneNumber(admin, { number: '+912066990001', label: 'Main line' });
  await noteGreetingHeard(admin, { language: 'hi' });
  expect(await open()).toEqual(['clinic', 'own-phone', 'number-rang', 'test-call', 'second-person']);
});
