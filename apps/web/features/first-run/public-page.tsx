import type { ReactNode } from 'react';
import { Wordmark } from '../../ui/wordmark.tsx';
import { PreferenceBar } from '../shell/preference-bar.tsx';

/** The frame of pages for people without a sign-in. */
export function PublicPage({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col">
      <div className="flex flex-1 items-center justify-center px-4 py-10">
        <div className="w-full max-w-96">
          <div className="mb-8 flex items-center gap-2 text-brand">
            <Wordmark className="size-7" />
            <span className="font-strong text-ink text-xl">Vaani</span>
          </div>
          <h1 className="font-strong text-xl">{title}</h1>
          <p className="mt-1 mb-6 text-ink-soft">{lead}</p>
          {children}
        </div>
      </div>
      <PreferenceBar />
    </main>
  );
}
