import { AuditPage } from '../../../../features/settings/audit-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('audit');

export default async function Page() {
  await requireSection('audit');
  return <AuditPage />;
}
