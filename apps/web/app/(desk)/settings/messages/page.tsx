import { MessageSettingsPage } from '../../../../features/settings/messages-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('messages');

export default async function Page() {
  await requireSection('messages');
  return <MessageSettingsPage />;
}
