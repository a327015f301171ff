import { isUntouched } from '@vaani/clinic';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PreferenceBar } from '../../features/shell/preference-bar.tsx';
import { SignInForm } from '../../features/sign-in/sign-in-form.tsx';
import { currentSession } from '../../server/auth/session.ts';
import { webDeps } from '../../server/deps.ts';
import { Wordmark } from '../../ui/wordmark.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') };
}

export default async function SignInPage() {
  if (await currentSession()) redirect('/');
  if (await isUntouched(webDeps())) redirect('/setup');
  const t = await getTranslations('signIn');
  return (
    <main className="flex min-h-dvh flex-col">
      <div className="flex flex-1 items-center justify-center px-4 py-10">
        <div className="w-full max-w-88">
          <div className="mb-8 flex items-center gap-2 text-brand">
            <Wordmark className="size-7" />
            <span className="font-strong text-ink text-xl">Vaani</span>
          </div>
          <h1 className="font-strong text-xl">{t('heading')}</h1>
          <p className="mt-1 mb-6 text-ink-soft">{t('lead')}</p>
          <SignInForm />
        </div>
      </div>
      <PreferenceBar />
    </main>
  );
}
