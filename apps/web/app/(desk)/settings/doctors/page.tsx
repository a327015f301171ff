import { DoctorsPage } from '../../../../features/settings/doctors-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('doctors');

export default async function Page() {
  await requireSection('doctors');
  return <DoctorsPage />;
}
