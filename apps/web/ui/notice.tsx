import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** What stands where nothing is yet, or where something failed: what it is, and the one next step. */
export function Notice({
  icon: Icon,
  title,
  children,
  action,
  isAlarm = false,
  isPage = false,
}: {
  icon: LucideIcon;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  isAlarm?: boolean;
  /** Is it all there is on the page? Its title is then the page's heading. */
  isPage?: boolean;
}) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className="flex h-full flex-col items-center justify-center gap-3 px-6 py-12 text-center">
      <Icon aria-hidden className={clsx('size-6', isAlarm ? 'text-alarm' : 'text-ink-soft')} strokeWidth={1.5} />
      <div className="max-w-80 space-y-1">
        <Title className="font-strong text-lg">{title}</Title>
        {children ? <div className="text-ink-soft">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
