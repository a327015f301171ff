import { getTranslations } from 'next-intl/server';
import { buttonClass } from '../ui/button.tsx';

/** Every page of the desk has this one in store: it makes do without the router, and without a sign. */
export default async function NotFound() {
  const t = await getTranslations('notFound');
  return (
    <main className="flex h-dvh flex-col items-center justify-center gap-3 px-6 py-12 text-center">
      <div className="max-w-80 space-y-1">
        <h1 className="font-strong text-lg">{t('title')}</h1>
        <p className="text-ink-soft">{t('body')}</p>
      </div>
      <a href="/" className={buttonClass('plain')}>
        {t('action')}
      </a>
    </main>
  );
}
