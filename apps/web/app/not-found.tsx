import { Compass } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { buttonClass } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

export default async function NotFound() {
  const t = await getTranslations('notFound');
  return (
    <main className="h-dvh">
      <Notice
        icon={Compass}
        title={t('title')}
        isPage
        action={
          // Every page of the desk has this one in store: it makes do without the router.
          <a href="/" className={buttonClass('plain')}>
            {t('action')}
          </a>
        }
      >
        {t('body')}
      </Notice>
    </main>
  );
}
