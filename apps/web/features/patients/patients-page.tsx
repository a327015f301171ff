'use client';

import { UserPlus } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useRouter, useSearchParams } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { nothing } from '../../ui/nothing.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { RowsLoading } from '../../ui/rows-loading.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { usePerson } from '../shell/person.tsx';
import { PatientList } from './patient-list.tsx';
import { addressOf, type PatientView, readView, viewsOf } from './patient-views.ts';

const NewPatientForm = dynamic(() => import('./new-patient-form.tsx').then((file) => file.NewPatientForm), {
  loading: nothing,
});
const ToCompleteList = dynamic(() => import('./to-complete-list.tsx').then((file) => file.ToCompleteList), {
  loading: RowsLoading,
});
const DuplicatesList = dynamic(() => import('./duplicates-list.tsx').then((file) => file.DuplicatesList), {
  loading: RowsLoading,
});
const BlockedList = dynamic(() => import('./blocked-list.tsx').then((file) => file.BlockedList), {
  loading: RowsLoading,
});
const ImportPanel = dynamic(() => import('../imports/import-panel.tsx').then((file) => file.ImportPanel), {
  loading: RowsLoading,
});

/** Patients: found, completed, kept apart, and brought along from other systems. */
export function PatientsPage() {
  const t = useTranslations('patients');
  const router = useRouter();
  const search = useSearchParams();
  const { role } = usePerson();
  const view = readView(search, role);
  const text = search.get('q') ?? '';
  const views = viewsOf(role);
  const [isNew, setIsNew] = useState(false);
  const go = (to: PatientView, typed: string, how: 'push' | 'replace') => {
    const address = `${window.location.pathname}${addressOf(to, typed)}`;
    if (how === 'push') window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHead title={t('title')} isTitleInBar>
        <SearchField
          text={text}
          words={{ label: t('search.label'), placeholder: t('search.placeholder') }}
          pauseMs={250}
          maxLength={100}
          onSearch={(typed) => go('all', typed, 'replace')}
        />
        <div className="flex max-w-full items-center gap-2 sm:ml-auto">
          {views.length > 1 ? (
            <div className="min-w-0 overflow-x-auto">
              <Segments
                label={t('show')}
                value={view}
                options={views.map((value) => ({ value, label: t(`view.${value}`) }))}
                onChoose={(to) => go(to, '', 'push')}
              />
            </div>
          ) : null}
          {role === 'doctor' ? null : (
            <Button kind="primary" onClick={() => setIsNew(true)}>
              <UserPlus aria-hidden className="size-4" />
              <span className="max-sm:sr-only">{t('enter')}</span>
            </Button>
          )}
        </div>
      </PageHead>
      <section
        aria-label={t(`view.${view}`)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto bg-surface outline-offset-[-2px]"
      >
        {view === 'all' ? <PatientList text={text} /> : null}
        {view === 'toComplete' ? <ToCompleteList /> : null}
        {view === 'duplicates' ? <DuplicatesList /> : null}
        {view === 'blocked' ? <BlockedList /> : null}
        {view === 'import' ? <ImportPanel /> : null}
      </section>
      {isNew ? (
        <Sheet title={t('enter')} closeLabel={t('close')} onClose={() => setIsNew(false)}>
          <div className="p-4">
            <NewPatientForm
              typed={text}
              onMade={({ id }) => {
                setIsNew(false);
                router.push(`/patients/${id}`, { scroll: false });
              }}
              onBack={() => setIsNew(false)}
            />
          </div>
        </Sheet>
      ) : null}
    </div>
  );
}
