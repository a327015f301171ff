import { clsx } from 'clsx';
import { type InputHTMLAttributes, type Ref, useId } from 'react';

/** A line of text with its label above it. */
export function TextField({
  label,
  className,
  ...rest
}: InputHTMLAttributes<HTMLInputElement> & { label: string; ref?: Ref<HTMLInputElement> }) {
  const id = useId();
  return (
    <div className={clsx('space-y-1', className)}>
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      <input
        id={id}
        className="block h-9 w-full rounded-md border border-line-strong bg-surface px-2.5 text-base outline-offset-0 pointer-coarse:h-11 pointer-coarse:text-lg"
        {...rest}
      />
    </div>
  );
}
