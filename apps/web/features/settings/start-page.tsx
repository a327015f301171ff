'use client';

import { useQuery } from '@tanstack/react-query';
import { Check, Circle } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { usePerson } from '../shell/person.tsx';
import { useTrpc } from '../trpc/client.ts';
import { Loaded } from './loaded.tsx';
import { SettingsPage } from './section.tsx';
import type { Section } from './sections.ts';
import { SectionLinks } from './settings-frame.tsx';
import { doctorsFromFile, placeOf } from './setup-places.ts';

/** What is still missing before the phone can be answered, each with the page where it is done. */
export function StartPage({ sections }: { sections: readonly Section[] }) {
  const t = useTranslations('settings.start');
  const { role } = usePerson();
  const pathname = usePathname();
  return (
    <SettingsPage title={t('title')} lead={t(role === 'admin' ? 'lead' : 'leadOther')}>
      {role === 'admin' ? <Missing /> : null}
      <div className="md:hidden">
        <SectionLinks sections={sections} pathname={pathname} />
      </div>
    </SettingsPage>
  );
}

function Missing() {
  const t = useTranslations('settings.start');
  const trpc = useTrpc();
  const query = useQuery({ ...trpc.setup.progress.queryOptions(), staleTime: 0 });
  return (
    <Loaded query={query}>
      {({ steps, missing }) => (
        <section aria-label={t('title')} className="space-y-3">
          <p className="font-medium">{t('missing', { count: missing })}</p>
          <ol className="divide-y divide-line border-line border-y">
            {steps.map(({ step, isDone }) => (
              <li key={step} className="flex items-center gap-4">
                <Link
                  href={placeOf[step]}
                  className="flex flex-1 items-center gap-3 py-2.5 hover:bg-sunken pointer-coarse:min-h-11"
                >
                  {isDone ? (
                    <Check aria-hidden className="size-4 shrink-0 text-live" />
                  ) : (
                    <Circle aria-hidden className="size-4 shrink-0 text-ink-soft" />
                  )}
                  <span className="flex-1">{t(`step.${step}`)}</span>
                  <span className={isDone ? 'text-ink-soft text-sm' : 'text-attention text-sm'}>
                    {t(isDone ? 'done' : 'open')}
                  </span>
                </Link>
                {step === 'doctor' && !isDone ? (
                  <Link href={doctorsFromFile} className="py-2.5 text-brand text-sm underline">
                    {t('fromFile')}
                  </Link>
                ) : null}
              </li>
            ))}
          </ol>
        </section>
      )}
    </Loaded>
  );
}
