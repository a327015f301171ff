'use client';

import { CalendarDays } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { readDate } from './dates.ts';

/** Which days are shown, in words; a press opens the browser's own calendar over them. */
export function DayChooser({
  date,
  words,
  shortWords,
  onChoose,
}: {
  date: string;
  words: string;
  /** For a phone. */
  shortWords: string;
  onChoose: (date: string) => void;
}) {
  const t = useTranslations('schedule');
  return (
    <span className="relative inline-flex h-8 items-center gap-2 rounded-md border border-line-strong/60 bg-surface px-2.5 font-medium hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-brand has-focus-visible:outline-offset-2 pointer-coarse:h-10">
      <CalendarDays aria-hidden className="size-4 text-ink-soft" />
      <span aria-hidden className="max-sm:hidden" suppressHydrationWarning>
        {words}
      </span>
      <span aria-hidden className="sm:hidden" suppressHydrationWarning>
        {shortWords}
      </span>
      <input
        type="date"
        aria-label={`${t('chooseDate')}: ${words}`}
        value={date}
        suppressHydrationWarning
        onClick={({ currentTarget }) => currentTarget.showPicker()}
        onChange={(event) => {
          const chosen = readDate(event.target.value);
          if (chosen) onChoose(chosen);
        }}
        className="absolute inset-0 w-full cursor-pointer opacity-0"
      />
    </span>
  );
}
