import { clsx } from 'clsx';

/** A key as it is written on a button or in a list. Its button says it to screen readers by `aria-keyshortcuts`. */
export function KeyCap({
  isAlways = false,
  children,
}: {
  /** Also where one works by touch, and a button needs its room for words. */
  isAlways?: boolean;
  children: string;
}) {
  return (
    <kbd
      aria-hidden
      className={clsx(
        'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-current/35 px-1 font-sans text-[11px] leading-none',
        !isAlways && 'pointer-coarse:hidden',
      )}
    >
      {children}
    </kbd>
  );
}
