'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';

/** So long nothing more was typed: then it is looked for. */
const PAUSE_MS = 250;

/** A name in either script, a phone or its last digits, the clinic's own number. Found as it is typed. */
export function PatientSearch({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const t = useTranslations('patients.search');
  const [typed, setTyped] = useState(text);
  const told = useRef(text);

  // "Back", or another view: the field says what is looked for.
  useEffect(() => {
    if (text === told.current) return;
    told.current = text;
    setTyped(text);
  }, [text]);

  const search = (value: string) => {
    const wanted = value.trim();
    if (wanted === told.current) return;
    told.current = wanted;
    onSearch(wanted);
  };
  useEffect(() => {
    const timer = setTimeout(() => search(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  });

  return (
    <search className="min-w-0 flex-1 sm:max-w-90">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          search(typed);
        }}
        className="relative"
      >
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-soft"
        />
        <input
          type="search"
          aria-label={t('label')}
          placeholder={t('placeholder')}
          value={typed}
          maxLength={100}
          onChange={(event) => setTyped(event.target.value)}
          className="h-8 w-full rounded-md border border-line-strong bg-surface pr-2 pl-8 text-base placeholder:text-ink-soft pointer-coarse:h-10"
        />
      </form>
    </search>
  );
}
