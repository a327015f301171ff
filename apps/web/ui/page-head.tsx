import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** The line at the top of a page: its name, and what acts on all of it. */
export function PageHead({
  title,
  isTitleInBar = false,
  children,
}: {
  title: string;
  /** On a phone the bar at the bottom says where one is, and the line is kept for what acts. */
  isTitleInBar?: boolean;
  children?: ReactNode;
}) {
  return (
    <header className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-surface px-4 py-2">
      <h1 className={clsx('font-strong text-lg', isTitleInBar && 'max-md:sr-only')}>{title}</h1>
      {children}
    </header>
  );
}
