import { ClinicPage } from '../../../../features/settings/clinic-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('clinic');

export default async function Page() {
  await requireSection('clinic');
  return <ClinicPage />;
}
