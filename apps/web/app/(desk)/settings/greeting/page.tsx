import { GreetingPage } from '../../../../features/settings/greeting-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('greeting');

export default async function Page() {
  await requireSection('greeting');
  return <GreetingPage />;
}
