import { clsx } from 'clsx';
import { type TextareaHTMLAttributes, useId } from 'react';

/** Several lines of text with their label above them. */
export function TextArea({
  label,
  className,
  ...rest
}: TextareaHTMLAttributes<HTMLTextAreaElement> & { label: string }) {
  const id = useId();
  return (
    <div className={clsx('space-y-1', className)}>
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      <textarea
        id={id}
        className="block w-full rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-base outline-offset-0 pointer-coarse:text-lg"
        {...rest}
      />
    </div>
  );
}
