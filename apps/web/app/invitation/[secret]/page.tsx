import { openInvitation } from '@vaani/clinic';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { InvitationForm } from '../../../features/first-run/invitation-form.tsx';
import { PublicPage } from '../../../features/first-run/public-page.tsx';
import { webDeps } from '../../../server/deps.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('firstRun'))('invitation'), referrer: 'no-referrer' };
}

/** What a link for a person opens. One that is used, old or made up says only that it is not good. */
export default async function InvitationPage({ params }: { params: Promise<{ secret: string }> }) {
  const { secret } = await params;
  const t = await getTranslations('firstRun');
  const tRole = await getTranslations('role');
  const open = await openInvitation(webDeps(), secret);
  if (open === null)
    return (
      <PublicPage title={t('gone')} lead={t('goneLead')}>
        {null}
      </PublicPage>
    );
  const { purpose, clinicName, email, name, role, hasAccount } = open;
  return (
    <PublicPage
      title={purpose === 'join' ? t('joinTitle', { clinic: clinicName }) : t('resetTitle')}
      lead={purpose === 'join' ? t('joinLead', { name, email, role: tRole(role) }) : t('resetLead', { email })}
    >
      <InvitationForm secret={secret} purpose={purpose} name={name} hasAccount={hasAccount} />
    </PublicPage>
  );
}
