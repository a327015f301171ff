import { clsx } from 'clsx';

/** Keeps the shape of what is being fetched. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('breathe block rounded-sm bg-line', className)} />;
}
