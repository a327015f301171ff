import { ServicesPage } from '../../../../features/settings/services-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('services');

export default async function Page() {
  await requireSection('services');
  return <ServicesPage />;
}
