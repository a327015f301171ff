import { clsx } from 'clsx';
import { type SelectHTMLAttributes, useId } from 'react';

/** One of a list, with its label above it: the browser's own control, which every phone and screen reader knows. */
export function SelectField({
  label,
  options,
  className,
  ...rest
}: SelectHTMLAttributes<HTMLSelectElement> & {
  label: string;
  options: readonly { value: string; label: string }[];
}) {
  const id = useId();
  return (
    <div className={clsx('space-y-1', className)}>
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      <select
        id={id}
        className="block h-9 w-full rounded-md border border-line-strong bg-surface px-2 text-base outline-offset-0 pointer-coarse:h-11 pointer-coarse:text-lg"
        {...rest}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
