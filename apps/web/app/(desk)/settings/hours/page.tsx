import { HoursPage } from '../../../../features/settings/hours-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('hours');

export default async function Page() {
  await requireSection('hours');
  return <HoursPage />;
}
