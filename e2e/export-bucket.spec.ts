// Guards: what an admin exports lies whole in the clinic's bucket, signed, and they are told where; and told in words where the bucket does not take it.
import { clinicOf } from './board.ts';
import { openBucket } from './bucket.ts';
import { expect, signedInAs, test, untilLive } from './desk.ts';
import { domainOf } from './domain.ts';

const adminState = await signedInAs('admin');
test.use({ storageState: adminState });

test('calls are laid into the bucket as a file', async ({ page, place }) => {
  const domain = await domainOf(place);
  const clinicId = await clinicOf(domain);
  await domain.close();
  let status = 200;
  const bucket = await openBucket(place, () => status);
  try {
    await page.goto('/calls?period=week&outcome=booked');
    await untilLive(page);
    const line = page.getByRole('status').filter({ hasText: /^\d+ calls?/ });
    await expect(line).toBeVisible();
    const count = Number.parseInt((await line.textContent()) ?? '', 10);
    const lay = async () => {
      await page.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: 'Spreadsheet to the bucket' }).click();
    };
    await lay();
    await expect.poll(() => bucket.files.length).toBe(1);
    const [file] = bucket.files;
    expect(file).toMatchObject({ type: 'text/csv; charset=utf-8', isSigned: true });
    expect(file?.path).toMatch(new RegExp(`^/exports/${clinicId}/calls-.*\\.csv$`));
    await expect(page.getByText(file?.path.replace('/exports/', '') ?? '')).toBeVisible();
    const calls = new Set(
      (file?.body ?? '')
        .split('\r\n')
        .slice(1)
        .map((row) => row.split(',')[0])
        .filter((id) => /^[0-9a-f-]{36}$/.test(id ?? '')),
    );
    expect(calls.size).toBe(count);

    status = 403;
    await lay();
    await expect(page.getByText('The bucket does not accept the key that is set for it.')).toBeVisible();
  } finally {
    await bucket.close();
  }
});
