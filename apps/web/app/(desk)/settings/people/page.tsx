import { PeoplePage } from '../../../../features/settings/people-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('people');

export default async function Page() {
  await requireSection('people');
  return <PeoplePage />;
}
