import { KeysPage } from '../../../../features/settings/keys-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('keys');

export default async function Page() {
  await requireSection('keys');
  return <KeysPage />;
}
