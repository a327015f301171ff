// Guards: the desk has a patient or a caller rung back of its own accord, says who rings and until when, and blocks a caller whose number it does not see.
import { randomUUID } from 'node:crypto';
import { endCall, startCall } from '@vaani/clinic';
import { findings } from './axe.ts';
import { clinicOf } from './board.ts';
import { expect, people, signedInAs, test, untilLive } from './desk.ts';
import { domainOf } from './domain.ts';
import type { Place } from './place.ts';
import { newPatient, procedures } from './procedures.ts';

const receptionistState = await signedInAs('receptionist');
test.use({ storageState: receptionistState });

let made = 0;
async function callFrom(place: Place): Promise<string> {
  const domain = await domainOf(place);
  const ctx = { ...domain, clinicId: await clinicOf(domain), actor: { kind: 'system' as const } };
  made += 1;
  const from = `+9198${String(process.pid).slice(-5).padStart(5, '0')}${String(made).padStart(3, '0')}`;
  const { callId } = await startCall(ctx, {
    ...{ callSid: `CA${randomUUID()}`, direction: 'inbound', from, to: '+912066000001', language: 'hi' },
  });
  await endCall(ctx, callId, { outcome: 'informed', durationMs: 9_000, language: 'hi' });
  await domain.close();
  return callId;
}

test('a patient is put on the list, given to somebody and given a time; the patient is a press away', async ({
  page,
  request,
  baseURL,
}) => {
  const desk = procedures(request, baseURL ?? '');
  const { name, patientId } = await newPatient(desk);
  await page.goto(`/patients/${patientId}`);
  await untilLive(page);
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Call back' }).click();
  await sheet.getByLabel('What for').fill('Her report is there');
  await sheet.getByRole('button', { name: 'Put on the list' }).click();
  await expect(sheet.getByText('They are on the list of those to ring.')).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await sheet.getByRole('link', { name: 'Ring them from there' }).click();
  await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
  await expect(page.getByText('Her report is there').last()).toBeVisible();
  const callbackId = new URL(page.url()).searchParams.get('callback') ?? '';
  const row = page.locator(`[data-callback-id="${callbackId}"]`);

  await page.getByLabel('Who has it').selectOption({ label: people.receptionist.label });
  await expect(row).toContainText(people.receptionist.label);
  await expect(page.getByRole('button', { name: 'Put it back' })).toBeVisible();
  await page.getByLabel('Ring by').fill('2099-01-05T17:45');
  await page.getByRole('button', { name: 'Change the time' }).click();
  await expect(row).toContainText('5:45');
  expect(await findings(page)).toEqual([]);
  expect(await desk.query('callbacks.byId', { callbackId })).toMatchObject({ dueAt: '2099-01-05T12:15:00Z' });
  await page.getByRole('link', { name: 'The patient' }).click();
  await expect(page).toHaveURL(new RegExp(`/patients/${patientId}`));
  await desk.mutate('callbacks.close', { callbackId, outcome: 'not_needed' });
});

test('a caller is rung back, or blocked, by their call', async ({ page, request, place, baseURL }) => {
  const callId = await callFrom(place);
  await page.goto(`/calls/${callId}`);
  await untilLive(page);
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Call back' }).click();
  await sheet.getByRole('button', { name: 'Put on the list' }).click();
  await expect(sheet.getByRole('link', { name: 'Ring them from there' })).toHaveAttribute('href', /callback=/);

  await sheet.getByRole('button', { name: 'Block this caller' }).click();
  const question = page.getByRole('alertdialog');
  expect(await findings(page)).toEqual([]);
  await question.getByRole('button', { name: 'Block this caller' }).click();
  await expect(sheet.getByText('This caller is blocked: their calls are not answered.')).toBeVisible();
  await sheet.getByRole('button', { name: 'Answer this caller again' }).click();
  await expect(sheet.getByRole('button', { name: 'Block this caller' })).toBeVisible();
  const { callbacks } = await procedures(request, baseURL ?? '').query<{ callbacks: { id: string; callId: string }[] }>(
    'callbacks.list',
    { show: 'open', limit: 100 },
  );
  expect(callbacks.filter((one) => one.callId === callId)).toHaveLength(1);
});
