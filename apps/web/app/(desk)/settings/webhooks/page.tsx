import { WebhooksPage } from '../../../../features/settings/webhooks-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('webhooks');

export default async function Page() {
  await requireSection('webhooks');
  return <WebhooksPage />;
}
