import { CalendarsPage } from '../../../../features/settings/calendars-page.tsx';
import { requireSection, sectionTitle } from '../../../../server/settings-access.ts';

export const generateMetadata = () => sectionTitle('calendars');

export default async function Page() {
  await requireSection('calendars');
  return <CalendarsPage />;
}
