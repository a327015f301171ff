import { ProvidersPage } from '../../../../features/settings/providers-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('providers');

export default async function Page() {
  await requireSection('providers');
  return <ProvidersPage />;
}
