// Guards those who share a phone: they are seen beside each other, one goes from one to the other, and a child has somebody who answers for them before anything is agreed.
import { findings } from './axe.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { procedures } from './procedures.ts';

const receptionistState = await signedInAs('receptionist');
test.use({ storageState: receptionistState });

test('a family on one phone, and a guardian who is entered, agrees and is taken out again', async ({
  page,
  request,
  baseURL,
}) => {
  const { mutate } = procedures(request, baseURL ?? '');
  const phone = `+9163${String(process.pid).slice(-5).padStart(5, '0')}401`;
  const letters = [...String(process.pid)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  const [mother, child] = [`Leela ${letters}`, `Omkar ${letters}`];
  await mutate('patients.register', { name: mother, phone, isToBeCompleted: false });
  const { id } = await mutate<{ id: string }>('patients.register', {
    ...{ name: child, phone, birth: { year: new Date().getFullYear() - 7 }, isToBeCompleted: false },
  });
  await page.goto(`/patients/${id}`);
  await untilLive(page);
  const sheet = page.getByRole('dialog');
  const consent = sheet.getByRole('region', { name: 'Privacy notice' });
  await consent.getByRole('button', { name: 'They agree, here' }).click();
  await expect(consent.getByRole('alert')).not.toBeEmpty();

  await sheet.getByRole('tab', { name: 'Family' }).click();
  await expect(sheet.getByRole('link', { name: mother })).toBeVisible();
  const guardians = sheet.getByRole('region', { name: 'Who answers for them' });
  await expect(guardians).toContainText('A minor: enter who answers for them.');
  expect(await findings(page)).toEqual([]);
  await guardians.getByRole('button', { name: 'Add somebody' }).click();
  await guardians.getByLabel('Name').fill(mother);
  await guardians.getByLabel('Phone').fill(phone);
  await guardians.getByLabel('Relation').fill('mother');
  await guardians.getByRole('button', { name: 'Save' }).click();
  await expect(guardians.getByRole('listitem')).toContainText(mother);

  await sheet.getByRole('tab', { name: 'Overview' }).click();
  await consent.getByRole('button', { name: 'They agree, here' }).click();
  await expect(consent.getByText(/^Agreed /)).toBeVisible();
  await sheet.getByRole('tab', { name: 'Family' }).click();
  await guardians.getByRole('button', { name: `Remove ${mother}` }).click();
  await expect(guardians.getByRole('listitem')).toHaveCount(0);
  await sheet.getByRole('link', { name: mother }).click();
  await expect(sheet.getByRole('heading', { name: mother })).toBeVisible();
});
