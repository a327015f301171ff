// Guards what a patient wants kept: a consent is taken back and given again, messages and calls are stopped and allowed, and a phone goes only after a question.
import { findings } from './axe.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { newPatient, procedures } from './procedures.ts';

const receptionistState = await signedInAs('receptionist');
test.use({ storageState: receptionistState });

test('consent is taken back, and messages and calls are stopped and allowed again', async ({
  page,
  request,
  baseURL,
}) => {
  const { patientId } = await newPatient(procedures(request, baseURL ?? ''));
  await page.goto(`/patients/${patientId}`);
  await untilLive(page);
  const sheet = page.getByRole('dialog');
  const consent = sheet.getByRole('region', { name: 'Privacy notice' });
  await consent.getByRole('button', { name: 'They agree, here' }).click();
  await expect(consent.getByText(/^Agreed /)).toBeVisible();
  await consent.getByRole('button', { name: 'They take it back' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'They take it back' }).click();
  await expect(consent.getByText(/^Taken back /)).toBeVisible();

  const reach = sheet.getByRole('region', { name: 'Messages and calls from us' });
  await expect(reach).toContainText('gets messages and calls');
  await reach.getByRole('button', { name: /^Stop: messages and calls/ }).click();
  await expect(reach).toContainText('wants no messages and no calls');
  await page.reload();
  await expect(reach).toContainText('noted at the desk');
  expect(await findings(page)).toEqual([]);
  await reach.getByRole('button', { name: /^Allow again: messages and calls/ }).click();
  await expect(reach).toContainText('gets messages and calls');
});

test('a phone is removed after a question, and stays where the answer is no', async ({ page, request, baseURL }) => {
  const desk = procedures(request, baseURL ?? '');
  const { patientId } = await newPatient(desk);
  const phonesOf = async () => (await desk.query<{ phones: unknown[] }>('patients.get', { patientId })).phones.length;
  await page.goto(`/patients/${patientId}`);
  await untilLive(page);
  const sheet = page.getByRole('dialog');
  const question = page.getByRole('alertdialog');
  await sheet.getByRole('button', { name: /^Remove \+?91/ }).click();
  await question.getByRole('button', { name: 'Leave it' }).click();
  await expect(question).toBeHidden();
  expect(await phonesOf()).toBe(1);
  await sheet.getByRole('button', { name: /^Remove \+?91/ }).click();
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect.poll(phonesOf).toBe(0);
});
