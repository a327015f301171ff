'use client';

import { clsx } from 'clsx';
import { ChevronDown, X } from 'lucide-react';
import { Menu, MenuChoice } from './menu.tsx';

/** A filter: names itself while it filters nothing, and its value with a cross once it does. */
export function FilterChip<V extends string>({
  label,
  value,
  none,
  options,
  clearLabel,
  onChoose,
}: {
  label: string;
  value: V;
  /** The value that filters nothing. */
  none: V;
  options: readonly { value: V; label: string }[];
  clearLabel: string;
  onChoose: (value: V) => void;
}) {
  const isSet = value !== none;
  const chosen = options.find((option) => option.value === value);
  return (
    <span
      className={clsx(
        'inline-flex h-8 items-stretch overflow-hidden rounded-full border text-sm pointer-coarse:h-10',
        isSet ? 'border-brand bg-brand-wash' : 'border-line-strong/60 bg-surface',
      )}
    >
      <Menu
        side="bottom"
        trigger={
          <button type="button" className="flex items-center gap-1 rounded-full px-3 hover:bg-sunken">
            {isSet ? `${label}: ${chosen?.label ?? ''}` : label}
            {isSet ? null : <ChevronDown aria-hidden className="size-3.5 text-ink-soft" />}
          </button>
        }
      >
        <MenuChoice label={label} value={value} options={options} onChoose={onChoose} />
      </Menu>
      {isSet ? (
        <button
          type="button"
          aria-label={clearLabel}
          onClick={() => onChoose(none)}
          className="flex items-center rounded-full pr-2.5 pl-0.5"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : null}
    </span>
  );
}
