import { TransfersPage } from '../../../../features/settings/transfers-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('transfers');

export default async function Page() {
  await requireSection('transfers');
  return <TransfersPage />;
}
