import { KnowledgePage } from '../../../../features/settings/knowledge-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('knowledge');

export default async function Page() {
  await requireSection('knowledge');
  return <KnowledgePage />;
}
