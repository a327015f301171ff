import { BlockedPage } from '../../../../features/settings/blocked-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('blocked');

export default async function Page() {
  await requireSection('blocked');
  return <BlockedPage />;
}
