import { PhonePage } from '../../../../features/settings/phone-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('phone');

export default async function Page() {
  await requireSection('phone');
  return <PhonePage />;
}
