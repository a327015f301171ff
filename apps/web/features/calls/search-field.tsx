'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';

/** So long nothing more was typed: then it is looked for. */
const PAUSE_MS = 350;

/** Words that were said in a call. Found as they are typed, after a pause; at once with Enter. */
export function SearchField({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const t = useTranslations('calls.search');
  const [typed, setTyped] = useState(text);
  const told = useRef(text);

  // "Back", or a filter taken off elsewhere: the field says what is looked for.
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
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
          className="h-8 w-full rounded-md border border-line-strong bg-surface pr-2 pl-8 text-base placeholder:text-ink-soft pointer-coarse:h-10"
        />
      </form>
    </search>
  );
}
