import type { ReactNode } from 'react';

/** A page of the settings: what it is about in a sentence, then its parts. */
export function SettingsPage({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <article className="max-w-4xl space-y-8 p-4 pb-16 md:p-6">
      <header className="space-y-1">
        <h2 className="font-strong text-xl">{title}</h2>
        <p className="max-w-2xl text-ink-soft">{lead}</p>
      </header>
      {children}
    </article>
  );
}

/** A part of a page, set off by a line. */
export function Part({
  title,
  lead,
  action,
  children,
}: {
  title: string;
  lead?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="space-y-4 border-line border-t pt-5">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 space-y-0.5">
          <h3 className="font-strong text-lg">{title}</h3>
          {lead ? <p className="max-w-2xl text-ink-soft">{lead}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** Rows of things that can be opened and changed. */
export function Rows({ children }: { children: ReactNode }) {
  return <ul className="divide-y divide-line border-line border-y">{children}</ul>;
}

export function Row({
  title,
  note,
  isOff = false,
  actions,
}: {
  title: ReactNode;
  note?: ReactNode;
  /** Not in use: told by its note too. */
  isOff?: boolean;
  actions?: ReactNode;
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
      <div className="min-w-40 flex-1">
        <p className={isOff ? 'text-ink-soft' : 'font-medium'}>{title}</p>
        {note ? <div className="text-ink-soft text-sm">{note}</div> : null}
      </div>
      <div className="flex flex-wrap gap-2">{actions}</div>
    </li>
  );
}
