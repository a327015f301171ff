import { clsx } from 'clsx';
import type { ButtonHTMLAttributes, Ref } from 'react';

const kinds = {
  /** One a view: what the view is for. */
  primary: 'bg-brand text-brand-ink border-brand hover:opacity-90',
  plain: 'bg-surface text-ink border-line-strong/60 hover:bg-sunken',
  /** What cannot be undone, or hurts. */
  alarm: 'bg-alarm text-alarm-ink border-alarm hover:opacity-90',
  /** The way to it. */
  danger: 'bg-surface text-alarm border-alarm/60 hover:bg-alarm-wash',
  quiet: 'bg-transparent text-ink-soft border-transparent hover:bg-sunken hover:text-ink',
} as const;

export function buttonClass(kind: keyof typeof kinds, isSquare = false): string {
  return clsx(
    'inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md border text-base font-medium whitespace-nowrap transition-colors duration-100 pointer-coarse:h-10',
    'disabled:opacity-55 disabled:hover:bg-inherit',
    isSquare ? 'w-8 pointer-coarse:w-10' : 'px-3',
    kinds[kind],
  );
}

/** A button; `isSquare` is for one icon alone, which then needs an `aria-label`. */
export function Button({
  kind = 'plain',
  isSquare = false,
  className,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & {
  kind?: keyof typeof kinds;
  isSquare?: boolean;
  ref?: Ref<HTMLButtonElement>;
}) {
  return <button type="button" className={clsx(buttonClass(kind, isSquare), className)} {...rest} />;
}
