import type { ReactNode } from 'react';

/** The line at the top of a page: its name, and what acts on all of it. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-surface px-4 py-2">
      <h1 className="font-strong text-lg">{title}</h1>
      {children}
    </header>
  );
}
