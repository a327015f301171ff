import { expect, people, type Role, signIn, test } from './desk.ts';
import { stateOf } from './place.ts';

for (const role of Object.keys(people) as Role[]) {
  test(`${role} signs in`, async ({ page, place }) => {
    const { email, password } = people[role];
    await signIn(page, email, password);
    await expect(page).toHaveURL(role === 'doctor' ? /\/schedule/ : /\/live/);
    await page.context().storageState({ path: stateOf(place, role) });
  });
}
