'use client';

import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

/**
 * What a list is searched by. It is looked for once nothing more was typed for `pauseMs`, and at once with Enter.
 * @param text what is looked for now: it stands in the field also where it was changed elsewhere.
 */
export function SearchField({
  text,
  words,
  pauseMs,
  maxLength,
  onSearch,
}: {
  text: string;
  words: { label: string; placeholder: string };
  pauseMs: number;
  maxLength: number;
  onSearch: (text: string) => void;
}) {
  const [typed, setTyped] = useState(text);
  const told = useRef(text);

  // "Back", another view, or a filter taken off elsewhere: the field says what is looked for.
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
    const timer = setTimeout(() => search(typed), pauseMs);
    return () => clearTimeout(timer);
  });

  return (
    <search className="min-w-0 flex-[1_1_12rem] sm:max-w-90">
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
          aria-label={words.label}
          placeholder={words.placeholder}
          value={typed}
          maxLength={maxLength}
          onChange={(event) => setTyped(event.target.value)}
          className="h-8 w-full rounded-md border border-line-strong bg-surface pr-2 pl-8 text-base placeholder:text-ink-soft pointer-coarse:h-10"
        />
      </form>
    </search>
  );
}
