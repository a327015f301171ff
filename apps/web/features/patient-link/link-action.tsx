import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { buttonClass } from '../../ui/button.tsx';

/** One thing to do, as a form of its own: it works before, and without, any script. */
export function LinkAction({
  token,
  fields,
  kind = 'plain',
  children,
}: {
  token: string;
  fields: Record<string, string>;
  kind?: 'primary' | 'plain';
  children: ReactNode;
}) {
  return (
    <form method="post" action={`/a/${token}/act`}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={clsx(buttonClass(kind), 'h-11 w-full')}>
        {children}
      </button>
    </form>
  );
}
