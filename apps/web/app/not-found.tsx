import { Compass } from 'lucide-react';
import Link from 'next/link';
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
          <Link href="/" className={buttonClass('plain')}>
            {t('action')}
          </Link>
        }
      >
        {t('body')}
      </Notice>
    </main>
  );
}
