import type { ReactNode } from 'react';
import type { LinkLanguage, LinkWords } from './link-words.ts';

/** The frame of every page behind a link: the clinic above, its phone below, the other language one press away. */
export function LinkFrame({
  t,
  language,
  clinic,
  address,
  children,
}: {
  t: LinkWords;
  language: LinkLanguage;
  clinic: { name: string; nameHindi: string; phone: string | null } | null;
  /** Of this page, without a question. */
  address: string;
  children: ReactNode;
}) {
  const other = language === 'hi' ? 'en' : 'hi';
  return (
    <main lang={language} className="mx-auto flex min-h-dvh w-full max-w-md flex-col px-5 py-6 text-ink">
      <header className="flex items-start justify-between gap-4 border-line border-b pb-4">
        <p className="font-strong text-lg">
          {clinic === null ? '' : language === 'hi' ? clinic.nameHindi : clinic.name}
        </p>
        <a className="shrink-0 text-brand underline" href={`${address}?lang=${other}`} lang={other} hrefLang={other}>
          {t('otherLanguage')}
        </a>
      </header>
      <div className="flex flex-1 flex-col gap-5 py-6">{children}</div>
      {clinic?.phone == null ? null : (
        <footer className="border-line border-t pt-4 text-ink-soft">
          {t('callUs')}{' '}
          <a className="whitespace-nowrap text-brand underline tabular-nums" href={`tel:${clinic.phone}`}>
            {clinic.phone}
          </a>
        </footer>
      )}
    </main>
  );
}
